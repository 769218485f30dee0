-- The newest event that somebody sees is the newest of those that all see or of those about their own unshared work: each is the end of an index, so that what
-- colleagues keep to themselves is not stepped over (ADR 0118). Every event is in one of the two. Building them reads the table once.
CREATE INDEX "Event_shared" ON "Event" ("projectId", txid, seq) WHERE shared;
CREATE INDEX "Event_unshared" ON "Event" ("projectId", "ownerId", txid, seq) WHERE NOT shared;
