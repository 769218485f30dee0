-- Whoever tagged a passage while its tag was being merged could, in former days, leave the posting on the tag that was merged, where nobody sees it. It goes along to what that was merged into, through every merge since.
WITH RECURSIVE gone("projectId", id, "intoId", step) AS (
  SELECT t."projectId", t.id, t."mergedIntoId", 1 FROM "Tag" t WHERE t."mergedIntoId" IS NOT NULL
  UNION ALL
  SELECT g."projectId", g.id, t."mergedIntoId", g.step + 1 FROM gone g JOIN "Tag" t ON t."projectId" = g."projectId" AND t.id = g."intoId" AND t."mergedIntoId" IS NOT NULL WHERE g.step < 100
), last AS (SELECT DISTINCT ON ("projectId", id) "projectId", id, "intoId" FROM gone ORDER BY "projectId", id, step DESC)
INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById", "createdAt")
SELECT x."projectId", x."annotationId", l."intoId", x."documentId", x.start, x."createdById", x."createdAt"
FROM last l JOIN "AnnotationTag" x ON x."projectId" = l."projectId" AND x."tagId" = l.id JOIN "Tag" i ON i."projectId" = l."projectId" AND i.id = l."intoId"
ON CONFLICT DO NOTHING;

DELETE FROM "AnnotationTag" x USING "Tag" t WHERE t."projectId" = x."projectId" AND t.id = x."tagId" AND t."mergedIntoId" IS NOT NULL;
