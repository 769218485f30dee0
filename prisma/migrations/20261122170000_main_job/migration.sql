-- The tables of the main job: people, projects, documents, codebook, themes, annotations, history.
-- Nothing exists before it, so it locks nothing. What follows the generated part is what Prisma cannot say:
-- checks, partial unique indexes, triggers, and comments for whoever opens the database with psql.
-- The engine that applies this file cuts it at every semicolon, also in comments and strings, so function bodies
-- write theirs as \x3B.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('lead', 'coder', 'reviewer', 'reader');

-- CreateEnum
CREATE TYPE "TokenScope" AS ENUM ('read', 'write');

-- CreateEnum
CREATE TYPE "Visibility" AS ENUM ('private', 'shared');

-- CreateEnum
CREATE TYPE "Layer" AS ENUM ('coder', 'consensus');

-- CreateEnum
CREATE TYPE "AttributeType" AS ENUM ('text', 'number', 'date', 'boolean', 'choice');

-- CreateEnum
CREATE TYPE "Direction" AS ENUM ('ltr', 'rtl');

-- CreateTable
CREATE TABLE "User" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "passwordHash" TEXT,
    "isAdmin" BOOLEAN NOT NULL DEFAULT false,
    "sessionVersion" INTEGER NOT NULL DEFAULT 1,
    "locale" TEXT NOT NULL DEFAULT 'en',
    "deactivatedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "UserIdentity" (
    "issuer" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "userId" UUID NOT NULL,

    CONSTRAINT "UserIdentity_pkey" PRIMARY KEY ("issuer","subject")
);

-- CreateTable
CREATE TABLE "ApiToken" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "scope" "TokenScope" NOT NULL,
    "expiresAt" TIMESTAMPTZ(3),
    "lastUsedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ApiToken_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ResetLink" (
    "id" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "madeById" UUID,
    "tokenHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ResetLink_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Throttle" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Throttle_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Setting" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,

    CONSTRAINT "Setting_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "Project" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "settings" JSONB NOT NULL DEFAULT '{}',
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Project_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Membership" (
    "projectId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "pinnedTagIds" UUID[] DEFAULT ARRAY[]::UUID[],
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Membership_pkey" PRIMARY KEY ("projectId","userId")
);

-- CreateTable
CREATE TABLE "Invitation" (
    "projectId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "email" TEXT,
    "role" "Role" NOT NULL,
    "tokenHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "invitedById" UUID NOT NULL,
    "acceptedById" UUID,
    "acceptedAt" TIMESTAMPTZ(3),
    "revokedAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Invitation_pkey" PRIMARY KEY ("projectId","id")
);

-- CreateTable
CREATE TABLE "Attribute" (
    "projectId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "type" "AttributeType" NOT NULL,
    "choices" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "position" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "Attribute_pkey" PRIMARY KEY ("projectId","id")
);

-- CreateTable
CREATE TABLE "Document" (
    "projectId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "language" TEXT NOT NULL DEFAULT 'und',
    "direction" "Direction" NOT NULL DEFAULT 'ltr',
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "currentRevisionId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Document_pkey" PRIMARY KEY ("projectId","id")
);

-- CreateTable
CREATE TABLE "Revision" (
    "projectId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "content" JSON NOT NULL,
    "text" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "length" INTEGER NOT NULL,
    "wordCount" INTEGER NOT NULL,
    "pageStarts" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "format" TEXT NOT NULL,
    "converter" TEXT NOT NULL,
    "report" JSONB NOT NULL DEFAULT '{}',
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("projectId","id")
);

-- CreateTable
CREATE TABLE "OriginalFile" (
    "projectId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "filename" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OriginalFile_pkey" PRIMARY KEY ("projectId","documentId")
);

-- CreateTable
CREATE TABLE "Tag" (
    "projectId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "parentId" UUID,
    "name" TEXT NOT NULL,
    "colour" TEXT NOT NULL,
    "definition" TEXT NOT NULL DEFAULT '',
    "useWhen" TEXT NOT NULL DEFAULT '',
    "avoidWhen" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "archivedAt" TIMESTAMPTZ(3),
    "mergedIntoId" UUID,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Tag_pkey" PRIMARY KEY ("projectId","id")
);

-- CreateTable
CREATE TABLE "Theme" (
    "projectId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "definition" TEXT NOT NULL DEFAULT '',
    "colour" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "narrative" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Theme_pkey" PRIMARY KEY ("projectId","id")
);

-- CreateTable
CREATE TABLE "ThemeTag" (
    "projectId" UUID NOT NULL,
    "themeId" UUID NOT NULL,
    "tagId" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "ThemeTag_pkey" PRIMARY KEY ("projectId","themeId","tagId")
);

-- CreateTable
CREATE TABLE "Annotation" (
    "projectId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "revisionId" UUID NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    "quote" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "suffix" TEXT NOT NULL,
    "page" INTEGER,
    "authorId" UUID NOT NULL,
    "layer" "Layer" NOT NULL DEFAULT 'coder',
    "roundId" UUID,
    "visibility" "Visibility" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "certainty" SMALLINT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deletedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Annotation_pkey" PRIMARY KEY ("projectId","id")
);

