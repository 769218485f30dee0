-- A team codes together: rounds with their tasks, verdicts with their consensus layer, threads, notifications.
--
-- A round says who codes which documents, and until when colleagues' work does not exist for its coders. A verdict writes annotations of the consensus
-- layer and leaves the originals alone. A comment names the document it speaks about, so that the blindness of that document covers it as well.
-- Widening only: new tables, and columns that are nullable or have a constant default, which Postgres adds without rewriting a row.

-- AlterTable
ALTER TABLE "User" ADD COLUMN     "mailDigest" TEXT NOT NULL DEFAULT 'daily';

-- AlterTable
ALTER TABLE "Annotation" ADD COLUMN     "secondOpinion" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "verdictId" UUID;

-- AlterTable
ALTER TABLE "Event" ADD COLUMN     "roundId" UUID;

-- CreateTable
CREATE TABLE "Round" (
    "projectId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "instructions" TEXT NOT NULL DEFAULT '',
    "kind" TEXT NOT NULL DEFAULT 'coding',
    "visibility" TEXT NOT NULL,
    "dueAt" TIMESTAMPTZ(3),
    "codebookVersion" INTEGER NOT NULL,
    "codebook" JSONB NOT NULL,
    "previousId" UUID,
    "openedAt" TIMESTAMPTZ(3),
    "openedById" UUID,
    "closedAt" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Round_pkey" PRIMARY KEY ("projectId","id")
);

-- CreateTable
CREATE TABLE "RoundTask" (
    "projectId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "coderId" UUID NOT NULL,
    "submittedAt" TIMESTAMPTZ(3),
    "reopenedAt" TIMESTAMPTZ(3),
    "reopenedById" UUID,

    CONSTRAINT "RoundTask_pkey" PRIMARY KEY ("projectId","roundId","documentId","coderId")
);

-- CreateTable
CREATE TABLE "RoundPassage" (
    "projectId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "quote" TEXT NOT NULL,

    CONSTRAINT "RoundPassage_pkey" PRIMARY KEY ("projectId","roundId","id")
);

-- CreateTable
CREATE TABLE "RoundFigure" (
    "projectId" UUID NOT NULL,
    "roundId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "settings" JSONB NOT NULL,
    "result" JSONB NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "RoundFigure_pkey" PRIMARY KEY ("projectId","roundId","id")
);

-- CreateTable
CREATE TABLE "Verdict" (
    "projectId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "roundId" UUID,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "coderIds" UUID[],
    "outcome" TEXT NOT NULL,
    "acceptedCoderIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "reason" TEXT NOT NULL DEFAULT '',
    "supersededAt" TIMESTAMPTZ(3),
    "contestedAt" TIMESTAMPTZ(3),
    "contestedById" UUID,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Verdict_pkey" PRIMARY KEY ("projectId","id")
);

-- CreateTable
CREATE TABLE "VerdictItem" (
    "projectId" UUID NOT NULL,
    "verdictId" UUID NOT NULL,
    "annotationId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "fate" TEXT NOT NULL,

    CONSTRAINT "VerdictItem_pkey" PRIMARY KEY ("projectId","verdictId","annotationId")
);

-- CreateTable
CREATE TABLE "Comment" (
    "projectId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "subjectType" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "documentId" UUID,
    "revisionId" UUID,
    "start" INTEGER,
    "end" INTEGER,
    "quote" TEXT,
    "parentId" UUID,
    "authorId" UUID NOT NULL,
    "body" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "resolvedAt" TIMESTAMPTZ(3),
    "resolvedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "editedAt" TIMESTAMPTZ(3),
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Comment_pkey" PRIMARY KEY ("projectId","id")
);

-- CreateTable
CREATE TABLE "CommentEdit" (
    "projectId" UUID NOT NULL,
    "commentId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "body" JSONB NOT NULL,
    "text" TEXT NOT NULL,
    "editedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "CommentEdit_pkey" PRIMARY KEY ("projectId","commentId","version")
);

