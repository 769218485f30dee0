-- What people write for themselves and for one another beside their coding (ADR 0156): about the project, a document, a tag, a theme or a passage. Its author
-- alone changes it, and says whether others are shown it.
CREATE TABLE "Memo" (
  "projectId" UUID NOT NULL,
  "id" UUID NOT NULL,
  "subjectType" TEXT NOT NULL,
  "subjectId" UUID NOT NULL,
  "documentId" UUID,
  "authorId" UUID NOT NULL,
  "title" TEXT NOT NULL,
  "kind" TEXT,
  "body" JSONB,
  "text" TEXT NOT NULL DEFAULT '',
  "visibility" "Visibility" NOT NULL DEFAULT 'private',
  "version" INTEGER NOT NULL DEFAULT 1,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "deletedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Memo_pkey" PRIMARY KEY ("projectId", "id"),
  CONSTRAINT "Memo_subject" CHECK ("subjectType" IN ('project', 'document', 'tag', 'theme', 'annotation')),
  CONSTRAINT "Memo_document" CHECK (("subjectType" IN ('document', 'annotation')) = ("documentId" IS NOT NULL))
);
ALTER TABLE "Memo" ADD CONSTRAINT "Memo_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "Memo" ADD CONSTRAINT "Memo_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- By what a memo is about, with its author and whether it is shown: neither what colleagues keep to themselves nor what a round hides is stepped over.
CREATE INDEX "Memo_subjectType_projectId_subjectId_visibility_authorId_idx" ON "Memo"("subjectType", "projectId", "subjectId", "visibility", "authorId");
CREATE INDEX "Memo_projectId_documentId_idx" ON "Memo"("projectId", "documentId");
CREATE INDEX "Memo_projectId_createdAt_id_idx" ON "Memo"("projectId", "createdAt", "id");

-- An event on a memo that is about a tag made blind says in which round and by whom that was made, as one on a comment does.
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
  LIMIT 1';
DROP TRIGGER "Event_making" ON "Event";
CREATE TRIGGER "Event_making" BEFORE INSERT ON "Event" FOR EACH ROW
  WHEN (NEW.type LIKE 'tag.%' OR NEW.type LIKE 'proposal.%' OR ((NEW.type LIKE 'comment.%' OR NEW.type LIKE 'memo.%') AND NEW."documentId" IS NULL)) EXECUTE FUNCTION keep_event_making();

-- What a round hides of memos has a strand as what it hides of comments has. Of every event on record it stays what it was. The table is rewritten once.
ALTER TABLE "Event" DROP COLUMN strand;
ALTER TABLE "Event" ADD COLUMN strand UUID GENERATED ALWAYS AS (CASE
  WHEN "makerId" IS NULL AND (shared OR "ownerId" IS NULL) AND ("documentId" IS NULL OR split_part(type, '.', 1) NOT IN ('annotation', 'annotations', 'comment', 'memo', 'verdict', 'verdicts'))
    THEN '00000000-0000-0000-0000-000000000000'::uuid
  ELSE md5(COALESCE("documentId"::text, '-') || COALESCE("roundId"::text, '-') || COALESCE("ownerId"::text, '-') || "actorId"::text || CASE WHEN shared THEN 's' ELSE 'p' END ||
    CASE split_part(type, '.', 1) WHEN 'verdict' THEN 'v' WHEN 'verdicts' THEN 'v' WHEN 'annotation' THEN 'c' WHEN 'annotations' THEN 'c' WHEN 'comment' THEN 'c' WHEN 'memo' THEN 'm' ELSE 'o' END ||
    COALESCE("makerId"::text, ''))::uuid END) STORED;
CREATE INDEX "Event_of_strand" ON "Event" ("projectId", strand, txid, seq);
CREATE INDEX "Event_of_codebook_strand" ON "Event" ("projectId", strand, seq) WHERE type LIKE 'tag.%' AND strand IS NOT NULL;
