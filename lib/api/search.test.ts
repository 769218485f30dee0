import { beforeEach, describe, expect, test } from 'vitest'
import { textsReady } from '@/lib/data/search/under-way'
import { newId } from '@/lib/data/database/ids'
import { checkSearch } from '@/lib/services/search/check-search'
import { keepSearch, rebuildSearch } from '@/lib/services/search/keep-search'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

let lead: Caller
let reader: Caller
let path: string
let projectId: string

beforeEach(async () => {
  ;({ lead, reader, path, projectId } = await team(db, api, ['coder', 'reader']))
})

const add = async (title: string, text: string, language = 'en'): Promise<string> => {
  const made = await lead.call('POST', `${path}/documents`, { title, text, language })
  expect(made.status).toBe(201)
  return made.body.document.id
}
const ask = (parameters: Record<string, string>, who = lead) =>
  who.call('GET', `${path}/search?${new URLSearchParams(parameters).toString()}`)
interface Hit {
  documentTitle: string
  match: string
}
const found = async (parameters: Record<string, string>) =>
  (await ask(parameters)).body.items.map((hit: Hit) => `${hit.documentTitle}: ${hit.match}`)

describe('words', () => {
  test('are found in every document in reading order, with what stands about them', async () => {
    const [b, a] = [
      await add('b Boats', 'No salt here.\nBut salt there.'),
      await add('A harbour', 'The harbour 🧂 has salt.'),
    ]
    const { body } = await ask({ q: 'salt' })
    const text = (await lead.call('GET', `${path}/documents/${a}/text`)).text
    expect(body.items.map((hit: { documentId: string }) => hit.documentId)).toEqual([a, b, b])
    expect(body.items[0]).toMatchObject({
      before: 'The harbour 🧂 has ',
      match: 'salt',
      after: '.',
      documentTitle: 'A harbour',
    })
    expect(text.slice(body.items[0].start, body.items[0].end)).toBe('salt')
    expect(body.total).toBe(3)
    expect(body.nextCursor).toBeNull()
    expect(body.searched).toEqual({ documents: 2, waiting: 0 })
  })

  test('are found in other forms of the document’s language, and not in those of another', async () => {
    await add('a', 'They developed it. Development develops. Resumes and a résumé.')
    await add('b', 'Die Häuser, das Haus; developed.', 'de-AT')
    expect(await found({ q: 'develop' })).toEqual(['a: developed', 'a: Development', 'a: develops'])
    expect(await found({ q: 'hauser' })).toEqual(['b: Häuser', 'b: Haus'])
    expect(await found({ q: '"develop"' })).toEqual([])
    expect(await found({ q: 'develops', wholeWord: 'true' })).toEqual(['a: develops'])
    expect(await found({ q: 'develop*' })).toEqual(['a: developed', 'a: Development', 'a: develops', 'b: developed'])
    expect(await found({ q: 'resume', accents: 'true' })).toEqual([])
  })

  test('are joined by AND, OR, NOT and NEAR within a paragraph', async () => {
    await add('a', 'Salt and boats.\nSalt and nets, far from any boats.\nOnly salt.')
    expect(await found({ q: 'salt boats' })).toHaveLength(4)
    expect(await found({ q: 'salt -boats' })).toEqual(['a: salt'])
    expect(await found({ q: 'only OR nets' })).toEqual(['a: nets', 'a: Only'])
    expect(await found({ q: 'boats NEAR/2 salt' })).toEqual(['a: Salt and boats'])
    expect(await found({ q: 'SALT', case: 'true' })).toEqual([])
    expect(await found({ q: 'Salt -Boats', case: 'true' })).toEqual(['a: Salt', 'a: Salt'])
  })

  test('are found in scripts without spaces, for one character too', async () => {
    await add('a', '非传统安全与国家安全。\n一路平安。全国如此。', 'zh')
    await add('b', 'ความมั่นคงของชาติ', 'th')
    expect(await found({ q: '安全' })).toEqual(['a: 安全', 'a: 安全'])
    expect(await found({ q: '安' })).toHaveLength(3)
    expect(await found({ q: '国家 安全' })).toEqual(['a: 安全', 'a: 国家', 'a: 安全'])
    expect(await found({ q: 'มั่นคง' })).toEqual(['b: มั่นคง'])
  })

  test.each([
    ['', 'q', 'Write what to look for'],
    ['salt (boats', 'q', 'The bracket at character 6 is never closed'],
    ['salt OR', 'q', 'Something is missing at character 8: write a word there'],
    ['-salt', 'q', 'This says only what you do not want: write a word to look for too'],
  ])('that cannot be read are refused at their character: %s', async (q, at, message) => {
    const { status, body } = await ask({ q })
    expect([status, body.errors[0].path, body.errors[0].message]).toEqual([422, at, message])
  })
})

