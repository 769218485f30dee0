-- A project that is being imported is written in many short transactions and exists for nobody until the last of them (ADR 0154).
ALTER TABLE "Project" ADD COLUMN "unseen" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE "Project" ADD CONSTRAINT "Project_unseen" CHECK (NOT unseen OR "deletedAt" IS NOT NULL);

-- People of an imported project who are nobody's account here: names in what they did, and no way to sign in (ADR 0155).
ALTER TABLE "User" ADD COLUMN "placeholderIn" UUID;
ALTER TABLE "User" ADD CONSTRAINT "User_placeholder_signs_in_never" CHECK ("placeholderIn" IS NULL OR ("passwordHash" IS NULL AND "deactivatedAt" IS NOT NULL AND NOT "isAdmin"));
CREATE INDEX "User_placeholders" ON "User"("placeholderIn") WHERE "placeholderIn" IS NOT NULL;

-- The history of a project that nobody has seen may be taken away again, a part at a time, when its import comes to nothing.
CREATE OR REPLACE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS E'
DECLARE
  leave text := current_setting(''commonplace.history'', true)\x3B
  here text := OLD."projectId"::text || '' '' || pg_current_xact_id()::text\x3B
BEGIN
  IF TG_OP = ''DELETE'' THEN
    IF NOT EXISTS (SELECT 1 FROM "Project" p WHERE p.id = OLD."projectId" AND NOT p.unseen) THEN
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
