-- In the consensus, same edges are one passage.
--
-- Two coders' passages with the same edges and different tags, both accepted, made two passages of the consensus, so that themes counted them twice. From now
-- on the database refuses a second live one at a place. Several verdicts may speak of one passage, so what each says is kept beside it: its tags, by which
-- the passage loses what a verdict gave when that is withdrawn.
-- What is stored doubly is joined: the oldest stays and gets the tags, the star and the threads of the others, which go to the bin as the history's record.
-- Reads the consensus layer alone, which is a part of the annotations, and writes to what is double. Locks "Annotation" against writing while the index is made.

-- CreateTable
CREATE TABLE "VerdictPassage" (
    "projectId" UUID NOT NULL,
    "verdictId" UUID NOT NULL,
    "annotationId" UUID NOT NULL,
    "tagIds" UUID[],

    CONSTRAINT "VerdictPassage_pkey" PRIMARY KEY ("projectId","verdictId","annotationId")
);

-- Which are double, and which of them stays.
CREATE TEMPORARY TABLE consensus_place AS
SELECT a."projectId", a.id, a."verdictId",
  CASE WHEN a."deletedAt" IS NULL
    THEN first_value(a.id) OVER (PARTITION BY a."projectId", a."documentId", a."revisionId", a.start, a."end", a."deletedAt" IS NULL ORDER BY a."createdAt", a.id)
    ELSE a.id END AS stays
FROM "Annotation" a WHERE a.layer = 'consensus';
CREATE INDEX ON consensus_place ("projectId", id);

INSERT INTO "VerdictPassage" ("projectId", "verdictId", "annotationId", "tagIds")
SELECT p."projectId", p."verdictId", p.stays, COALESCE(array_agg(DISTINCT x."tagId") FILTER (WHERE x."tagId" IS NOT NULL), '{}')
FROM consensus_place p LEFT JOIN "AnnotationTag" x ON x."projectId" = p."projectId" AND x."annotationId" = p.id
GROUP BY p."projectId", p."verdictId", p.stays;

INSERT INTO "AnnotationTag" ("projectId", "annotationId", "tagId", "documentId", start, "createdById", "createdAt")
SELECT x."projectId", p.stays, x."tagId", x."documentId", x.start, x."createdById", x."createdAt"
FROM consensus_place p JOIN "AnnotationTag" x ON x."projectId" = p."projectId" AND x."annotationId" = p.id WHERE p.stays <> p.id
ON CONFLICT DO NOTHING;

INSERT INTO "Star" ("projectId", "annotationId", "userId", "createdAt")
SELECT DISTINCT ON (s."projectId", p.stays) s."projectId", p.stays, s."userId", s."createdAt"
FROM consensus_place p JOIN "Star" s ON s."projectId" = p."projectId" AND s."annotationId" = p.id WHERE p.stays <> p.id
ORDER BY s."projectId", p.stays, s."createdAt"
ON CONFLICT DO NOTHING;
DELETE FROM "Star" s USING consensus_place p WHERE p.stays <> p.id AND s."projectId" = p."projectId" AND s."annotationId" = p.id;

UPDATE "Comment" c SET "subjectId" = p.stays FROM consensus_place p
WHERE p.stays <> p.id AND c."projectId" = p."projectId" AND c."subjectType" = 'annotation' AND c."subjectId" = p.id;
-- Comments quote a passage by its id, and so did what they said before they were edited.
UPDATE "Comment" c SET body = jsonb_set(c.body, '{content}', (
  SELECT jsonb_agg(CASE WHEN p.stays IS NULL THEN b.block ELSE jsonb_set(b.block, '{attrs,annotationId}', to_jsonb(p.stays::text)) END ORDER BY b.n)
  FROM jsonb_array_elements(c.body -> 'content') WITH ORDINALITY AS b(block, n)
  LEFT JOIN consensus_place p ON p."projectId" = c."projectId" AND p.stays <> p.id AND p.id::text = b.block #>> '{attrs,annotationId}'))
WHERE EXISTS (SELECT 1 FROM consensus_place p WHERE p.stays <> p.id AND p."projectId" = c."projectId"
  AND c.body @> jsonb_build_object('content', jsonb_build_array(jsonb_build_object('attrs', jsonb_build_object('annotationId', p.id)))));
UPDATE "CommentEdit" c SET body = jsonb_set(c.body, '{content}', (
  SELECT jsonb_agg(CASE WHEN p.stays IS NULL THEN b.block ELSE jsonb_set(b.block, '{attrs,annotationId}', to_jsonb(p.stays::text)) END ORDER BY b.n)
  FROM jsonb_array_elements(c.body -> 'content') WITH ORDINALITY AS b(block, n)
  LEFT JOIN consensus_place p ON p."projectId" = c."projectId" AND p.stays <> p.id AND p.id::text = b.block #>> '{attrs,annotationId}'))
WHERE EXISTS (SELECT 1 FROM consensus_place p WHERE p.stays <> p.id AND p."projectId" = c."projectId"
  AND c.body @> jsonb_build_object('content', jsonb_build_array(jsonb_build_object('attrs', jsonb_build_object('annotationId', p.id)))));

UPDATE "Annotation" a SET "deletedAt" = now(), version = a.version + 1, "updatedAt" = now() FROM consensus_place p
WHERE p.stays <> p.id AND a."projectId" = p."projectId" AND a.id = p.id;
UPDATE "Annotation" a SET version = a.version + 1, "updatedAt" = now()
WHERE EXISTS (SELECT 1 FROM consensus_place p WHERE p.stays <> p.id AND p."projectId" = a."projectId" AND p.stays = a.id);

DROP TABLE consensus_place;

-- CreateIndex
CREATE INDEX "VerdictPassage_annotationId_projectId_idx" ON "VerdictPassage"("annotationId", "projectId");

CREATE UNIQUE INDEX "Annotation_one_consensus_a_place" ON "Annotation" ("projectId", "documentId", "revisionId", start, "end") WHERE layer = 'consensus' AND "deletedAt" IS NULL;

-- AddForeignKey
ALTER TABLE "VerdictPassage" ADD CONSTRAINT "VerdictPassage_projectId_verdictId_fkey" FOREIGN KEY ("projectId", "verdictId") REFERENCES "Verdict"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "VerdictPassage" ADD CONSTRAINT "VerdictPassage_projectId_annotationId_fkey" FOREIGN KEY ("projectId", "annotationId") REFERENCES "Annotation"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

COMMENT ON TABLE "VerdictPassage" IS 'What a verdict says of a passage of the consensus: its tags there.';
