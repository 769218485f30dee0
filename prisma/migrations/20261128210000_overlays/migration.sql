-- An overlay is what one person marked on one document in one round, shared or private: what a blind round hides, it hides an overlay at a time.
-- Its id is made of what it is of, so that an annotation knows its own without looking it up, and lists read the overlays that exist for their reader
-- instead of every row with a question about each.
CREATE TABLE "Overlay" (
  "projectId" UUID NOT NULL,
  "id" UUID NOT NULL,
  "documentId" UUID NOT NULL,
  "authorId" UUID NOT NULL,
  "roundId" UUID,
  "visibility" "Visibility" NOT NULL,
  "layer" "Layer" NOT NULL,
  CONSTRAINT "Overlay_pkey" PRIMARY KEY ("projectId", "id")
);
ALTER TABLE "Overlay" ADD CONSTRAINT "Overlay_projectId_documentId_fkey" FOREIGN KEY ("projectId", "documentId") REFERENCES "Document"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
CREATE INDEX "Overlay_projectId_documentId_idx" ON "Overlay"("projectId", "documentId");

ALTER TABLE "Annotation" ADD COLUMN "overlayId" UUID GENERATED ALWAYS AS (md5(
  "documentId"::text || "authorId"::text || COALESCE("roundId"::text, '') || CASE visibility WHEN 'shared' THEN 's' ELSE 'p' END || CASE layer WHEN 'coder' THEN 'c' ELSE 'k' END)::uuid) STORED;
CREATE INDEX "Annotation_live_overlay" ON "Annotation" ("projectId", "overlayId", start, id) WHERE "deletedAt" IS NULL;

INSERT INTO "Overlay" ("projectId", id, "documentId", "authorId", "roundId", visibility, layer)
SELECT DISTINCT "projectId", "overlayId", "documentId", "authorId", "roundId", visibility, layer FROM "Annotation";

CREATE FUNCTION keep_overlay() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF NOT EXISTS (SELECT FROM "Overlay" o WHERE o."projectId" = NEW."projectId" AND o.id = NEW."overlayId") THEN
    INSERT INTO "Overlay" ("projectId", id, "documentId", "authorId", "roundId", visibility, layer)
    VALUES (NEW."projectId", NEW."overlayId", NEW."documentId", NEW."authorId", NEW."roundId", NEW.visibility, NEW.layer) ON CONFLICT DO NOTHING\x3B
  END IF\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER "Annotation_overlay_made" AFTER INSERT ON "Annotation" FOR EACH ROW EXECUTE FUNCTION keep_overlay();
CREATE TRIGGER "Annotation_overlay_changed" AFTER UPDATE OF "documentId", "authorId", "roundId", visibility, layer ON "Annotation"
  FOR EACH ROW WHEN (OLD."overlayId" IS DISTINCT FROM NEW."overlayId") EXECUTE FUNCTION keep_overlay();
