-- What somebody named a passage stays theirs: a name that a blind round hides from the next who names it is neither told to them nor overwritten.
ALTER TABLE "TagExample" DROP CONSTRAINT "TagExample_pkey", ADD CONSTRAINT "TagExample_pkey" PRIMARY KEY ("projectId", "tagId", "annotationId", "createdById");

-- The strand of an act is made from its other columns after the trigger has looked at them: compared with what it was, it refused every purge.
CREATE OR REPLACE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS E'
DECLARE
  leave text := current_setting(''commonplace.history'', true)\x3B
  here text := OLD."projectId"::text || '' '' || pg_current_xact_id()::text\x3B
BEGIN
  IF TG_OP = ''DELETE'' THEN
    IF NOT EXISTS (SELECT 1 FROM "Project" p WHERE p.id = OLD."projectId") THEN
      RETURN OLD\x3B
    END IF\x3B
  ELSIF leave = ''forget '' || here THEN
    IF to_jsonb(NEW) - ''{before,after,undo,strand}''::text[] = to_jsonb(OLD) - ''{before,after,undo,strand}''::text[]
      AND (NEW.before IS NULL OR OLD.before IS NOT NULL) AND (NEW.after IS NULL OR OLD.after IS NOT NULL) AND (NEW.undo IS NULL OR OLD.undo IS NOT NULL) THEN
      RETURN NEW\x3B
    END IF\x3B
  ELSIF leave = ''date '' || here AND to_jsonb(NEW) - ''{createdAt,strand}''::text[] = to_jsonb(OLD) - ''{createdAt,strand}''::text[] THEN
    RETURN NEW\x3B
  END IF\x3B
  RAISE EXCEPTION ''the history is append-only'' USING ERRCODE = ''check_violation''\x3B
END';

-- The check of a reference to a proposal is planned while the table is empty, and would be planned by this index, which begins like the key.
DROP INDEX "Proposal_projectId_state_createdAt_idx";
CREATE INDEX "Proposal_state_projectId_createdAt_idx" ON "Proposal" (state, "projectId", "createdAt");
