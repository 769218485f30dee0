-- Of two imports that make the same project, whichever comes to nothing would take away what the other has written: only one at a time is let be.
CREATE UNIQUE INDEX "Job_one_import" ON "Job"("projectId") WHERE kind = 'import-project' AND state IN ('receiving', 'queued', 'running');
