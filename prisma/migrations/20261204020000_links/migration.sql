-- Links (ADR 0177): that one passage or tag contradicts, explains or follows from another, in a word of the project's own. The table is empty, so that it is there at
-- once.
CREATE TABLE "Link" (
  "projectId" UUID NOT NULL,
  "id" UUID NOT NULL,
  "fromType" TEXT NOT NULL,
  "fromId" UUID NOT NULL,
  "fromDocumentId" UUID,
  "toType" TEXT NOT NULL,
  "toId" UUID NOT NULL,
  "toDocumentId" UUID,
  "kind" TEXT,
  "direction" TEXT NOT NULL,
  "note" TEXT NOT NULL DEFAULT '',
  "authorId" UUID NOT NULL,
  "strand" UUID,
  "version" INTEGER NOT NULL DEFAULT 1,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "deletedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Link_pkey" PRIMARY KEY ("projectId", "id"),
  CONSTRAINT "Link_ends" CHECK ("fromType" IN ('annotation', 'tag') AND "toType" IN ('annotation', 'tag') AND ("fromType", "fromId") <> ("toType", "toId")),
  CONSTRAINT "Link_documents" CHECK (("fromType" = 'annotation') = ("fromDocumentId" IS NOT NULL) AND ("toType" = 'annotation') = ("toDocumentId" IS NOT NULL)),
  CONSTRAINT "Link_direction" CHECK ("direction" IN ('none', 'one-way', 'both-ways')),
  CONSTRAINT "Link_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  CONSTRAINT "Link_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
-- Each question about an end is answered with the strand, so that what a round hides is never stepped over.
CREATE INDEX "Link_fromId_projectId_strand_idx" ON "Link"("fromId", "projectId", "strand");
CREATE INDEX "Link_toId_projectId_strand_idx" ON "Link"("toId", "projectId", "strand");
CREATE INDEX "Link_fromDocumentId_projectId_strand_idx" ON "Link"("fromDocumentId", "projectId", "strand");
CREATE INDEX "Link_toDocumentId_projectId_strand_idx" ON "Link"("toDocumentId", "projectId", "strand");
CREATE INDEX "Link_projectId_strand_createdAt_id_idx" ON "Link"("projectId", "strand", "createdAt", "id");
CREATE INDEX "Link_projectId_createdAt_id_idx" ON "Link"("projectId", "createdAt", "id");
CREATE INDEX "Link_binned" ON "Link"("projectId", "authorId", "id") WHERE "deletedAt" IS NOT NULL;
-- The same ends, kind and direction by the same person are one link. Where it leads one way neither, which end came first says nothing.
CREATE UNIQUE INDEX "Link_live_once" ON "Link" ("projectId", "authorId", "direction", COALESCE("kind", ''),
  (CASE WHEN "direction" = 'one-way' THEN "fromType" || "fromId"::text ELSE LEAST("fromType" || "fromId"::text, "toType" || "toId"::text) END),
  (CASE WHEN "direction" = 'one-way' THEN "toType" || "toId"::text ELSE GREATEST("fromType" || "fromId"::text, "toType" || "toId"::text) END)) WHERE "deletedAt" IS NULL;
COMMENT ON TABLE "Link" IS 'That one passage or tag leads to another, with a kind in words of the project and a direction.';

-- What of an end decides whether a round surely hides it: of a passage its document, round and coder, of a tag made blind its round and maker.
CREATE FUNCTION layer_of_end("inProject" uuid, "ofType" text, "ofId" uuid) RETURNS text LANGUAGE sql STABLE AS E'
  SELECT concat_ws(''/'', a."documentId", COALESCE(a."roundId"::text, ''-''), CASE a.layer WHEN ''coder'' THEN a."authorId"::text ELSE ''-'' END) FROM "Annotation" a
    WHERE "ofType" = ''annotation'' AND a."projectId" = "inProject" AND a.id = "ofId"
  UNION ALL
  SELECT concat_ws(''/'', t."blindRoundId", t."createdById") FROM "Tag" t WHERE "ofType" = ''tag'' AND t."projectId" = "inProject" AND t.id = "ofId" AND t."blindRoundId" IS NOT NULL';
CREATE FUNCTION strand_of_link("inProject" uuid, "fromType" text, "fromId" uuid, "toType" text, "toId" uuid, "byAuthor" uuid) RETURNS uuid LANGUAGE sql STABLE AS E'
  SELECT md5(concat_ws(''|'', COALESCE(layer_of_end("inProject", "fromType", "fromId"), ''-''), COALESCE(layer_of_end("inProject", "toType", "toId"), ''-''), "byAuthor"))::uuid';
CREATE FUNCTION keep_link_strand() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  NEW.strand := strand_of_link(NEW."projectId", NEW."fromType", NEW."fromId", NEW."toType", NEW."toId", NEW."authorId");
  RETURN NEW;
END';
CREATE TRIGGER "Link_strand" BEFORE INSERT OR UPDATE OF "fromId", "toId", "authorId" ON "Link" FOR EACH ROW EXECUTE FUNCTION keep_link_strand();

-- An event on a link between tags, one of which was made blind, says in which round and by whom that was made, as one on a memo does.
CREATE OR REPLACE FUNCTION making_of_event("inProject" uuid, "ofType" text, "ofSubject" uuid, "ofReverted" bigint) RETURNS TABLE ("roundId" uuid, "makerId" uuid) LANGUAGE sql STABLE AS E'
  SELECT r."roundId", r."makerId" FROM "Event" r WHERE r."projectId" = "inProject" AND r.seq = "ofReverted" AND r."makerId" IS NOT NULL
  UNION ALL
  SELECT t."blindRoundId", t."createdById" FROM "Tag" t
    WHERE "ofType" LIKE ''tag.%'' AND t."projectId" = "inProject" AND t.id = "ofSubject" AND t."blindRoundId" IS NOT NULL
  UNION ALL
  SELECT q."blindRoundId", q."proposedById" FROM "Proposal" q
    WHERE "ofType" LIKE ''proposal.%'' AND q."projectId" = "inProject" AND q.id = "ofSubject" AND q."blindRoundId" IS NOT NULL
  UNION ALL
  SELECT t."blindRoundId", t."createdById" FROM "Comment" c JOIN "Tag" t ON t."projectId" = c."projectId" AND t.id = c."subjectId" AND t."blindRoundId" IS NOT NULL
    WHERE "ofType" LIKE ''comment.%'' AND c."projectId" = "inProject" AND c.id = "ofSubject" AND c."subjectType" = ''tag''
  UNION ALL
  SELECT t."blindRoundId", t."createdById" FROM "Memo" m JOIN "Tag" t ON t."projectId" = m."projectId" AND t.id = m."subjectId" AND t."blindRoundId" IS NOT NULL
    WHERE "ofType" LIKE ''memo.%'' AND m."projectId" = "inProject" AND m.id = "ofSubject" AND m."subjectType" = ''tag''
  UNION ALL
  (SELECT t."blindRoundId", t."createdById" FROM "Link" l JOIN "Tag" t ON t."projectId" = l."projectId" AND t.id IN (l."fromId", l."toId") AND t."blindRoundId" IS NOT NULL
    WHERE "ofType" LIKE ''link.%'' AND l."projectId" = "inProject" AND l.id = "ofSubject" AND l."fromType" = ''tag'' AND l."toType" = ''tag'' ORDER BY t.id)
  LIMIT 1';
DROP TRIGGER "Event_making" ON "Event";
CREATE TRIGGER "Event_making" BEFORE INSERT ON "Event" FOR EACH ROW
  WHEN (NEW.type LIKE 'tag.%' OR NEW.type LIKE 'proposal.%' OR ((NEW.type LIKE 'comment.%' OR NEW.type LIKE 'memo.%' OR NEW.type LIKE 'link.%') AND NEW."documentId" IS NULL)) EXECUTE FUNCTION keep_event_making();

-- What a round hides of links has a strand as what it hides of memos has. Of every event on record it stays what it was. The table is rewritten once.
ALTER TABLE "Event" DROP COLUMN strand;
ALTER TABLE "Event" ADD COLUMN strand UUID GENERATED ALWAYS AS (CASE
  WHEN "makerId" IS NULL AND (shared OR "ownerId" IS NULL) AND ("documentId" IS NULL OR split_part(type, '.', 1) NOT IN ('annotation', 'annotations', 'comment', 'memo', 'link', 'verdict', 'verdicts'))
    THEN '00000000-0000-0000-0000-000000000000'::uuid
  ELSE md5(COALESCE("documentId"::text, '-') || COALESCE("roundId"::text, '-') || COALESCE("ownerId"::text, '-') || "actorId"::text || CASE WHEN shared THEN 's' ELSE 'p' END ||
    CASE split_part(type, '.', 1) WHEN 'verdict' THEN 'v' WHEN 'verdicts' THEN 'v' WHEN 'annotation' THEN 'c' WHEN 'annotations' THEN 'c' WHEN 'comment' THEN 'c' WHEN 'memo' THEN 'm' WHEN 'link' THEN 'l' ELSE 'o' END ||
    COALESCE("makerId"::text, ''))::uuid END) STORED;
CREATE INDEX "Event_of_strand" ON "Event" ("projectId", strand, txid, seq);
CREATE INDEX "Event_of_codebook_strand" ON "Event" ("projectId", strand, seq) WHERE type LIKE 'tag.%' AND strand IS NOT NULL;
