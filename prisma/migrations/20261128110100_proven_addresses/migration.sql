-- When somebody showed that the address of an account is theirs. It stays empty for every account there is: whoever was handed an invitation may have
-- made one under a stranger's address, and an account that single sign-on opened since may still have that person's password. The first sign-on through
-- the provider from now on proves the address and ends what was there before. A column without a default rewrites no row.
ALTER TABLE "User" ADD COLUMN "emailProvenAt" TIMESTAMPTZ(3);