describe('a phrase', () => {
  test('is found as it stands, within words too, unless whole words are asked for', async () => {
    await add('a', 'In security, insecure: “se\u00adcure” nets.\nSecure nets. Nets. Secure')
    expect(await found({ q: 'secur', mode: 'phrase' })).toHaveLength(5)
    expect(await found({ q: 'secure', mode: 'phrase', wholeWord: 'true' })).toHaveLength(3)
    expect(await found({ q: 'ecure net', mode: 'phrase' })).toEqual(['a: ecure net'])
    expect(await found({ q: 'Secure nets', mode: 'phrase', case: 'true' })).toEqual(['a: Secure nets'])
    expect(await found({ q: 'nets. Sec', mode: 'phrase' })).toEqual(['a: Nets. Sec'])
    expect(await found({ q: '”', mode: 'phrase' })).toHaveLength(2)
    expect((await ask({ q: ' ', mode: 'phrase' })).status).toBe(422)
  })
})

describe('the list', () => {
  test('goes on page by page over the same places, and counts them document by document', async () => {
    for (const title of ['c', 'a', 'b']) await add(title, 'salt salt\nnothing\nsalt and salt salt')
    const whole = (await ask({ q: 'salt' })).body.items
    const pages: unknown[] = []
    let cursor: string | null = null
    do {
      const { body }: Awaited<ReturnType<typeof ask>> = await ask({
        q: 'salt',
        limit: '2',
        total: 'false',
        ...(cursor && { cursor }),
      })
      expect(body.total).toBeUndefined()
      pages.push(...body.items)
      cursor = body.nextCursor
    } while (cursor)
    expect(whole).toHaveLength(15)
    expect(pages).toEqual(whole)
    const { body } = await lead.call('GET', `${path}/search/counts?q=salt`)
    expect([
      body.total,
      body.isWhole,
      body.documents.map(({ title, hits }: { title: string; hits: number }) => title + hits),
    ]).toEqual([15, true, ['a5', 'b5', 'c5']])
  })

  test('counts in code points where that is asked for, is of one document where one is named, and refuses an unknown cursor', async () => {
    const a = await add('a', '🧂 salt')
    await add('b', 'salt')
    expect((await ask({ q: 'salt', documentId: a })).body.items).toMatchObject([{ documentId: a, start: 3, end: 7 }])
    expect((await ask({ q: 'salt', documentId: a, units: 'codepoint' })).body.items).toMatchObject([
      { start: 2, end: 6 },
    ])
    expect((await ask({ q: 'salt', cursor: 'x' })).status).toBe(422)
    expect((await ask({ q: 'salt', documentId: newId() })).body.items).toEqual([])
  })

  test('is for readers too, and for nobody of another project; documents in the bin are never found', async () => {
    const a = await add('a', 'salt')
    expect((await ask({ q: 'salt' }, reader)).body.items).toHaveLength(1)
    const other = await team(db, api, [])
    expect((await ask({ q: 'salt' }, other.lead)).status).toBe(404)
    expect((await other.lead.call('GET', `${other.path}/search?q=salt`)).body.items).toEqual([])
    await lead.call('DELETE', `${path}/documents/${a}`)
    expect((await ask({ q: 'salt' })).body).toMatchObject({ items: [], total: 0, searched: { documents: 0 } })
  })
})

