-- The strand of an act is made by the database after this guard has looked at the row, from columns that the guard holds still: it is no change, and
-- taking words out of the history was refused because of it.
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
