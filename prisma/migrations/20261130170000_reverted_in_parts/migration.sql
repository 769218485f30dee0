-- What was done to many annotations is reverted for each of them once: whoever could give back a part only, because the rest was private or had been worked on
-- since, no longer keeps the rest from its author. Every other event is still reverted once.
DROP INDEX "Event_reverted_once";
CREATE UNIQUE INDEX "Event_reverted_once" ON "Event"("projectId", "reverts") WHERE "reverts" IS NOT NULL AND type NOT LIKE 'annotation%';
CREATE INDEX "Event_reverts" ON "Event"("projectId", "reverts") WHERE "reverts" IS NOT NULL;