describe('what is searched', () => {
  test('is the text as it was corrected, and as it was when that is reverted', async () => {
    const a = await add('a', 'salt of the sea')
    const { body: document } = await lead.call('GET', `${path}/documents/${a}`)
    const corrected = await lead.call('POST', `${path}/documents/${a}/revisions`, {
      baseRevisionId: document.revisionId,
      text: 'pepper of the sea',
    })
    expect(corrected.status).toBe(201)
    expect(await found({ q: 'salt' })).toEqual([])
    expect(await found({ q: 'pepper' })).toEqual(['a: pepper'])
    expect(
      await db.searchForm.findMany({ where: { projectId }, orderBy: { form: 'asc' }, select: { form: true } }),
    ).toEqual(['of', 'pepper', 'sea', 'the'].map((form) => ({ form })))
    const event = (await lead.call('GET', `${path}/events`)).body.items.find(
      ({ type }: { type: string }) => type === 'document.revised',
    )
    expect((await lead.call('POST', `${path}/events/${event.seq}/revert`)).status).toBe(200)
    await keepSearch(db, () => false)
    expect(await found({ q: 'salt' })).toEqual(['a: salt'])
  })

  test('is made ready while nobody who adds or corrects a text waits for it, and who searches does not wait for ever', async () => {
    let [release, nowHeld] = [() => {}, () => {}]
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const isHeld = new Promise<void>((resolve) => {
      nowHeld = resolve
    })
    const holding = db.$transaction(
      async (tx) => {
        await tx.$executeRaw`LOCK TABLE "SearchBlock" IN EXCLUSIVE MODE`
        nowHeld()
        await held
      },
      { timeout: 600_000 },
    )
    await isHeld
    const a = await add('a', 'salt of the sea')
    const { body: document } = await lead.call('GET', `${path}/documents/${a}`)
    expect(
      await lead.call('POST', `${path}/documents/${a}/revisions`, {
        baseRevisionId: document.revisionId,
        text: 'salt and boats',
      }),
    ).toMatchObject({ status: 201 })
    expect((await ask({ q: 'salt' })).body).toMatchObject({ items: [], searched: { waiting: 1 } })
    release()
    await holding
    expect(await found({ q: 'boats' })).toEqual(['a: boats'])
  })

  test('says how many documents are not ready, and a rebuild makes them so', async () => {
    await add('a', 'salt')
    await textsReady(projectId)
    await db.searchText.deleteMany({ where: { projectId } })
    expect((await ask({ q: 'salt' })).body).toMatchObject({ items: [], searched: { documents: 1, waiting: 1 } })
    await rebuildSearch(db)
    expect((await ask({ q: 'salt' })).body).toMatchObject({ items: [{ match: 'salt' }], searched: { waiting: 0 } })
  })

  test('is checked by the doctor: texts that wait for nothing, paragraphs and words that differ', async () => {
    const a = await add('a', 'salt and boats')
    await textsReady(projectId)
    const faults = async () => (await checkSearch(db)).filter((fault) => fault.projectId === projectId)
    expect(await faults()).toEqual([])
    await db.searchForm.deleteMany({ where: { projectId, form: 'boats' } })
    expect(await faults()).toMatchObject([{ kind: 'search-differs-from-text', document: 'a' }])
    await rebuildSearch(db)
    await db.searchBlock.deleteMany({ where: { projectId } })
    expect(await faults()).toMatchObject([{ kind: 'search-differs-from-text' }])
    await rebuildSearch(db)
    await db.searchText.deleteMany({ where: { projectId } })
    expect(await faults()).toMatchObject([{ kind: 'document-not-searchable', id: a }])
    await rebuildSearch(db)
    expect(await faults()).toEqual([])
  })

  test('a purged document leaves no word behind', async () => {
    const a = await add('a', 'quinquereme and salt')
    await add('b', 'salt')
    await lead.call('DELETE', `${path}/documents/${a}`)
    await db.document.updateMany({ where: { projectId, id: a }, data: { deletedAt: new Date('2020-01-01') } })
    expect((await lead.call('DELETE', `${path}/bin/document/${a}`)).status).toBeLessThan(300)
    expect(await db.searchForm.findMany({ where: { projectId }, select: { form: true } })).toEqual([{ form: 'salt' }])
    expect(await db.searchBlock.count({ where: { projectId } })).toBe(1)
  })

  test('a paragraph with more of one word than places can be told of is found all the same', async () => {
    await add('a', `${'salt of '.repeat(400)}the sea`)
    expect(await found({ q: '"the sea"' })).toEqual(['a: the sea'])
    expect((await ask({ q: '"salt of salt"', limit: '500' })).body.items).toHaveLength(200)
    expect(await found({ q: `${'x'.repeat(300)}` })).toEqual([])
    await add('b', 'y'.repeat(900))
    expect(await found({ q: 'y'.repeat(900) })).toHaveLength(1)
    expect(await found({ q: 'y'.repeat(899) })).toEqual([])
  })
})

test('a pattern is looked for in every paragraph, page by page, and refused with the part that cannot be', async () => {
  await add('Years', 'In 2014 🌊 it began.\nBy 2017 it was over; 2017 was dry.')
  const first = await ask({ q: '\\b20\\d{2}\\b', mode: 'regex', limit: '2' })
  expect(first.body.items.map((hit: Hit) => hit.match)).toEqual(['2014', '2017'])
  expect(first.body.total).toBe(3)
  const rest = await ask({ q: '\\b20\\d{2}\\b', mode: 'regex', cursor: first.body.nextCursor, total: 'false' })
  expect([rest.body.items.map((hit: Hit) => hit.match), rest.body.nextCursor]).toEqual([['2017'], null])
  const points = await ask({ q: 'it began', mode: 'regex', units: 'codepoint' })
  expect([points.body.items[0].start, points.body.items[0].before]).toEqual([10, 'In 2014 🌊 '])
  expect(await found({ q: 'IT', mode: 'regex', case: 'true' })).toEqual([])
  const refused = await ask({ q: '(2)\\1', mode: 'regex' })
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'q'])
  expect(refused.body.detail).toContain('“\\1”')
})

test('a pattern that takes too long on one paragraph is refused, and keeps nobody waiting', async () => {
  await add('Long', 'salt and sea '.repeat(2000))
  const refused = await ask({ q: '.*\\d|.', mode: 'regex' })
  expect([refused.status, refused.body.errors[0].path]).toEqual([422, 'q'])
  expect(refused.body.detail).toMatch(/takes too long/)
  expect((await ask({ q: 'sea\\b', mode: 'regex', limit: '1' })).body.items).toHaveLength(1)
})
