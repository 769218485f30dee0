-- Queries that are kept (ADR 0152): a name, and the conditions with the ids of what they refer to, so that a tag that is renamed is still meant.
CREATE TABLE "SavedQuery" (
  "projectId" UUID NOT NULL,
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "tree" JSONB NOT NULL,
  "version" INTEGER NOT NULL DEFAULT 1,
  "createdById" UUID NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "deletedAt" TIMESTAMPTZ(3),
  CONSTRAINT "SavedQuery_pkey" PRIMARY KEY ("projectId", "id"),
  CONSTRAINT "SavedQuery_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "SavedQuery_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "SavedQuery_live_name" ON "SavedQuery" ("projectId", "name") WHERE "deletedAt" IS NULL;
COMMENT ON TABLE "SavedQuery" IS 'A query of the whole project: lists, themes, tables and exports can be narrowed by it, and other queries can refer to it.';
