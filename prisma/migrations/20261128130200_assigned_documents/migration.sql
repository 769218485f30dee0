-- How a round's documents were handed out, with the seed of the draw, so that it can be repeated. Null where every coder has every document. Tasks say who
-- has what. That somebody hands in, and that a round is revealed, is told to people: the kinds of notifications widen. Both are instant.
ALTER TABLE "Round" ADD COLUMN "assignment" JSONB;
ALTER TABLE "Notification" DROP CONSTRAINT "Notification_kind", ADD CONSTRAINT "Notification_kind" CHECK (kind IN ('mention', 'reply', 'contest', 'verdict', 'round', 'reopened', 'opened', 'submitted', 'revealed'));
COMMENT ON COLUMN "Round"."assignment" IS 'How its documents were handed out to coders: the share that all have and the seed, or that somebody edited the table.';
