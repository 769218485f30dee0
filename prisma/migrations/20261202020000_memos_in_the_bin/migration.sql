-- The bin lists one's own memos in it (ADR 0161): found by whose they are, so that nobody steps over those of colleagues. Few are in the bin, so that the index is
-- built in a moment.
CREATE INDEX "Memo_binned" ON "Memo"("projectId", "authorId", "id") WHERE "deletedAt" IS NOT NULL;
