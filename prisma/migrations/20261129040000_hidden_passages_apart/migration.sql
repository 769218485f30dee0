-- A passage of the consensus that a round hides from whoever gives a verdict at its place does not exist for them, so theirs is another row there (ADR 0127).
-- Who sees which is nothing that an index can know: under the lock of the document, lib/data/review/consensus keeps one passage a place for whoever sees it.
-- The index stays for finding what stands at a place. Locks "Annotation" against writing while it is made of the consensus alone.
DROP INDEX "Annotation_one_consensus_a_place";
CREATE INDEX "Annotation_consensus_place" ON "Annotation" ("projectId", "documentId", "revisionId", start, "end") WHERE layer = 'consensus' AND "deletedAt" IS NULL;
