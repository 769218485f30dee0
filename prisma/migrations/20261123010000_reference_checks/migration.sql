-- Postgres plans the check of a foreign key once per connection and keeps that plan until the table is analysed. Planned while a table is empty, an index that
-- begins with the project costs the same as the key itself, and was taken: from then on every tag put on a passage read all passages of its project.
-- These indexes therefore begin with the narrower column. What they are for, equality on both, they do as before.
DROP INDEX "Annotation_projectId_authorId_idx";
CREATE INDEX "Annotation_authorId_projectId_idx" ON "Annotation"("authorId", "projectId");

DROP INDEX "Tag_projectId_parentId_idx";
CREATE INDEX "Tag_parentId_projectId_idx" ON "Tag"("parentId", "projectId");

DROP INDEX "Revision_projectId_documentId_number_key";
CREATE UNIQUE INDEX "Revision_documentId_projectId_number_key" ON "Revision"("documentId", "projectId", "number");

DROP INDEX "Verdict_projectId_documentId_start_idx";
CREATE INDEX "Verdict_documentId_projectId_start_idx" ON "Verdict"("documentId", "projectId", "start");

DROP INDEX "Event_projectId_subjectId_idx";
CREATE INDEX "Event_subjectId_projectId_idx" ON "Event"("subjectId", "projectId");
