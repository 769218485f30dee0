-- The keys that a person has changed in the reader, by command. What is as usual is not in it.
ALTER TABLE "User" ADD COLUMN "readerKeys" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "User" ADD CONSTRAINT "User_readerKeys_check" CHECK (jsonb_typeof("readerKeys") = 'object');
