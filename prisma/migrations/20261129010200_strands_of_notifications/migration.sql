-- The notifications of a strand are alike in what decides whether a round surely hides them (ADR 0108): on which document, by whom, about whose coding in
-- which round what they tell of is, or by whom and in which round it was made blind. None of that changes, so the strand is written once, with the row.
-- What a backup brings along is kept. Notifications on record get theirs, which writes each row once.
ALTER TABLE "Notification" ADD COLUMN strand UUID;

CREATE FUNCTION strand_of_notification("inProject" uuid, "ofComment" uuid, "ofVerdict" uuid, "ofProposal" uuid, "ofDocument" uuid, "ofKind" text) RETURNS uuid LANGUAGE plpgsql STABLE AS E'
BEGIN
  RETURN (SELECT md5(concat_ws(''/'',
    COALESCE(c."documentId", v."documentId", CASE WHEN "ofKind" IN (''submitted'', ''revealed'') THEN "ofDocument" END, o),
    COALESCE(c."authorId", v."createdById", o), COALESCE(a."authorId", o), COALESCE(a."roundId", v."roundId", o),
    COALESCE(t."blindRoundId", q."blindRoundId", o), COALESCE(t."createdById", q."proposedById", o)))::uuid
  FROM (SELECT ''00000000-0000-0000-0000-000000000000''::uuid AS o) nobody
  LEFT JOIN "Comment" c ON c."projectId" = "inProject" AND c.id = "ofComment"
  LEFT JOIN "Annotation" a ON c."subjectType" = ''annotation'' AND a."projectId" = c."projectId" AND a.id = c."subjectId" AND a.layer = ''coder''
  LEFT JOIN "Verdict" v ON v."projectId" = "inProject" AND v.id = CASE WHEN c.id IS NULL THEN "ofVerdict" WHEN c."subjectType" = ''verdict'' THEN c."subjectId" END
  LEFT JOIN "Tag" t ON c."subjectType" = ''tag'' AND t."projectId" = c."projectId" AND t.id = c."subjectId" AND t."blindRoundId" IS NOT NULL
  LEFT JOIN "Proposal" q ON q."projectId" = "inProject" AND q.id = "ofProposal" AND q."blindRoundId" IS NOT NULL)\x3B
END';

CREATE FUNCTION keep_notification_strand() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  NEW.strand := COALESCE(NEW.strand, strand_of_notification(NEW."projectId", NEW."commentId", NEW."verdictId", NEW."proposalId", NEW."documentId", NEW.kind))\x3B
  RETURN NEW\x3B
END';
CREATE TRIGGER "Notification_strand" BEFORE INSERT ON "Notification" FOR EACH ROW EXECUTE FUNCTION keep_notification_strand();

UPDATE "Notification" n SET strand = strand_of_notification(n."projectId", n."commentId", n."verdictId", n."proposalId", n."documentId", n.kind);
CREATE INDEX "Notification_of_strand" ON "Notification" ("userId", strand, "createdAt", id) WHERE strand IS NOT NULL;
