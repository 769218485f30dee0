-- Notifications name the document of a reopened task, and are mailed at least once without being held in a transaction while they are sent.
--
-- "mailingAt" is the claim of the process that is sending a digest: it is set and committed before the mail goes out, so that no transaction is open
-- while a mail server takes its time (the event log waits for the oldest one). A claim that was not followed by "mailedAt" lapses after some minutes,
-- and the digest is sent again. The two new indexes of "Comment" serve the replies of a thread and the list of the newest.
-- Widening only: nullable columns without a default rewrite nothing, and the tables were made by the migration before this one.
ALTER TABLE "Notification" ADD COLUMN "documentId" UUID, ADD COLUMN "mailingAt" TIMESTAMPTZ(3);

ALTER TABLE "Notification" ADD CONSTRAINT "Notification_projectId_documentId_fkey" FOREIGN KEY ("projectId", "documentId") REFERENCES "Document"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "Comment_projectId_parentId_idx" ON "Comment"("projectId", "parentId");
CREATE INDEX "Comment_projectId_createdAt_id_idx" ON "Comment"("projectId", "createdAt", "id");

COMMENT ON COLUMN "Notification"."mailingAt" IS 'When a process took it to send it, which lapses.';
