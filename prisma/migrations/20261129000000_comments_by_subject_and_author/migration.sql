-- One's own comments on a document are found without stepping over those of colleagues, which a blind round hides. The project comes second,
-- so that the check of a reference to a comment is not planned by this index.
DROP INDEX "Comment_projectId_subjectType_subjectId_idx";
CREATE INDEX "Comment_subjectType_projectId_subjectId_authorId_idx" ON "Comment"("subjectType", "projectId", "subjectId", "authorId");
