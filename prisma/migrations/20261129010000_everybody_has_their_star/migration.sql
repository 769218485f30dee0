-- A star is its person's (ADR 0107): one that a blind round hides from the next who puts one is neither taken over by theirs nor taken off with it.
-- What is stored keeps its person, so nothing is backfilled. The key only grows, hence no row is refused. The lock is as short as an index over stars is made.
ALTER TABLE "Star" DROP CONSTRAINT "Star_pkey", ADD CONSTRAINT "Star_pkey" PRIMARY KEY ("projectId", "annotationId", "userId");
