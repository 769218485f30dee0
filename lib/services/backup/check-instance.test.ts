import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeImporter } from '@/lib/importers/import-document'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'
import { checkInstance } from './check-instance'

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, projectId, path } = await team(db, api, [])
let documentId = ''

afterAll(() => closeImporter())
beforeAll(async () => {
  const form = new FormData()
  form.set(
    'file',
    new File(
      [new Uint8Array(Buffer.from('Salt came before the sea did.\nThe wells went first, and nobody wrote down why.'))],
      'wells.txt',
    ),
  )
  documentId = (await lead.call('POST', `${path}/documents`, form)).body.document.id
  await lead.call('POST', `${path}/documents`, { title: 'Other', text: 'Another text altogether.' })
  const tag = (await lead.call('POST', `${path}/tags`, { name: 'Salt' })).body.id
  await lead.call('POST', `${path}/tags`, { name: 'Sea salt', parentId: tag })
  expect((await lead.call('POST', `${path}/annotations`, { documentId, start: 5, end: 9, tagIds: [tag] })).status).toBe(
    201,
  )
  await lead.call('POST', `${path}/comments`, { subject: { type: 'document', id: documentId }, body: 'Why?' })
  const stretch = { type: 'stretch', id: documentId, start: 0, end: 4 }
  expect((await lead.call('POST', `${path}/comments`, { subject: stretch, body: 'Whose?' })).status).toBe(201)
  const parts = [{ documentId }, { documentId, start: 5, end: 9 }]
  expect((await lead.call('POST', `${path}/cases`, { name: 'Ana', parts })).status).toBe(201)
  const marked = (await lead.call('GET', `${path}/annotations`)).body.items[0].id
  for (const subject of [
    { type: 'document', id: documentId },
    { type: 'annotation', id: marked },
  ])
    expect((await lead.call('POST', `${path}/memos`, { subject, title: 'Why' })).status).toBe(201)
  const from = { type: 'annotation', id: marked }
  expect((await lead.call('POST', `${path}/links`, { from, to: { type: 'tag', id: tag } })).status).toBe(201)
})

/** What is found when this was done to the database behind its back, with triggers and references switched off; afterwards all is as before. */
async function after(...statements: string[]): Promise<string[]> {
  const undone = new Error('undone')
  let kinds: string[] = []
  await db
    .$transaction(async (tx) => {
      await tx.$executeRawUnsafe(`SET LOCAL session_replication_role = 'replica'`)
      for (const statement of statements) expect(await tx.$executeRawUnsafe(statement), statement).toBeGreaterThan(0)
      kinds = (await checkInstance(tx as never)).faults.map(({ kind }) => kind)
      throw undone
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error
    })
  return [...new Set(kinds)].sort()
}

