-- Which tags are in the bin is asked by every statement that reads tags of passages. They are few.
CREATE INDEX "Tag_binned" ON "Tag" ("projectId", id) WHERE "deletedAt" IS NOT NULL;
