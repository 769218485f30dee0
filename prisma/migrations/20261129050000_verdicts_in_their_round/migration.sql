-- A verdict that was given outside of rounds was hidden by none, although it tells what it compared. It belongs to the round in which that coding was made, or
-- else to the one that asked its coders for the document last, as those that are given from now on (ADR 0132). Of several rounds the newest one is taken.
CREATE TEMPORARY TABLE verdict_round ON COMMIT DROP AS
  SELECT v."projectId", v.id, COALESCE(
    (SELECT r.id FROM "VerdictItem" i JOIN "Annotation" a ON a."projectId" = i."projectId" AND a.id = i."annotationId"
      JOIN "Round" r ON r."projectId" = a."projectId" AND r.id = a."roundId"
      WHERE i."projectId" = v."projectId" AND i."verdictId" = v.id ORDER BY r."createdAt" DESC, r.id DESC LIMIT 1),
    (SELECT r.id FROM "RoundTask" k JOIN "Round" r ON r."projectId" = k."projectId" AND r.id = k."roundId" AND r."deletedAt" IS NULL
      WHERE k."projectId" = v."projectId" AND k."documentId" = v."documentId" AND k."coderId" = ANY(v."coderIds") ORDER BY r."createdAt" DESC, r.id DESC LIMIT 1)) AS "roundId"
  FROM "Verdict" v WHERE v."roundId" IS NULL;
DELETE FROM verdict_round WHERE "roundId" IS NULL;
UPDATE "Verdict" v SET "roundId" = m."roundId" FROM verdict_round m WHERE v."projectId" = m."projectId" AND v.id = m.id;
UPDATE "Annotation" a SET "roundId" = m."roundId" FROM verdict_round m
  WHERE a."projectId" = m."projectId" AND a."verdictId" = m.id AND a.layer = 'consensus' AND a."roundId" IS NULL;

-- The guard of the history stands aside for this statement alone. An event on several verdicts belongs to the round of the first.
ALTER TABLE "Event" DISABLE TRIGGER "Event_append_only";
UPDATE "Event" e SET "roundId" = m."roundId" FROM verdict_round m
  WHERE e."projectId" = m."projectId" AND e."roundId" IS NULL AND e.type LIKE 'verdict%'
    AND m.id = CASE WHEN e.type LIKE 'verdict.%' THEN e."subjectId" ELSE (COALESCE(e.after, e.before) #>> '{items,0,id}')::uuid END;
ALTER TABLE "Event" ENABLE TRIGGER "Event_append_only";

-- What was notified of them, and of comments on them, is in the strand of their round.
UPDATE "Notification" n SET strand = strand_of_notification(n."projectId", n."commentId", n."verdictId", n."proposalId", n."documentId", n.kind)
  FROM verdict_round m WHERE n."projectId" = m."projectId" AND (n."verdictId" = m.id
    OR EXISTS (SELECT 1 FROM "Comment" c WHERE c."projectId" = n."projectId" AND c.id = n."commentId" AND c."subjectType" = 'verdict' AND c."subjectId" = m.id));
