-- What somebody adds to the codebook while they code blind has a strand as everything else has that a round hides (ADR 0118): the tags and proposals of one
-- maker in one round, which exist for a reader as a whole or not at all. What all share is one strand. Both tables are small and are rewritten once.
ALTER TABLE "Tag" ADD COLUMN strand UUID GENERATED ALWAYS AS (CASE WHEN "blindRoundId" IS NULL THEN '00000000-0000-0000-0000-000000000000'::uuid
  ELSE md5("blindRoundId"::text || "createdById"::text)::uuid END) STORED;
CREATE INDEX "Tag_of_strand" ON "Tag" ("projectId", strand, id) WHERE strand IS NOT NULL;
ALTER TABLE "Proposal" ADD COLUMN strand UUID GENERATED ALWAYS AS (CASE WHEN "blindRoundId" IS NULL THEN '00000000-0000-0000-0000-000000000000'::uuid
  ELSE md5("blindRoundId"::text || COALESCE("proposedById"::text, '-'))::uuid END) STORED;
CREATE INDEX "Proposal_of_strand" ON "Proposal" ("projectId", strand, id) WHERE strand IS NOT NULL;

-- An event about such a tag or proposal, or a comment on such a tag, says in which round and by whom that was made, so that the log is read without them. What
-- is reverted is about the same as what reverts it. Neither changes later. What a backup brings along is kept.
ALTER TABLE "Event" ADD COLUMN "makerId" UUID;

CREATE FUNCTION making_of_event("inProject" uuid, "ofType" text, "ofSubject" uuid, "ofReverted" bigint) RETURNS TABLE ("roundId" uuid, "makerId" uuid) LANGUAGE sql STABLE AS E'
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
  LIMIT 1';

CREATE FUNCTION keep_event_making() RETURNS trigger LANGUAGE plpgsql AS E'
DECLARE
  making record\x3B
BEGIN
  IF NEW."makerId" IS NULL THEN
    SELECT * INTO making FROM making_of_event(NEW."projectId", NEW.type, NEW."subjectId", NEW.reverts)\x3B
    IF making."makerId" IS NOT NULL THEN
      NEW."roundId" := making."roundId"\x3B
      NEW."makerId" := making."makerId"\x3B
    ELSIF NEW."roundId" IS NOT NULL AND NEW.type NOT LIKE ''comment.%'' THEN
      NEW."makerId" := NEW."actorId"\x3B
    END IF\x3B
  END IF\x3B
  RETURN NEW\x3B
END';
CREATE TRIGGER "Event_making" BEFORE INSERT ON "Event" FOR EACH ROW
  WHEN (NEW.type LIKE 'tag.%' OR NEW.type LIKE 'proposal.%' OR (NEW.type LIKE 'comment.%' AND NEW."documentId" IS NULL)) EXECUTE FUNCTION keep_event_making();

-- Events on record get theirs, oldest first, because one that reverts asks what it reverted. The guard of the history stands aside for this statement alone.
ALTER TABLE "Event" DISABLE TRIGGER "Event_append_only";
DO E'
DECLARE
  one record\x3B
BEGIN
  FOR one IN SELECT e."projectId", e.seq, e.type, e."subjectId", e.reverts, e."roundId", e."actorId" FROM "Event" e
    WHERE (e.type LIKE ''tag.%'' OR e.type LIKE ''proposal.%'' OR (e.type LIKE ''comment.%'' AND e."documentId" IS NULL))
      AND EXISTS (SELECT 1 FROM "Round" r WHERE r."projectId" = e."projectId" AND r.visibility <> ''open'') ORDER BY e."projectId", e.seq
  LOOP
    UPDATE "Event" e SET "roundId" = COALESCE(m."roundId", e."roundId"), "makerId" = COALESCE(m."makerId", CASE WHEN e."roundId" IS NOT NULL AND e.type NOT LIKE ''comment.%'' THEN e."actorId" END)
      FROM (SELECT 1) once LEFT JOIN making_of_event(one."projectId", one.type, one."subjectId", one.reverts) m ON true
      WHERE e."projectId" = one."projectId" AND e.seq = one.seq AND (m."makerId" IS NOT NULL OR (e."roundId" IS NOT NULL AND e.type NOT LIKE ''comment.%''))\x3B
  END LOOP\x3B
END';
ALTER TABLE "Event" ENABLE TRIGGER "Event_append_only";

-- The strand of an event is made anew with the maker in it. Of events that are about nothing made blind it is what it was. The table is rewritten once.
ALTER TABLE "Event" DROP COLUMN strand;
ALTER TABLE "Event" ADD COLUMN strand UUID GENERATED ALWAYS AS (CASE
  WHEN "makerId" IS NULL AND (shared OR "ownerId" IS NULL) AND ("documentId" IS NULL OR split_part(type, '.', 1) NOT IN ('annotation', 'annotations', 'comment', 'verdict', 'verdicts'))
    THEN '00000000-0000-0000-0000-000000000000'::uuid
  ELSE md5(COALESCE("documentId"::text, '-') || COALESCE("roundId"::text, '-') || COALESCE("ownerId"::text, '-') || "actorId"::text || CASE WHEN shared THEN 's' ELSE 'p' END ||
    CASE split_part(type, '.', 1) WHEN 'verdict' THEN 'v' WHEN 'verdicts' THEN 'v' WHEN 'annotation' THEN 'c' WHEN 'annotations' THEN 'c' WHEN 'comment' THEN 'c' ELSE 'o' END ||
    COALESCE("makerId"::text, ''))::uuid END) STORED;
CREATE INDEX "Event_of_strand" ON "Event" ("projectId", strand, txid, seq);
CREATE INDEX "Event_of_codebook_strand" ON "Event" ("projectId", strand, seq) WHERE type LIKE 'tag.%' AND strand IS NOT NULL;
