-- What checks every text against its passages asks text by text, and the passages in the bin are in no index by it. Only what goes to the bin pays for this one.
CREATE INDEX "Annotation_binned_on_text" ON "Annotation" ("projectId", "revisionId", id) WHERE "deletedAt" IS NOT NULL;