-- CreateTable
CREATE TABLE "Notification" (
    "projectId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "actorId" UUID NOT NULL,
    "commentId" UUID,
    "verdictId" UUID,
    "roundId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "readAt" TIMESTAMPTZ(3),
    "mailedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Notification_pkey" PRIMARY KEY ("projectId","id")
);

-- CreateIndex
CREATE INDEX "RoundTask_projectId_coderId_documentId_idx" ON "RoundTask"("projectId", "coderId", "documentId");

-- CreateIndex
CREATE INDEX "Verdict_projectId_documentId_start_idx" ON "Verdict"("projectId", "documentId", "start");

-- CreateIndex
CREATE INDEX "VerdictItem_projectId_annotationId_idx" ON "VerdictItem"("projectId", "annotationId");

-- CreateIndex
CREATE INDEX "Comment_projectId_subjectType_subjectId_idx" ON "Comment"("projectId", "subjectType", "subjectId");

-- CreateIndex
CREATE INDEX "Comment_projectId_documentId_idx" ON "Comment"("projectId", "documentId");

-- CreateIndex
CREATE INDEX "Notification_userId_createdAt_idx" ON "Notification"("userId", "createdAt");

-- AddForeignKey
ALTER TABLE "Annotation" ADD CONSTRAINT "Annotation_projectId_roundId_fkey" FOREIGN KEY ("projectId", "roundId") REFERENCES "Round"("projectId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Annotation" ADD CONSTRAINT "Annotation_projectId_verdictId_fkey" FOREIGN KEY ("projectId", "verdictId") REFERENCES "Verdict"("projectId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_openedById_fkey" FOREIGN KEY ("openedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Round" ADD CONSTRAINT "Round_projectId_previousId_fkey" FOREIGN KEY ("projectId", "previousId") REFERENCES "Round"("projectId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "RoundTask" ADD CONSTRAINT "RoundTask_projectId_roundId_fkey" FOREIGN KEY ("projectId", "roundId") REFERENCES "Round"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundTask" ADD CONSTRAINT "RoundTask_projectId_documentId_fkey" FOREIGN KEY ("projectId", "documentId") REFERENCES "Document"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundTask" ADD CONSTRAINT "RoundTask_coderId_fkey" FOREIGN KEY ("coderId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundTask" ADD CONSTRAINT "RoundTask_reopenedById_fkey" FOREIGN KEY ("reopenedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundPassage" ADD CONSTRAINT "RoundPassage_projectId_roundId_fkey" FOREIGN KEY ("projectId", "roundId") REFERENCES "Round"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundPassage" ADD CONSTRAINT "RoundPassage_projectId_documentId_fkey" FOREIGN KEY ("projectId", "documentId") REFERENCES "Document"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundFigure" ADD CONSTRAINT "RoundFigure_projectId_roundId_fkey" FOREIGN KEY ("projectId", "roundId") REFERENCES "Round"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RoundFigure" ADD CONSTRAINT "RoundFigure_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_projectId_documentId_fkey" FOREIGN KEY ("projectId", "documentId") REFERENCES "Document"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_projectId_roundId_fkey" FOREIGN KEY ("projectId", "roundId") REFERENCES "Round"("projectId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_contestedById_fkey" FOREIGN KEY ("contestedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VerdictItem" ADD CONSTRAINT "VerdictItem_projectId_verdictId_fkey" FOREIGN KEY ("projectId", "verdictId") REFERENCES "Verdict"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VerdictItem" ADD CONSTRAINT "VerdictItem_projectId_annotationId_fkey" FOREIGN KEY ("projectId", "annotationId") REFERENCES "Annotation"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_projectId_parentId_fkey" FOREIGN KEY ("projectId", "parentId") REFERENCES "Comment"("projectId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_resolvedById_fkey" FOREIGN KEY ("resolvedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "CommentEdit" ADD CONSTRAINT "CommentEdit_projectId_commentId_fkey" FOREIGN KEY ("projectId", "commentId") REFERENCES "Comment"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_projectId_commentId_fkey" FOREIGN KEY ("projectId", "commentId") REFERENCES "Comment"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ---------------------------------------------------------------- what Prisma cannot say

ALTER TABLE "User" ADD CONSTRAINT "User_mailDigest" CHECK ("mailDigest" IN ('off', 'immediately', 'daily'));
ALTER TABLE "Round" ADD CONSTRAINT "Round_words" CHECK (name <> '' AND kind IN ('coding', 'norming', 'second-look') AND visibility IN ('open', 'until-own-submit', 'until-all-submit'));
ALTER TABLE "Round" ADD CONSTRAINT "Round_opened_by_somebody" CHECK (("openedAt" IS NULL) = ("openedById" IS NULL));
ALTER TABLE "RoundTask" ADD CONSTRAINT "RoundTask_reopened_by_somebody" CHECK (("reopenedAt" IS NULL) = ("reopenedById" IS NULL));
ALTER TABLE "RoundPassage" ADD CONSTRAINT "RoundPassage_span" CHECK (0 <= start AND start < "end");
ALTER TABLE "Annotation" ADD CONSTRAINT "Annotation_certainty" CHECK (certainty BETWEEN 1 AND 3);
ALTER TABLE "Annotation" ADD CONSTRAINT "Annotation_consensus_by_verdict" CHECK ((layer = 'consensus') = ("verdictId" IS NOT NULL)) NOT VALID;
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_span" CHECK (0 <= start AND start < "end");
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_outcome" CHECK (outcome IN ('accepted', 'neither', 'edited') AND (outcome = 'accepted') = (cardinality("acceptedCoderIds") > 0));
ALTER TABLE "Verdict" ADD CONSTRAINT "Verdict_contested_by_somebody" CHECK (("contestedAt" IS NULL) = ("contestedById" IS NULL));
ALTER TABLE "VerdictItem" ADD CONSTRAINT "VerdictItem_fate" CHECK (fate IN ('accepted', 'changed', 'refused'));
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_subject" CHECK ("subjectType" IN ('annotation', 'stretch', 'tag', 'theme', 'document', 'verdict'));
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_stretch" CHECK (("subjectType" = 'stretch') = (start IS NOT NULL) AND (start IS NULL) = ("end" IS NULL) AND (start IS NULL) = ("revisionId" IS NULL) AND 0 <= start AND start < "end");
ALTER TABLE "Comment" ADD CONSTRAINT "Comment_resolved_by_somebody" CHECK (("resolvedAt" IS NULL) = ("resolvedById" IS NULL));
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_kind" CHECK (kind IN ('mention', 'reply', 'contest', 'verdict', 'round', 'reopened'));

-- Annotations of a round, and what one verdict wrote.
CREATE INDEX "Annotation_of_round" ON "Annotation" ("projectId", "roundId", "documentId", start) WHERE "roundId" IS NOT NULL AND "deletedAt" IS NULL;
CREATE INDEX "Annotation_of_verdict" ON "Annotation" ("projectId", "verdictId") WHERE "verdictId" IS NOT NULL;
-- Rounds that are still being worked in are few and asked for with every request.
CREATE INDEX "Round_live" ON "Round" ("projectId") WHERE "closedAt" IS NULL AND "deletedAt" IS NULL;
-- The badge with what a person has not read, and what the mail has not told.
CREATE INDEX "Notification_unread" ON "Notification" ("userId", "createdAt") WHERE "readAt" IS NULL;
CREATE INDEX "Notification_unmailed" ON "Notification" ("createdAt") WHERE "mailedAt" IS NULL AND "readAt" IS NULL;

COMMENT ON TABLE "RoundTask" IS 'One coder on one document of a round. While submittedAt is set that coder''s annotations of the round there are frozen.';
COMMENT ON TABLE "Verdict" IS 'What a reviewer decided about a stretch. It stands while supersededAt is null.';
COMMENT ON TABLE "Comment" IS 'One contribution to a thread, the first of which has no parent.';
