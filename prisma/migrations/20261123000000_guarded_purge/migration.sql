-- A purge takes words out of the history without holding everybody up, and nobody else can change or delete an act.
--
-- Until now a purge switched the trigger off with ALTER TABLE, which waits for every writer and makes every writer wait. The trigger itself now lets one
-- change through: of the columns that hold words, in a transaction that said so with set_config(..., true), for one project. What it said names its own
-- transaction, so that a setting that was left over or put into a session opens nothing. "date" is the demo project's, which says of its acts when they
-- would have been done. Deleting was not guarded at all: an act goes only with its project.
--
-- The same for two reads that scanned the log: who put something into the bin is asked by subject, and how many acts had changed the codebook by a time
-- is asked by every page of the history. How a round's passages were drawn moves from the act that set it up, which keeps it too, to the round.
--
-- And the coders of a round that was opened early are told, which is a further kind of notification.
--
-- Widening only. The two indexes hold writers of events while they are built, about a second for a million acts.
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
    IF to_jsonb(NEW) - ''{before,after,undo}''::text[] = to_jsonb(OLD) - ''{before,after,undo}''::text[]
      AND (NEW.before IS NULL OR OLD.before IS NOT NULL) AND (NEW.after IS NULL OR OLD.after IS NOT NULL) AND (NEW.undo IS NULL OR OLD.undo IS NOT NULL) THEN
      RETURN NEW\x3B
    END IF\x3B
  ELSIF leave = ''date '' || here AND to_jsonb(NEW) - ''createdAt'' = to_jsonb(OLD) - ''createdAt'' THEN
    RETURN NEW\x3B
  END IF\x3B
  RAISE EXCEPTION ''the history is append-only'' USING ERRCODE = ''check_violation''\x3B
END';
DROP TRIGGER "Event_append_only" ON "Event";
CREATE TRIGGER "Event_append_only" BEFORE UPDATE OR DELETE ON "Event" FOR EACH ROW EXECUTE FUNCTION refuse_event_change();

CREATE INDEX "Event_projectId_subjectId_idx" ON "Event" ("projectId", "subjectId");
CREATE INDEX "Event_of_codebook" ON "Event" ("projectId", seq) WHERE type LIKE 'tag.%';

ALTER TABLE "Round" ADD COLUMN "sample" JSONB;
UPDATE "Round" r SET sample = e.after -> 'sample' FROM "Event" e
WHERE e."projectId" = r."projectId" AND e."subjectId" = r.id AND e.type = 'round.created' AND jsonb_typeof(e.after -> 'sample') = 'object';

ALTER TABLE "Notification" DROP CONSTRAINT "Notification_kind", ADD CONSTRAINT "Notification_kind" CHECK (kind IN ('mention', 'reply', 'contest', 'verdict', 'round', 'reopened', 'opened'));

COMMENT ON COLUMN "Round"."sample" IS 'How its passages were drawn at random: the seed, how many of how many, and from what.';
