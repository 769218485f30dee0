-- Café is Café, however its letters were typed: names, guidance and values are kept in one canonical form, Unicode's NFC (ADR 0095). What people call things is
-- put into it here, and from now on where it comes in. The texts of documents stay as they are, because offsets count in them.

-- Where two names become one, the later one gets a number behind it: nothing is merged that somebody has kept apart, and nothing is lost.
DO $$
DECLARE
  twin RECORD;
  wanted TEXT;
  place INT;
BEGIN
  FOR twin IN SELECT "projectId", id, "parentId", name FROM "Tag" WHERE "deletedAt" IS NULL AND name IS NOT NFC NORMALIZED ORDER BY id LOOP
    wanted := normalize(twin.name, NFC);
    place := 1;
    WHILE EXISTS (SELECT 1 FROM "Tag" o WHERE o."projectId" = twin."projectId" AND o."parentId" IS NOT DISTINCT FROM twin."parentId" AND o.id <> twin.id AND o."deletedAt" IS NULL AND lower(o.name) = lower(wanted)) LOOP
      place := place + 1;
      wanted := left(normalize(twin.name, NFC), 190) || ' (' || place || ')';
    END LOOP;
    UPDATE "Tag" SET name = wanted, version = version + 1 WHERE "projectId" = twin."projectId" AND id = twin.id;
  END LOOP;
  FOR twin IN SELECT "projectId", id, NULL::uuid AS "parentId", name FROM "Theme" WHERE "deletedAt" IS NULL AND name IS NOT NFC NORMALIZED ORDER BY id LOOP
    wanted := normalize(twin.name, NFC);
    place := 1;
    WHILE EXISTS (SELECT 1 FROM "Theme" o WHERE o."projectId" = twin."projectId" AND o.id <> twin.id AND o."deletedAt" IS NULL AND lower(o.name) = lower(wanted)) LOOP
      place := place + 1;
      wanted := left(normalize(twin.name, NFC), 190) || ' (' || place || ')';
    END LOOP;
    UPDATE "Theme" SET name = wanted, version = version + 1 WHERE "projectId" = twin."projectId" AND id = twin.id;
  END LOOP;
END $$;

UPDATE "Tag" SET name = normalize(name, NFC) WHERE "deletedAt" IS NOT NULL AND name IS NOT NFC NORMALIZED;
UPDATE "Theme" SET name = normalize(name, NFC) WHERE "deletedAt" IS NOT NULL AND name IS NOT NFC NORMALIZED;
UPDATE "Tag" SET definition = normalize(definition, NFC), "useWhen" = normalize("useWhen", NFC), "avoidWhen" = normalize("avoidWhen", NFC)
  WHERE definition IS NOT NFC NORMALIZED OR "useWhen" IS NOT NFC NORMALIZED OR "avoidWhen" IS NOT NFC NORMALIZED;
UPDATE "Theme" SET definition = normalize(definition, NFC) WHERE definition IS NOT NFC NORMALIZED;
UPDATE "Project" SET name = normalize(name, NFC) WHERE name IS NOT NFC NORMALIZED;
UPDATE "User" SET name = normalize(name, NFC) WHERE name IS NOT NFC NORMALIZED;
UPDATE "Document" SET title = normalize(title, NFC) WHERE title IS NOT NFC NORMALIZED;
UPDATE "Attribute" SET label = normalize(label, NFC) WHERE label IS NOT NFC NORMALIZED;
UPDATE "Attribute" SET choices = ARRAY(SELECT normalize(c.choice, NFC) FROM unnest(choices) WITH ORDINALITY AS c(choice, place) ORDER BY c.place)
  WHERE array_to_string(choices, ' ') IS NOT NFC NORMALIZED;
-- None of the signs that JSON is made of is part of a composed letter.
UPDATE "Document" SET attributes = normalize(attributes::text, NFC)::jsonb WHERE attributes::text IS NOT NFC NORMALIZED;
