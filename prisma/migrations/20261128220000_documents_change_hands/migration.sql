-- Documents of a round can be taken from a coder who has begun on them, and that is told to them: one kind of notification more. Instant, because every
-- row that is stored fits already.
ALTER TABLE "Notification" DROP CONSTRAINT "Notification_kind", ADD CONSTRAINT "Notification_kind" CHECK (kind IN ('mention', 'reply', 'contest', 'verdict', 'round', 'reopened', 'opened', 'submitted', 'revealed', 'proposed', 'accepted', 'declined', 'taken'));
