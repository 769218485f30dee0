-- A number that counts tells whoever gets two of them how much was done in between, by colleagues whose work a round hides. A number that says when tells
-- nothing that the time beside it does not (ADR 0088). Acts on record keep their numbers, which are smaller. Adding the default rewrites nothing.
--
-- (Migrations are cut at every semicolon, hence \x3B.)
-- The number is the time in microseconds since 2020, and at least one more than the last. Whoever takes one holds a lock of the session for some microseconds,
-- not of the transaction: nobody waits for another's commit (ADR 0020). Whatever happens in between, the lock is given back.
CREATE FUNCTION next_event_number() RETURNS bigint LANGUAGE plpgsql AS E'
DECLARE number bigint\x3B
BEGIN
  BEGIN
    PERFORM pg_advisory_lock(20200101)\x3B
    SELECT GREATEST(last_value + 1, (extract(epoch FROM clock_timestamp()) * 1000000)::bigint - 1577836800000000) INTO number FROM "Event_seq_seq"\x3B
    PERFORM setval(''"Event_seq_seq"'', number)\x3B
    PERFORM pg_advisory_unlock(20200101)\x3B
  EXCEPTION WHEN query_canceled OR others THEN
    PERFORM pg_advisory_unlock(20200101)\x3B
    RAISE\x3B
  END\x3B
  RETURN number\x3B
END ';

ALTER TABLE "Event" ALTER COLUMN "seq" SET DEFAULT next_event_number();
