-- A tag that somebody made while they coded blind belongs to that round until it opens: to the rest of the team it does not exist (ADR 0089). Nothing is
-- backfilled: tags that are there were seen by everybody. The table is small, so the locks are short.
ALTER TABLE "Tag" ADD COLUMN "blindRoundId" UUID;
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_projectId_blindRoundId_fkey" FOREIGN KEY ("projectId", "blindRoundId") REFERENCES "Round"("projectId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE INDEX "Tag_made_blind" ON "Tag" ("projectId", "blindRoundId") WHERE "blindRoundId" IS NOT NULL;

-- Two who may not know of each other make tags of one name in one place. In the codebook that all share, names still differ.
DROP INDEX "Tag_sibling_name";
CREATE UNIQUE INDEX "Tag_sibling_name" ON "Tag" ("projectId", COALESCE("parentId", '00000000-0000-0000-0000-000000000000'::uuid), lower(name),
  COALESCE("blindRoundId", '00000000-0000-0000-0000-000000000000'::uuid), (CASE WHEN "blindRoundId" IS NULL THEN '00000000-0000-0000-0000-000000000000'::uuid ELSE "createdById" END)) WHERE "deletedAt" IS NULL;

COMMENT ON COLUMN "Tag"."blindRoundId" IS 'The round that its maker coded blind in when they made it, and kept when the round opens.';
