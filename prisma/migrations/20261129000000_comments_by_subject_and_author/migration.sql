-- One's own comments on a document are found without stepping over those of colleagues, which a blind round hides.
DROP INDEX "Comment_projectId_subjectType_subjectId_idx";
CREATE INDEX "Comment_projectId_subjectType_subjectId_authorId_idx" ON "Comment"("projectId", "subjectType", "subjectId", "authorId");
