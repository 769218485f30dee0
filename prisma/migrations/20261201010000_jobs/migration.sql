-- Long work that outlives its request and its process (ADR 0153). Whoever works on a job holds its lease: a token that every write of the work shows again,
-- and a time after which another may take it up. A job refers to no project: an import makes its own, and is there before it.
CREATE TABLE "Job" (
  "projectId" UUID NOT NULL,
  "id" UUID NOT NULL,
  "kind" TEXT NOT NULL,
  "input" JSONB NOT NULL DEFAULT '{}',
  "state" TEXT NOT NULL DEFAULT 'queued',
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "phase" TEXT,
  "done" INTEGER NOT NULL DEFAULT 0,
  "of" INTEGER NOT NULL DEFAULT 0,
  "result" JSONB,
  "problem" JSONB,
  "leaseToken" UUID,
  "leaseUntil" TIMESTAMPTZ(3),
  "cancelRequestedAt" TIMESTAMPTZ(3),
  "requestedById" UUID NOT NULL,
  "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "startedAt" TIMESTAMPTZ(3),
  "endedAt" TIMESTAMPTZ(3),
  CONSTRAINT "Job_pkey" PRIMARY KEY ("projectId", "id"),
  CONSTRAINT "Job_state" CHECK (state IN ('receiving', 'queued', 'running', 'done', 'failed', 'cancelled')),
  CONSTRAINT "Job_lease" CHECK ((state = 'running') = ("leaseToken" IS NOT NULL) AND ("leaseToken" IS NULL) = ("leaseUntil" IS NULL)),
  CONSTRAINT "Job_ended" CHECK ((state IN ('done', 'failed', 'cancelled')) = ("endedAt" IS NOT NULL)),
  CONSTRAINT "Job_progress" CHECK (done BETWEEN 0 AND "of")
);
ALTER TABLE "Job" ADD CONSTRAINT "Job_requestedById_fkey" FOREIGN KEY ("requestedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "Job_id_projectId_idx" ON "Job"("id", "projectId");
CREATE INDEX "Job_requestedById_createdAt_id_idx" ON "Job"("requestedById", "createdAt", "id");
-- What whoever looks for work reads, and nothing that has ended.
CREATE INDEX "Job_open" ON "Job"("createdAt") WHERE state IN ('queued', 'running');

-- The file that a job works on, in pieces. They go when the job ends.
CREATE TABLE "JobPiece" (
  "projectId" UUID NOT NULL,
  "jobId" UUID NOT NULL,
  "number" INTEGER NOT NULL,
  "bytes" BYTEA NOT NULL,
  CONSTRAINT "JobPiece_pkey" PRIMARY KEY ("projectId", "jobId", "number")
);
ALTER TABLE "JobPiece" ADD CONSTRAINT "JobPiece_projectId_jobId_fkey" FOREIGN KEY ("projectId", "jobId") REFERENCES "Job"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;
COMMENT ON TABLE "Job" IS 'Long work, with who asked for it, how far it is and how it ended. Whoever works on it holds its lease.';