-- CreateTable
CREATE TABLE "AnnotationTag" (
    "projectId" UUID NOT NULL,
    "annotationId" UUID NOT NULL,
    "tagId" UUID NOT NULL,
    "documentId" UUID NOT NULL,
    "start" INTEGER NOT NULL,
    "createdById" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "AnnotationTag_pkey" PRIMARY KEY ("projectId","annotationId","tagId")
);

-- CreateTable
CREATE TABLE "Star" (
    "projectId" UUID NOT NULL,
    "annotationId" UUID NOT NULL,
    "userId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Star_pkey" PRIMARY KEY ("projectId","annotationId")
);

-- CreateTable
CREATE TABLE "Event" (
    "projectId" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "txid" BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text)::bigint,
    "actorId" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "subjectId" UUID NOT NULL,
    "documentId" UUID,
    "ownerId" UUID,
    "shared" BOOLEAN NOT NULL DEFAULT true,
    "before" JSONB,
    "after" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Event_pkey" PRIMARY KEY ("projectId","seq")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- CreateIndex
CREATE INDEX "UserIdentity_userId_idx" ON "UserIdentity"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "ApiToken_hash_key" ON "ApiToken"("hash");

-- CreateIndex
CREATE INDEX "ApiToken_userId_idx" ON "ApiToken"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "ResetLink_tokenHash_key" ON "ResetLink"("tokenHash");

-- CreateIndex
CREATE INDEX "ResetLink_userId_idx" ON "ResetLink"("userId");

-- CreateIndex
CREATE INDEX "Membership_userId_idx" ON "Membership"("userId");

-- CreateIndex
CREATE UNIQUE INDEX "Invitation_tokenHash_key" ON "Invitation"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "Attribute_projectId_key_key" ON "Attribute"("projectId", "key");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_projectId_documentId_number_key" ON "Revision"("projectId", "documentId", "number");

-- CreateIndex
CREATE INDEX "Tag_projectId_parentId_idx" ON "Tag"("projectId", "parentId");

-- CreateIndex
CREATE INDEX "ThemeTag_projectId_tagId_idx" ON "ThemeTag"("projectId", "tagId");

-- CreateIndex
CREATE INDEX "Annotation_projectId_authorId_idx" ON "Annotation"("projectId", "authorId");

-- CreateIndex
CREATE INDEX "AnnotationTag_projectId_tagId_documentId_start_annotationId_idx" ON "AnnotationTag"("projectId", "tagId", "documentId", "start", "annotationId");

-- CreateIndex
CREATE INDEX "Event_projectId_txid_seq_idx" ON "Event"("projectId", "txid", "seq");

