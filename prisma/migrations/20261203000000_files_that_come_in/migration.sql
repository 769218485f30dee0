-- A file that comes in has a time for its next piece too: one whose sender is gone gives way to who asks again.
ALTER TABLE "Job" DROP CONSTRAINT "Job_lease";
ALTER TABLE "Job" ADD CONSTRAINT "Job_lease" CHECK ((state = 'running') = ("leaseToken" IS NOT NULL) AND (state = 'receiving' OR ("leaseToken" IS NULL) = ("leaseUntil" IS NULL)));
