-- The verdicts of a strand are alike in what decides whether a round surely hides them: who gave them on which document, in which round (ADR 0108).
-- The column rewrites the table once, which has thousands of rows and not millions.
-- The index says that the strand is there, which it always is, so that no check of a reference is planned by it.
ALTER TABLE "Verdict" ADD COLUMN strand UUID GENERATED ALWAYS AS (md5("documentId"::text || COALESCE("roundId"::text, '-') || "createdById"::text)::uuid) STORED;
CREATE INDEX "Verdict_of_strand" ON "Verdict" ("projectId", strand, "createdAt", id) WHERE strand IS NOT NULL;
