-- When the meaning of a tag changed last, and when the author of a posting looked at it again (ADR 0099). Nothing is written when a meaning changes but the one
-- time: whose passages were coded before follows from when they were. Both columns are empty at first, so no row is rewritten and the locks are short, and
-- neither is in an index, so creating an annotation costs what it did.
ALTER TABLE "Tag" ADD COLUMN "meaningChangedAt" TIMESTAMPTZ(3);
ALTER TABLE "AnnotationTag" ADD COLUMN "recheckedAt" TIMESTAMPTZ(3);