-- AddForeignKey
ALTER TABLE "UserIdentity" ADD CONSTRAINT "UserIdentity_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ApiToken" ADD CONSTRAINT "ApiToken_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResetLink" ADD CONSTRAINT "ResetLink_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ResetLink" ADD CONSTRAINT "ResetLink_madeById_fkey" FOREIGN KEY ("madeById") REFERENCES "User"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Membership" ADD CONSTRAINT "Membership_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_invitedById_fkey" FOREIGN KEY ("invitedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Invitation" ADD CONSTRAINT "Invitation_acceptedById_fkey" FOREIGN KEY ("acceptedById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Attribute" ADD CONSTRAINT "Attribute_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Document" ADD CONSTRAINT "Document_projectId_currentRevisionId_fkey" FOREIGN KEY ("projectId", "currentRevisionId") REFERENCES "Revision"("projectId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_projectId_documentId_fkey" FOREIGN KEY ("projectId", "documentId") REFERENCES "Document"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "OriginalFile" ADD CONSTRAINT "OriginalFile_projectId_documentId_fkey" FOREIGN KEY ("projectId", "documentId") REFERENCES "Document"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_projectId_parentId_fkey" FOREIGN KEY ("projectId", "parentId") REFERENCES "Tag"("projectId", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Theme" ADD CONSTRAINT "Theme_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Theme" ADD CONSTRAINT "Theme_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThemeTag" ADD CONSTRAINT "ThemeTag_projectId_themeId_fkey" FOREIGN KEY ("projectId", "themeId") REFERENCES "Theme"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ThemeTag" ADD CONSTRAINT "ThemeTag_projectId_tagId_fkey" FOREIGN KEY ("projectId", "tagId") REFERENCES "Tag"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Annotation" ADD CONSTRAINT "Annotation_projectId_documentId_fkey" FOREIGN KEY ("projectId", "documentId") REFERENCES "Document"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Annotation" ADD CONSTRAINT "Annotation_projectId_revisionId_fkey" FOREIGN KEY ("projectId", "revisionId") REFERENCES "Revision"("projectId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Annotation" ADD CONSTRAINT "Annotation_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnotationTag" ADD CONSTRAINT "AnnotationTag_projectId_annotationId_fkey" FOREIGN KEY ("projectId", "annotationId") REFERENCES "Annotation"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnotationTag" ADD CONSTRAINT "AnnotationTag_projectId_tagId_fkey" FOREIGN KEY ("projectId", "tagId") REFERENCES "Tag"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AnnotationTag" ADD CONSTRAINT "AnnotationTag_createdById_fkey" FOREIGN KEY ("createdById") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Star" ADD CONSTRAINT "Star_projectId_annotationId_fkey" FOREIGN KEY ("projectId", "annotationId") REFERENCES "Annotation"("projectId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Star" ADD CONSTRAINT "Star_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_projectId_fkey" FOREIGN KEY ("projectId") REFERENCES "Project"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Event" ADD CONSTRAINT "Event_actorId_fkey" FOREIGN KEY ("actorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---------------------------------------------------------------- what Prisma cannot say

ALTER TABLE "User" ADD CONSTRAINT "User_email_lower" CHECK (email = lower(email) AND email <> '');
ALTER TABLE "Throttle" ADD CONSTRAINT "Throttle_failures" CHECK (failures > 0);
ALTER TABLE "Project" ADD CONSTRAINT "Project_name" CHECK (name <> '');
ALTER TABLE "Document" ADD CONSTRAINT "Document_title" CHECK (title <> '');
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_length" CHECK (length >= 0 AND number > 0 AND char_length(sha256) = 64);
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_name" CHECK (name <> '');
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_not_own_parent" CHECK ("parentId" IS DISTINCT FROM id);
ALTER TABLE "Tag" ADD CONSTRAINT "Tag_colour" CHECK (colour ~ '^#[0-9a-f]{6}$');
ALTER TABLE "Theme" ADD CONSTRAINT "Theme_name" CHECK (name <> '');
ALTER TABLE "Theme" ADD CONSTRAINT "Theme_colour" CHECK (colour ~ '^#[0-9a-f]{6}$');
ALTER TABLE "Annotation" ADD CONSTRAINT "Annotation_span" CHECK (0 <= start AND start < "end" AND quote <> '');
ALTER TABLE "Annotation" ADD CONSTRAINT "Annotation_page" CHECK (page > 0);

-- Two siblings cannot share a name, and the null parent counts as one parent.
CREATE UNIQUE INDEX "Tag_sibling_name" ON "Tag" ("projectId", COALESCE("parentId", '00000000-0000-0000-0000-000000000000'::uuid), lower(name))
  WHERE "deletedAt" IS NULL;
CREATE UNIQUE INDEX "Theme_live_name" ON "Theme" ("projectId", lower(name)) WHERE "deletedAt" IS NULL;

-- The reader opens a document, and lists page, over live annotations only.
CREATE INDEX "Annotation_live_reading_order" ON "Annotation" ("projectId", "documentId", start, id) WHERE "deletedAt" IS NULL;
CREATE INDEX "Annotation_live_newest" ON "Annotation" ("projectId", "createdAt", id) WHERE "deletedAt" IS NULL;
CREATE INDEX "Document_live_title" ON "Document" ("projectId", lower(title), id) WHERE "deletedAt" IS NULL;

-- Moving an annotation's edge moves its postings with it, in the same statement, whoever writes it.
CREATE FUNCTION follow_annotation_start() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  UPDATE "AnnotationTag" SET start = NEW.start, "documentId" = NEW."documentId"
  WHERE "projectId" = NEW."projectId" AND "annotationId" = NEW.id\x3B
  RETURN NULL\x3B
END';
CREATE TRIGGER "Annotation_postings_follow" AFTER UPDATE OF start, "documentId" ON "Annotation"
  FOR EACH ROW WHEN (OLD.start <> NEW.start OR OLD."documentId" <> NEW."documentId")
  EXECUTE FUNCTION follow_annotation_start();

-- A revision never changes: every anchor rests on that.
CREATE FUNCTION refuse_revision_change() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  RAISE EXCEPTION ''a revision is immutable'' USING ERRCODE = ''check_violation''\x3B
END';
CREATE TRIGGER "Revision_immutable" BEFORE UPDATE ON "Revision" FOR EACH ROW EXECUTE FUNCTION refuse_revision_change();

-- The history is append-only.
CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  RAISE EXCEPTION ''the history is append-only'' USING ERRCODE = ''check_violation''\x3B
END';
CREATE TRIGGER "Event_append_only" BEFORE UPDATE ON "Event" FOR EACH ROW EXECUTE FUNCTION refuse_event_change();

COMMENT ON TABLE "Annotation" IS 'A passage one person marked: half-open [start, end) in UTF-16 code units of the text of its revision.';
COMMENT ON TABLE "AnnotationTag" IS 'One tag on one annotation. documentId and start repeat its own, kept by a trigger, so that the index is a posting list in reading order.';
COMMENT ON TABLE "Revision" IS 'One immutable canonical text, where text is a pure function of content.';
COMMENT ON TABLE "Event" IS 'One act, written in the transaction that did it, read in order of (txid, seq) below the oldest running transaction.';