describe('the doctor', () => {
  it('finds nothing wrong with what the product stored, and counts what it looked at', async () => {
    expect(await checkInstance(db)).toEqual({ revisions: 2, annotations: 1, originals: 1, faults: [] })
  })

  it('says of what, where and which', async () => {
    await db.$executeRawUnsafe(`ALTER TABLE "OriginalFile" DISABLE TRIGGER USER`)
    await db.$executeRaw`UPDATE "OriginalFile" SET size = size + 1`
    expect((await checkInstance(db)).faults).toEqual([
      { kind: 'original-differs-from-hash', projectId, document: expect.any(String), id: documentId },
    ])
    await db.$executeRaw`UPDATE "OriginalFile" SET size = size - 1`
    await db.$executeRawUnsafe(`ALTER TABLE "OriginalFile" ENABLE TRIGGER USER`)
  })

  it.each<[string, string[], string[]]>([
    [
      'a text that was changed',
      [`UPDATE "Revision" SET text = replace(text, 'nobody', 'nobodz') WHERE text LIKE '%nobody%'`],
      ['content-differs-from-text', 'search-differs-from-text', 'text-differs-from-hash'],
    ],
    [
      'a text that was changed with its hash',
      [
        `UPDATE "Revision" SET text = replace(text, 'nobody', 'no body'), length = length + 1 WHERE text LIKE '%nobody%'`,
        `UPDATE "Revision" SET sha256 = encode(sha256(convert_to(text, 'UTF8')), 'hex')`,
      ],
      ['content-differs-from-text', 'search-differs-from-text'],
    ],
    [
      'a content that was changed',
      [`UPDATE "Revision" SET content = replace(content::text, 'wells', 'wellz')::json`],
      ['content-differs-from-text'],
    ],
    ['a content that is none', [`UPDATE "Revision" SET content = 'null'`], ['content-is-no-document']],
    [
      'a content that is something else',
      [`UPDATE "Revision" SET content = '{"type":"doc","content":[{"type":"paragraph","content":7}]}'`],
      ['content-is-no-document'],
    ],
    [
      'pages that are not in the content',
      [`UPDATE "Revision" SET "pageStarts" = '{0,12}'`],
      ['content-differs-from-pages', 'page-differs'],
    ],
    [
      'a passage of a case',
      [`UPDATE "CasePart" SET quote = 'cane' WHERE quote IS NOT NULL`],
      ['place-differs-from-text'],
    ],
    ['a comment on a stretch', [`UPDATE "Comment" SET start = 1 WHERE start = 0`], ['place-differs-from-text']],
    ['a length', [`UPDATE "Revision" SET length = length - 1`], ['text-differs-from-hash']],
    [
      'an original that was changed',
      [`UPDATE "OriginalFile" SET bytes = set_byte(bytes, 3, 0)`],
      ['original-differs-from-hash'],
    ],
    [
      'an original that was cut off',
      [`UPDATE "OriginalFile" SET bytes = substr(bytes, 1, 10)`],
      ['original-differs-from-hash'],
    ],
    ['a quote', [`UPDATE "Annotation" SET quote = 'cane'`], ['quote-differs']],
    ['what stands before', [`UPDATE "Annotation" SET prefix = 'Salf '`], ['context-differs']],
    ['what stands before, emptied', [`UPDATE "Annotation" SET prefix = ''`], ['context-differs']],
    ['what stands after, cut short', [`UPDATE "Annotation" SET suffix = left(suffix, 5)`], ['context-differs']],
    ['an offset beyond the text', [`UPDATE "Annotation" SET "end" = 5000`], ['out-of-range']],
    [
      'a place that moved',
      [`UPDATE "Annotation" SET start = start + 1, "end" = "end" + 1`],
      ['quote-differs', 'tagging-differs-from-annotation'],
    ],
    ['a page', [`UPDATE "Annotation" SET page = 3`], ['page-differs']],
    [
      'an annotation whose revision is gone',
      [`DELETE FROM "Revision" WHERE "documentId" = (SELECT "documentId" FROM "Annotation")`],
      [
        'Annotation-without-its-revisionId',
        'CasePart-without-its-revisionId',
        'Document-without-its-currentRevisionId',
        'SearchBlock-without-its-revisionId',
        'document-without-its-latest-text',
      ],
    ],
    [
      'an annotation whose document is gone',
      [`DELETE FROM "Document" WHERE id = (SELECT "documentId" FROM "Annotation")`],
      [
        'Annotation-without-its-documentId',
        'CasePart-without-its-documentId',
        'OriginalFile-without-its-documentId',
        'Overlay-without-its-documentId',
        'Revision-without-its-documentId',
        'SearchText-without-its-documentId',
      ],
    ],
    [
      'an annotation on the text of another document',
      [
        `UPDATE "Annotation" SET "documentId" = (SELECT id FROM "Document" WHERE title = 'Other')`,
        `UPDATE "AnnotationTag" SET "documentId" = (SELECT id FROM "Document" WHERE title = 'Other')`,
      ],
      [
        'annotation-on-text-of-another-document',
        'annotation-without-its-overlay',
        'link-in-another-strand',
        'link-without-its-end',
        'memo-in-another-document',
      ],
    ],
    ['an annotation whose overlay is gone', [`DELETE FROM "Overlay"`], ['annotation-without-its-overlay']],
    [
      'an event on a tag made while coding blind that says nothing of it',
      [
        `UPDATE "Tag" SET "blindRoundId" = gen_random_uuid() WHERE name = 'Sea salt'`,
        `UPDATE "Event" SET "makerId" = NULL`,
      ],
      ['Tag-without-its-blindRoundId', 'event-without-its-maker'],
    ],
    [
      'a notification in another strand',
      [
        `INSERT INTO "Notification" ("projectId", id, "userId", kind, "actorId", "commentId", strand) SELECT "projectId", gen_random_uuid(), "authorId", 'mention', "authorId", id, gen_random_uuid() FROM "Comment"`,
      ],
      ['notification-in-another-strand'],
    ],
    [
      'a project that was being imported, and nobody does any more',
      [`INSERT INTO "Project" (id, name, "deletedAt", unseen) VALUES (gen_random_uuid(), 'Half', now(), true)`],
      ['unseen-project-without-its-job'],
    ],
    [
      'a placeholder whose project is gone',
      [
        `INSERT INTO "User" (id, name, email, "deactivatedAt", "placeholderIn") VALUES (gen_random_uuid(), 'Nobody', 'nobody@placeholder.invalid', now(), gen_random_uuid())`,
      ],
      ['placeholder-without-its-project'],
    ],
    [
      'a tagging whose annotation is gone',
      [`DELETE FROM "Annotation"`],
      ['AnnotationTag-without-its-annotationId', 'link-in-another-strand', 'link-without-its-end'],
    ],
    [
      'a tagging whose tag is gone',
      [`DELETE FROM "Tag" WHERE name = 'Salt'`],
      ['AnnotationTag-without-its-tagId', 'Tag-without-its-parentId', 'link-without-its-end'],
    ],
    [
      'a tagging with a tag that was merged',
      [
        `UPDATE "Tag" SET "deletedAt" = now(), "mergedIntoId" = (SELECT id FROM "Tag" WHERE name = 'Sea salt') WHERE name = 'Salt'`,
      ],
      ['tagging-with-a-merged-tag'],
    ],
    ['a tagging in another place', [`UPDATE "AnnotationTag" SET start = 0`], ['tagging-differs-from-annotation']],
    [
      'memos that speak of another document than what they are about',
      [`UPDATE "Memo" SET "documentId" = (SELECT id FROM "Document" WHERE title = 'Other')`],
      ['memo-in-another-document'],
    ],
    ['a link in another strand', [`UPDATE "Link" SET strand = gen_random_uuid()`], ['link-in-another-strand']],
    [
      'a link that names another document than its passage is on',
      [`UPDATE "Link" SET "fromDocumentId" = (SELECT id FROM "Document" WHERE title = 'Other')`],
      ['link-without-its-end'],
    ],
    [
      'a tag above itself',
      [`UPDATE "Tag" SET "parentId" = (SELECT id FROM "Tag" WHERE name = 'Sea salt') WHERE name = 'Salt'`],
      ['tag-is-above-itself'],
    ],
    [
      'a document without a text',
      [`UPDATE "Document" SET "currentRevisionId" = NULL WHERE title = 'Other'`],
      ['document-without-its-latest-text'],
    ],
    [
      'a document that shows the text of another',
      [
        `UPDATE "Document" d SET "currentRevisionId" = (SELECT "currentRevisionId" FROM "Document" o WHERE o.id <> d.id) WHERE title = 'Other'`,
      ],
      ['document-not-searchable', 'document-without-its-latest-text'],
    ],
    [
      'an author who is gone',
      [`DELETE FROM "User"`],
      expect.arrayContaining([
        'Annotation-without-its-authorId',
        'Document-without-its-createdById',
        'Event-without-its-actorId',
      ]) as never,
    ],
    [
      'a project that is gone',
      [`DELETE FROM "Project"`],
      expect.arrayContaining([
        'Document-without-its-project',
        'Membership-without-its-project',
        'Tag-without-its-project',
      ]) as never,
    ],
  ])('finds %s', async (_, statements, kinds) => {
    expect(await after(...statements)).toEqual(kinds)
  })

  it('and afterwards nothing is wrong, since it changes nothing', async () =>
    expect((await checkInstance(db)).faults).toEqual([]))
})
