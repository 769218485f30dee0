-- Where the sentences and paragraphs of a current revision begin (ADR 0152): “within two sentences” is counted by the database, with what we cut, and no text is read.
-- What is ready for search is made ready anew by the server, because it was by another version.
ALTER TABLE "SearchText" ADD COLUMN "sentences" INTEGER[], ADD COLUMN "paragraphs" INTEGER[];

-- Sentences are cut by the language.
CREATE TRIGGER "Document_search_language" AFTER UPDATE OF "language" ON "Document" FOR EACH ROW
  WHEN (NEW."currentRevisionId" IS NOT NULL AND NEW."language" IS DISTINCT FROM OLD."language") EXECUTE FUNCTION wait_for_search();

COMMENT ON TABLE "SearchText" IS 'Which revision of a document can be searched, by which version of the tokens and sentences, and where its sentences and paragraphs begin.';
