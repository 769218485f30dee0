-- An event that hangs on a verdict, or on what verdicts wrote, said nothing of the coding that they compared, and was told while a round hid that coding. It
-- names it from now on, and so do those that are on record: comments, stars and examples. What verdicts wrote is nobody's own.
CREATE TEMPORARY TABLE compared ON COMMIT DROP AS
  SELECT v."projectId", v.id AS "subjectId", jsonb_build_array(jsonb_build_object('roundId', v."roundId", 'coderIds', to_jsonb(v."coderIds"))) AS about FROM "Verdict" v
  UNION ALL
  SELECT k."projectId", k."annotationId", jsonb_agg(jsonb_build_object('roundId', v."roundId", 'coderIds', to_jsonb(v."coderIds")) ORDER BY v."createdAt", v.id)
  FROM "VerdictPassage" k JOIN "Verdict" v ON v."projectId" = k."projectId" AND v.id = k."verdictId" GROUP BY 1, 2;

-- The guard of the history stands aside for these statements alone.
ALTER TABLE "Event" DISABLE TRIGGER "Event_append_only";
UPDATE "Event" e SET "ownerId" = NULL,
  before = CASE jsonb_typeof(e.before) WHEN 'object' THEN e.before || jsonb_build_object('about', c.about) ELSE e.before END,
  after = CASE jsonb_typeof(e.after) WHEN 'object' THEN e.after || jsonb_build_object('about', c.about) ELSE e.after END
  FROM compared c WHERE e."projectId" = c."projectId" AND e.type LIKE 'comment.%'
    AND c."subjectId"::text = COALESCE(e.after #>> '{subject,id}', e.before #>> '{subject,id}');
UPDATE "Event" e SET "ownerId" = NULL,
  before = CASE jsonb_typeof(e.before) WHEN 'object' THEN e.before || jsonb_build_object('about', c.about) ELSE e.before END,
  after = CASE jsonb_typeof(e.after) WHEN 'object' THEN e.after || jsonb_build_object('about', c.about)
    ELSE CASE WHEN e.type LIKE 'annotation.example-%' THEN e.after ELSE jsonb_build_object('about', c.about) END END
  FROM compared c WHERE e."projectId" = c."projectId" AND e."subjectId" = c."subjectId"
    AND (e.type IN ('annotation.starred', 'annotation.unstarred') OR e.type LIKE 'annotation.example-%');
ALTER TABLE "Event" ENABLE TRIGGER "Event_append_only";
