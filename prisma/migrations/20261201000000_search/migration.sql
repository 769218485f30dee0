-- Every text can be searched (ADR 0151). A row for each paragraph of a document's current revision, with the tokens that we cut it into and where each stands in
-- it; nothing here is made by the database's own parser, so that every server finds the same. The dictionary of a project's words is what beginnings and other forms of
-- a word are looked up in.
CREATE TABLE "SearchBlock" (
  "projectId" UUID NOT NULL,
  "revisionId" UUID NOT NULL,
  "no" INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  "tsv" TSVECTOR NOT NULL,
  CONSTRAINT "SearchBlock_pkey" PRIMARY KEY ("projectId", "revisionId", "no"),
  CONSTRAINT "SearchBlock_projectId_revisionId_fkey" FOREIGN KEY ("projectId", "revisionId") REFERENCES "Revision"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE
);
-- Every lexeme begins with a sign for its project, so that what one project has costs another nothing. Without a list of what waits to be put in order, which
-- every search would have to read.
CREATE INDEX "SearchBlock_tsv_idx" ON "SearchBlock" USING GIN ("tsv") WITH (fastupdate = off);

CREATE TABLE "SearchText" (
  "projectId" UUID NOT NULL,
  "documentId" UUID NOT NULL,
  "revisionId" UUID NOT NULL,
  "version" INTEGER NOT NULL,
  CONSTRAINT "SearchText_pkey" PRIMARY KEY ("projectId", "documentId"),
  CONSTRAINT "SearchText_projectId_documentId_fkey" FOREIGN KEY ("projectId", "documentId") REFERENCES "Document"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "SearchForm" (
  "projectId" UUID NOT NULL,
  "form" TEXT COLLATE "C" NOT NULL,
  CONSTRAINT "SearchForm_pkey" PRIMARY KEY ("projectId", "form"),
  CONSTRAINT "SearchForm_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "SearchWaiting" (
  "projectId" UUID NOT NULL,
  "documentId" UUID NOT NULL,
  "revisionId" UUID NOT NULL,
  CONSTRAINT "SearchWaiting_pkey" PRIMARY KEY ("projectId", "documentId", "revisionId"),
  CONSTRAINT "SearchWaiting_projectId_documentId_fkey" FOREIGN KEY ("projectId", "documentId") REFERENCES "Document"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- What is there already is made ready by the server, text by text; until then a search says how many documents it has not looked through.
INSERT INTO "SearchWaiting" ("projectId", "documentId", "revisionId") SELECT "projectId", id, "currentRevisionId" FROM "Document" WHERE "currentRevisionId" IS NOT NULL;

CREATE FUNCTION wait_for_search() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  INSERT INTO "SearchWaiting" ("projectId", "documentId", "revisionId") VALUES (NEW."projectId", NEW.id, NEW."currentRevisionId") ON CONFLICT DO NOTHING\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER "Document_search_made" AFTER INSERT ON "Document" FOR EACH ROW WHEN (NEW."currentRevisionId" IS NOT NULL) EXECUTE FUNCTION wait_for_search();
CREATE TRIGGER "Document_search_changed" AFTER UPDATE OF "currentRevisionId" ON "Document" FOR EACH ROW
  WHEN (NEW."currentRevisionId" IS NOT NULL AND NEW."currentRevisionId" IS DISTINCT FROM OLD."currentRevisionId") EXECUTE FUNCTION wait_for_search();

COMMENT ON TABLE "SearchBlock" IS 'A paragraph of a current revision as it is searched. Made anew from the text at any time.';
COMMENT ON TABLE "SearchText" IS 'Which revision of a document can be searched, and by which version of the tokens.';
COMMENT ON TABLE "SearchForm" IS 'The words of a project, case and accents folded. One that stands nowhere any more does no harm.';
COMMENT ON TABLE "SearchWaiting" IS 'Revisions that are to be made ready for search. Written by triggers, taken away by whoever does it.';
