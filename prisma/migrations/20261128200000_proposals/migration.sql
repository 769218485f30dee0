-- What somebody would change in the codebook and may not, for those who may to accept or decline (ADR 0098). Equal names that stand side by side are proposed
-- without a row, a row is made when somebody has decided about them. New tables and a nullable column: the locks are short.

-- CreateTable
CREATE TABLE "Proposal" (
    "projectId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "tagId" UUID,
    "intoId" UUID,
    "parentId" UUID,
    "wanted" JSONB NOT NULL DEFAULT '{}',
    "reason" TEXT NOT NULL DEFAULT '',
    "proposedById" UUID,
    "blindRoundId" UUID,
    "state" TEXT NOT NULL DEFAULT 'open',
    "answer" TEXT NOT NULL DEFAULT '',
    "decidedById" UUID,
    "decidedAt" TIMESTAMPTZ(3),
    "event" BIGINT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Proposal_pkey" PRIMARY KEY ("projectId","id")
);
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_kind" CHECK (kind IN ('create', 'change', 'merge', 'remove') AND (kind = 'create') = ("tagId" IS NULL) AND (kind = 'merge') = ("intoId" IS NOT NULL));
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_state" CHECK (state IN ('open', 'accepted', 'declined', 'withdrawn'));

-- AlterTable
ALTER TABLE "Notification" ADD COLUMN "proposalId" UUID;
ALTER TABLE "Notification" DROP CONSTRAINT "Notification_kind";
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_kind" CHECK (kind IN ('mention', 'reply', 'contest', 'verdict', 'round', 'reopened', 'opened', 'submitted', 'revealed', 'proposed', 'accepted', 'declined'));

-- CreateIndex
CREATE INDEX "Proposal_projectId_state_createdAt_idx" ON "Proposal"("projectId", "state", "createdAt");
CREATE INDEX "Proposal_event" ON "Proposal" ("projectId", event) WHERE event IS NOT NULL;

-- AddForeignKey
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_projectId_tagId_fkey" FOREIGN KEY ("projectId", "tagId") REFERENCES "Tag"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_projectId_intoId_fkey" FOREIGN KEY ("projectId", "intoId") REFERENCES "Tag"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_projectId_parentId_fkey" FOREIGN KEY ("projectId", "parentId") REFERENCES "Tag"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_projectId_blindRoundId_fkey" FOREIGN KEY ("projectId", "blindRoundId") REFERENCES "Round"("projectId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_proposedById_fkey" FOREIGN KEY ("proposedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Proposal" ADD CONSTRAINT "Proposal_decidedById_fkey" FOREIGN KEY ("decidedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "Notification" ADD CONSTRAINT "Notification_projectId_proposalId_fkey" FOREIGN KEY ("projectId", "proposalId") REFERENCES "Proposal"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
