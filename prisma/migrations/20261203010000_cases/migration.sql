-- Cases (ADR 0168): a participant, an organisation or an event across documents or parts of them, with attributes of its own. Attributes of documents and of cases
-- are rows of one table, with keys of their own. Both tables are empty or small, so that everything here is done in a moment.
ALTER TABLE "Attribute" ADD COLUMN "subject" TEXT NOT NULL DEFAULT 'document';
ALTER TABLE "Attribute" ADD CONSTRAINT "Attribute_subject" CHECK ("subject" IN ('document', 'case'));
DROP INDEX "Attribute_projectId_key_key";
CREATE UNIQUE INDEX "Attribute_projectId_subject_key_key" ON "Attribute"("projectId", "subject", "key");

CREATE TABLE "Case" (
  "projectId" UUID NOT NULL,
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  "description" TEXT NOT NULL DEFAULT '',
  "attributes" JSONB NOT NULL DEFAULT '{}',
  "version" INTEGER NOT NULL DEFAULT 1,
  "createdById" UUID NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "deletedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Case_pkey" PRIMARY KEY ("projectId", "id"),
  CONSTRAINT "Case_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "Case_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "Case_live_name" ON "Case" ("projectId", lower("name")) WHERE "deletedAt" IS NULL;
COMMENT ON TABLE "Case" IS 'A participant, an organisation or an event across several documents or parts of them.';

CREATE TABLE "CasePart" (
  "projectId" UUID NOT NULL,
  "id" UUID NOT NULL,
  "caseId" UUID NOT NULL,
  "documentId" UUID NOT NULL,
  "revisionId" UUID,
  "start" INTEGER,
  "end" INTEGER,
  "quote" TEXT,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "removedAt" TIMESTAMPTZ(3),
  CONSTRAINT "CasePart_pkey" PRIMARY KEY ("projectId", "id"),
  CONSTRAINT "CasePart_projectId_caseId_fkey" FOREIGN KEY ("projectId", "caseId") REFERENCES "Case"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "CasePart_projectId_documentId_fkey" FOREIGN KEY ("projectId", "documentId") REFERENCES "Document"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "CasePart_projectId_revisionId_fkey" FOREIGN KEY ("projectId", "revisionId") REFERENCES "Revision"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "CasePart_span" CHECK (num_nonnulls("revisionId", "start", "end", "quote") IN (0, 4) AND ("start" IS NULL OR ("start" >= 0 AND "start" < "end")))
);
CREATE INDEX "CasePart_projectId_caseId_idx" ON "CasePart"("projectId", "caseId");
CREATE INDEX "CasePart_documentId_projectId_idx" ON "CasePart"("documentId", "projectId");
CREATE INDEX "CasePart_revisionId_projectId_idx" ON "CasePart"("revisionId", "projectId");
CREATE UNIQUE INDEX "CasePart_whole_once" ON "CasePart" ("projectId", "caseId", "documentId") WHERE "start" IS NULL AND "removedAt" IS NULL;
COMMENT ON TABLE "CasePart" IS 'What belongs to a case: a document, or of one a passage that is carried through corrections. What was taken out stays, unseen, so that it can be put back.';
