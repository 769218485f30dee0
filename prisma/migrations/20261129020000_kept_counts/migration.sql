-- Counts of annotations are kept, so that a list of tags costs the same with fifty thousand annotations and with five hundred thousand (ADR 0110). Whoever
-- writes only says which passage, or which document with all on it, may not be counted as it stands: a row is appended, and nobody waits for anybody. The
-- server counts those anew in the background, and whoever reads takes the kept counts and corrects them by what is not counted yet.
CREATE TABLE "Uncounted" (
  "projectId" UUID NOT NULL,
  "id" BIGSERIAL NOT NULL,
  "annotationId" UUID,
  "documentId" UUID,
  CONSTRAINT "Uncounted_pkey" PRIMARY KEY ("projectId", "id"),
  CONSTRAINT "Uncounted_one_subject" CHECK ("annotationId" IS NULL OR "documentId" IS NULL)
);
-- Rows come and go by the thousand, and what is dead would be stepped over by every reader.
ALTER TABLE "Uncounted" SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 50000);

CREATE TABLE "CountedPassage" (
  "projectId" UUID NOT NULL,
  "annotationId" UUID NOT NULL,
  "documentId" UUID NOT NULL,
  "authorId" UUID NOT NULL,
  "visibility" "Visibility" NOT NULL,
  "layer" "Layer" NOT NULL,
  "tagIds" UUID[],
  CONSTRAINT "CountedPassage_pkey" PRIMARY KEY ("projectId", "annotationId"),
  CONSTRAINT "CountedPassage_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "CountedPassage_documentId_projectId_idx" ON "CountedPassage"("documentId", "projectId");

CREATE TABLE "CountedSet" (
  "projectId" UUID NOT NULL,
  "id" UUID NOT NULL,
  "tagIds" UUID[],
  CONSTRAINT "CountedSet_pkey" PRIMARY KEY ("projectId", "id"),
  CONSTRAINT "CountedSet_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "KeptCount" (
  "projectId" UUID NOT NULL,
  "setId" UUID NOT NULL,
  "per" TEXT NOT NULL,
  "ownerId" UUID NOT NULL,
  "layer" "Layer" NOT NULL,
  "keyId" UUID NOT NULL,
  "count" INTEGER NOT NULL,
  CONSTRAINT "KeptCount_pkey" PRIMARY KEY ("projectId", "setId", "per", "ownerId", "layer", "keyId"),
  CONSTRAINT "KeptCount_per" CHECK ("per" IN ('author', 'document')),
  CONSTRAINT "KeptCount_projectId_setId_fkey" FOREIGN KEY ("projectId", "setId") REFERENCES "CountedSet"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "KeptCount_none" ON "KeptCount" ("projectId") WHERE "count" = 0;

-- What is there already is counted document by document by the server's first start. Until then counts are counted at reading, as before.
INSERT INTO "Uncounted" ("projectId", "documentId") SELECT "projectId", id FROM "Document" ORDER BY "projectId", id;

CREATE FUNCTION uncount_annotations() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "Uncounted" ("projectId", "annotationId") SELECT t."projectId", t.id FROM touched t\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER "Annotation_uncounted_made" AFTER INSERT ON "Annotation" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION uncount_annotations();
CREATE TRIGGER "Annotation_uncounted_gone" AFTER DELETE ON "Annotation" REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION uncount_annotations();

CREATE FUNCTION uncount_tagged() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "Uncounted" ("projectId", "annotationId") SELECT DISTINCT t."projectId", t."annotationId" FROM touched t\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER "AnnotationTag_uncounted_made" AFTER INSERT ON "AnnotationTag" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION uncount_tagged();
CREATE TRIGGER "AnnotationTag_uncounted_gone" AFTER DELETE ON "AnnotationTag" REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION uncount_tagged();
-- Not where a posting follows its annotation to another place, which a trigger does row by row and which changes no count.
CREATE TRIGGER "AnnotationTag_uncounted_changed" AFTER UPDATE ON "AnnotationTag" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION uncount_tagged();

CREATE FUNCTION uncount_annotation() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "Uncounted" ("projectId", "annotationId") VALUES (NEW."projectId", NEW.id)\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER "Annotation_uncounted_changed" AFTER UPDATE OF "documentId", "authorId", "roundId", visibility, layer, "deletedAt" ON "Annotation" FOR EACH ROW
  WHEN (OLD."overlayId" IS DISTINCT FROM NEW."overlayId" OR (OLD."deletedAt" IS NULL) <> (NEW."deletedAt" IS NULL)) EXECUTE FUNCTION uncount_annotation();

-- A document that goes to the bin, or comes back, is one row, and not one for each annotation on it: whoever annotates it at the same moment is in no list.
CREATE FUNCTION uncount_document() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "Uncounted" ("projectId", "documentId") VALUES (NEW."projectId", NEW.id)\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER "Document_uncounted" AFTER UPDATE OF "deletedAt" ON "Document" FOR EACH ROW
  WHEN ((OLD."deletedAt" IS NULL) <> (NEW."deletedAt" IS NULL)) EXECUTE FUNCTION uncount_document();

-- Which sets of tags are counted follows from the codebook and the themes: a row that names neither passage nor document says that they have changed.
CREATE FUNCTION uncount_sets() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "Uncounted" ("projectId") SELECT DISTINCT t."projectId" FROM touched t\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER "Tag_uncounted_made" AFTER INSERT ON "Tag" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION uncount_sets();
CREATE TRIGGER "Tag_uncounted_changed" AFTER UPDATE ON "Tag" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION uncount_sets();
CREATE TRIGGER "ThemeTag_uncounted_made" AFTER INSERT ON "ThemeTag" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION uncount_sets();
CREATE TRIGGER "ThemeTag_uncounted_gone" AFTER DELETE ON "ThemeTag" REFERENCING OLD TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION uncount_sets();
CREATE TRIGGER "Theme_uncounted_changed" AFTER UPDATE ON "Theme" REFERENCING NEW TABLE AS touched FOR EACH STATEMENT EXECUTE FUNCTION uncount_sets();

COMMENT ON TABLE "Uncounted" IS 'What may not be counted as it stands: a passage, a document with all on it, or (neither) the sets of tags. Appended by triggers, taken away by whoever counts.';
COMMENT ON TABLE "CountedPassage" IS 'How a passage is contained in the kept counts now, so that it can be taken out of them again.';
COMMENT ON TABLE "CountedSet" IS 'Tags of which it is counted how many passages carry one of them: each tag, each with those below it, each theme. Without tags: every passage.';
COMMENT ON TABLE "KeptCount" IS 'How many passages of a set are by an author, or on a document; ownerId is their author where they are private, and nobody where they are shared.';
