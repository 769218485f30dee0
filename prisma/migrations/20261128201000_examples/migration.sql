-- Passages that show what a tag means, and what it does not (ADR 0099). A new table, so nothing is locked that anybody waits for.

-- CreateTable
CREATE TABLE "TagExample" (
    "projectId" UUID NOT NULL,
    "tagId" UUID NOT NULL,
    "annotationId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "TagExample_pkey" PRIMARY KEY ("projectId","tagId","annotationId")
);
ALTER TABLE "TagExample" ADD CONSTRAINT "TagExample_kind" CHECK (kind IN ('example', 'counter'));

-- CreateIndex
CREATE INDEX "TagExample_annotationId_projectId_idx" ON "TagExample"("annotationId", "projectId");

-- AddForeignKey
ALTER TABLE "TagExample" ADD CONSTRAINT "TagExample_projectId_tagId_fkey" FOREIGN KEY ("projectId", "tagId") REFERENCES "Tag"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "TagExample" ADD CONSTRAINT "TagExample_projectId_annotationId_fkey" FOREIGN KEY ("projectId", "annotationId") REFERENCES "Annotation"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "TagExample" ADD CONSTRAINT "TagExample_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
