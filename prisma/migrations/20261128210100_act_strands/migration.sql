-- The acts of a strand are alike in all that decides whether a statement shows them to a reader: who did them to whose work, on which document, in which
-- round. Where a round is blind the log is read strand by strand, so that nobody's time tells how many acts it was that they may not know of.
-- Acts that are about nobody's coding, or that are of no document, are one strand for all.
ALTER TABLE "Event" ADD COLUMN strand UUID GENERATED ALWAYS AS (CASE
  WHEN (shared OR "ownerId" IS NULL) AND ("documentId" IS NULL OR split_part(type, '.', 1) NOT IN ('annotation', 'annotations', 'comment', 'verdict', 'verdicts'))
    THEN '00000000-0000-0000-0000-000000000000'::uuid
  ELSE md5(COALESCE("documentId"::text, '-') || COALESCE("roundId"::text, '-') || COALESCE("ownerId"::text, '-') || "actorId"::text || CASE WHEN shared THEN 's' ELSE 'p' END ||
    CASE split_part(type, '.', 1) WHEN 'verdict' THEN 'v' WHEN 'verdicts' THEN 'v' WHEN 'annotation' THEN 'c' WHEN 'annotations' THEN 'c' WHEN 'comment' THEN 'c' ELSE 'o' END)::uuid END) STORED;
CREATE INDEX "Event_of_strand" ON "Event" ("projectId", strand, txid, seq);
