-- Undo is durable: an act can be taken back days later, from its own event.
--
-- "undo" holds what taking it back needs and nobody is shown: which postings a merge moved names annotations that a reader of the history may not
-- see. "reverts" names the act that an event takes back, and the unique index lets an act be taken back once, whoever asks at the same moment.
-- Widening only: two nullable columns without a default rewrite nothing and hold their lock for an instant, and older events have neither.
ALTER TABLE "Event" ADD COLUMN "undo" JSONB, ADD COLUMN "reverts" BIGINT;

ALTER TABLE "Event" ADD CONSTRAINT "Event_projectId_reverts_fkey" FOREIGN KEY ("projectId", "reverts") REFERENCES "Event"("projectId", "seq") ON DELETE NO ACTION ON UPDATE NO ACTION;
CREATE UNIQUE INDEX "Event_reverted_once" ON "Event"("projectId", "reverts") WHERE "reverts" IS NOT NULL;

COMMENT ON COLUMN "Event"."undo" IS 'What taking the act back needs, never shown.';
COMMENT ON COLUMN "Event"."reverts" IS 'The act that this one took back.';
