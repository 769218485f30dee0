-- Sessions that somebody signed out of, until they would have ended by themselves: their cookie may have been copied. A list of the few that ended and not of all
-- there are, so that signing in writes nothing and a request costs one look into a small index.
CREATE TABLE "EndedSession" (
  "id" UUID NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "EndedSession_pkey" PRIMARY KEY ("id")
);
