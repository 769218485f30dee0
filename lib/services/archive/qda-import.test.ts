import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { afterAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { closeImporter } from '@/lib/importers/import-document'
import { checkInstance } from '@/lib/services/backup/check-instance'
import type { Memo } from '@/lib/schemas/memo'
import { freshDatabase } from '@/testing/fresh-database'
import { brought, marksOf } from '@/testing/brought-project'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
afterAll(() => closeImporter())

async function zipOf(files: Record<string, string | Buffer>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [path, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), path)
  zip.end()
  return buffer(zip.outputStream)
}

async function takenAlong(who: Caller, path: string): Promise<Buffer> {
  const answer = await api.request(`/api/v1${path}/export?what=project&format=qdpx`, {
    headers: { cookie: who.cookie },
  })
  expect(answer.status).toBe(200)
  return Buffer.from(await answer.arrayBuffer())
}

/** All memos and comments of a project: what each says, of which kind, by whom, when, and about what. */
async function writtenIn(who: Caller, path: string) {
  const items = async (at: string) => (await who.call('GET', `${path}${at}limit=200`)).body.items
  const name = ({ type, name: named, documentTitle, quote }: Memo['subject']) =>
    [type, named ?? quote ?? documentTitle].join(' ')
  const to = (time: string) => time.slice(0, 19)
  const memos = (await items('/memos?order=oldest&')).map((memo: Memo) => ({
    ...{ title: memo.title, kind: memo.kind, text: memo.text, about: name(memo.subject), by: memo.author.name },
    ...{ from: to(memo.createdAt), until: to(memo.updatedAt) },
  }))
  const comments = (await items('/comments?')).map(
    (comment: {
      subject: { type: string; quote: string | null }
      text: string
      author: { name: string }
      createdAt: string
    }) => ({
      ...{ text: comment.text, about: `${comment.subject.type} ${comment.subject.quote}`, by: comment.author.name },
      from: to(comment.createdAt),
    }),
  )
  const inOrder = (rows: object[]) => rows.map((row) => JSON.stringify(row)).sort()
  return { memos: inOrder(memos), comments: inOrder(comments) }
}

const guid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const project = (inside: string, users = '') =>
  `<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="Theirs">${users}${inside}</Project>`
const codes = (list: string) => `<CodeBook><Codes>${list}</Codes></CodeBook>`

describe('a project of another program', () => {
  test('law: what was exported and comes in again says the same', async () => {
    const piece = fc.constantFrom('boat ', 'é', '𝒳', '👩🏽‍🌾', '中文', '<&"', 'نص', '\n\n', ' . ')
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 4, maxLength: 40 }),
        fc.array(fc.record({ from: fc.nat(300), length: fc.nat(12), tag: fc.nat(3), byLead: fc.boolean() }), {
          maxLength: 8,
        }),
        fc.array(
          fc.record({
            on: fc.nat(4),
            words: fc.array(piece, { maxLength: 6 }),
            isTalk: fc.boolean(),
            kind: fc.boolean(),
          }),
          {
            maxLength: 6,
          },
        ),
        async (pieces, wanted, notes) => {
          const { lead, coder, path } = await team(db, api, ['coder'])
          const tags: string[] = []
          for (const name of ['Sea', 'Salt & <pepper>', 'نص'])
            tags.push(
              (
                await lead.call('POST', `${path}/tags`, {
                  name,
                  parentId: tags.at(-1) ?? null,
                  definition: `Of ${name}`,
                })
              ).body.id,
            )
          const { body } = await lead.call('POST', `${path}/documents`, {
            title: 'On "boats"',
            text: `x${pieces.join('')}y`,
          })
          const text = (await lead.call('GET', `${path}/documents/${body.document.id}/text`)).text
          for (const { from, length, tag, byLead } of wanted) {
            const start = from % text.length
            await (byLead ? lead : coder).call('POST', `${path}/annotations`, {
              ...{ documentId: body.document.id, start, end: Math.min(text.length, start + 1 + length) },
              ...{ tagIds: tags.slice(0, tag), note: length > 6 ? 'a note' : '', visibility: 'shared' },
            })
          }
          const theme = await lead.call('POST', `${path}/themes`, { name: 'Sea', tagIds: tags.slice(0, 1) })
          const [passage] = (await lead.call('GET', `${path}/annotations`)).body.items
          const subjects = [
            { type: 'project' },
            { type: 'document', id: body.document.id },
            { type: 'tag', id: tags[1] },
            { type: 'theme', id: theme.body.id },
            { type: 'annotation', id: passage?.id },
          ]
          for (const { on, words, isTalk, kind } of notes) {
            const subject = subjects[on]
            const said = words
              .join('')
              .split('\n')
              .filter((line) => line.trim() !== '')
            const paragraphs = said.map((line) => ({
              type: 'paragraph',
              content: [{ type: 'text', text: line.trim() }],
            }))
            const prose = { type: 'doc', content: paragraphs }
            if (subject?.type === 'annotation' && !passage) continue
            if (isTalk && (on === 0 || said.length === 0)) continue
            const made = isTalk
              ? await coder.call('POST', `${path}/comments`, { subject, body: prose })
              : await coder.call('POST', `${path}/memos`, {
                  ...{ subject, title: `On "${on}" & <it> 👩🏽‍🌾`, kind: kind ? 'نص' : null, visibility: 'shared' },
                  body: said.length > 0 ? prose : null,
                })
            expect(made.status).toBe(201)
          }
          const written = await writtenIn(lead, path)
          const before = await marksOf(lead, path)
          const again = await brought(lead, await takenAlong(lead, path))
          expect(again.status).toBe(201)
          const after = await marksOf(lead, again.path)
          // Where two passages of one person are one, they have the memos of both.
          if (
            before.length <= 1 ||
            new Set(before.map(({ by, start, quote }) => `${by} ${start} ${quote}`)).size === before.length
          )
            expect(await writtenIn(lead, again.path)).toEqual(written)
          const joined = new Map(before.map((mark) => [`${mark.by} ${mark.start} ${mark.quote}`, mark]))
          expect(after.map(({ start, quote, by }) => `${by} ${start} ${quote}`).sort()).toEqual(
            [...joined.keys()].sort(),
          )
          if (joined.size === before.length) expect(after).toEqual(before)
          expect(again.report.lost).toEqual([])
        },
      ),
      { numRuns: 12 },
    )
    expect((await checkInstance(db)).faults).toEqual([])
  })

  test('reads UTF-16 positions, two signs a line end, a mark before the text, and folders spelled otherwise', async () => {
    const lead = await person(db, api, 'Lena')
    const text = 'Emoji 😀 first.\r\nThen the boats.\r\nThen the sea.'
    const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length })
    const selection = (n: number, words: string) =>
      `<PlainTextSelection guid="${guid(n)}" name="" startPosition="${at(words).start}" endPosition="${at(words).end}" creatingUser="${guid(1)}" creationDateTime="2021-03-04T05:06:07Z"><Description /><Coding guid="${guid(n + 50)}"><CodeRef targetGUID="${guid(2)}" /></Coding></PlainTextSelection>`
    const file = await zipOf({
      'project.qde': project(
        `${codes(`<Code guid="{${guid(2).toUpperCase()}}" name="Sea" isCodable="true" color="rgba(1, 2, 255, 0.4)"/>`)}<Sources><TextSource guid="${guid(3)}" name="Talk" plainTextPath="internal://${guid(3)}.txt">${selection(4, 'the boats')}${selection(5, 'sea')}${selection(6, 'Emoji')}</TextSource></Sources>`,
        `<Users><User guid="${guid(1)}" name="Nora"/></Users>`,
      ),
      [`Sources/${guid(3).toUpperCase()}.TXT`]: `\uFEFF${text}`,
    })
    const { status, path, report } = await brought(lead, file)
    expect(status).toBe(201)
    expect(await marksOf(lead, path)).toEqual(
      [
        { quote: 'Emoji', start: 0 },
        { quote: 'sea', start: 41 },
        { quote: 'the boats', start: 21 },
      ].map((mark) => ({ ...mark, tags: ['Sea'], by: 'Nora', note: '' })),
    )
    expect(report.kept[1]).toContain('UTF-16 code units, a line end of two signs as two')
    const { body } = await lead.call('GET', `${path}/tags`)
    expect(body.items).toMatchObject([{ name: 'Sea', colour: '#0102ff' }])
  })

  test('what cannot be kept is named, each kind with its number, and the rest is there', async () => {
    const lead = await person(db, api, 'Lena')
    const xml = project(
      `${codes(
        `<Code guid="${guid(10)}" name="Twice" isCodable="false"><Code guid="${guid(11)}" name="&#x200D;" isCodable="true"/></Code><Code guid="${guid(10)}" name="twice" isCodable="true"/>`,
      )}<Variables><Variable guid="${guid(20)}" name="Age" typeOfVariable="Integer"/></Variables>
      <Cases><Case guid="${guid(21)}" name="Both"><SourceRef targetGUID="${guid(30)}"/><SourceRef targetGUID="${guid(31)}"/></Case>
      <Case guid="${guid(22)}"><VariableValue><VariableRef targetGUID="${guid(20)}"/><IntegerValue>41</IntegerValue></VariableValue><SourceRef targetGUID="${guid(30)}"/></Case></Cases>
      <Sources><TextSource guid="${guid(30)}" name="Here"><PlainTextContent>Only these words.</PlainTextContent>
      <PlainTextSelection guid="${guid(40)}" startPosition="5" endPosition="10"><Coding guid="${guid(41)}"><CodeRef targetGUID="${guid(99)}"/></Coding><NoteRef targetGUID="${guid(60)}"/></PlainTextSelection>
      <PlainTextSelection guid="${guid(42)}" startPosition="5" endPosition="5"/><PlainTextSelection guid="${guid(43)}" startPosition="5" endPosition="500"/>
      <Coding guid="${guid(44)}"><CodeRef targetGUID="${guid(11)}"/></Coding>
      <VariableValue><VariableRef targetGUID="${guid(20)}"/><TextValue>many</TextValue></VariableValue></TextSource>
      <TextSource guid="${guid(31)}" name="Elsewhere" plainTextPath="internal://gone.txt"/>
      <PictureSource guid="${guid(32)}" name="Picture" path="internal://p.png"><PictureSelection guid="${guid(45)}" firstX="1" firstY="1" secondX="2" secondY="2"/></PictureSource></Sources>
      <Notes><Note guid="${guid(60)}" name="Memo"><PlainTextContent>Think again.</PlainTextContent></Note><Note guid="${guid(61)}" name="About nothing"><PlainTextContent>…</PlainTextContent></Note></Notes>
      <Links><Link guid="${guid(70)}" originGUID="${guid(10)}" targetGUID="${guid(11)}"/></Links>
      <Sets><Set guid="${guid(80)}" name="Documents"><MemberSource targetGUID="${guid(30)}"/></Set><Set guid="${guid(81)}" name="Codes"><MemberCode targetGUID="${guid(10)}"/></Set></Sets>
      <Graphs><Graph guid="${guid(90)}"/></Graphs>`,
    )
    const { status, path, report } = await brought(lead, await zipOf({ 'Trial.qde': xml }))
    expect(status).toBe(201)
    expect(await marksOf(lead, path)).toEqual([
      { quote: 'Only these words.', start: 0, tags: ['Twice/?'], by: 'Lena', note: '' },
      { quote: 'these', start: 5, tags: [], by: 'Lena', note: '' },
    ])
    expect((await writtenIn(lead, path)).memos.map((memo) => JSON.parse(memo))).toMatchObject([
      { title: 'About nothing', text: '…', about: 'project ' },
      { title: 'Memo', text: 'Think again.', about: 'annotation these' },
    ])
    const { body: documents } = await lead.call('GET', `${path}/documents`)
    expect(documents.items).toMatchObject([{ title: 'Here', attributes: { age: 41 } }])
    expect((await lead.call('GET', `${path}/themes`)).body.items).toMatchObject([{ name: 'Codes' }])
    const said = (part: 'changed' | 'lost') =>
      report.said[part].map(({ key }: { key: string }) => key.split('.').at(-1)).sort()
    expect(said('changed')).toEqual(['cases', 'doubleGuids', 'renamed', 'whole'])
    expect(said('lost')).toEqual([
      'casesOfMany',
      'emptySelections',
      'graphs',
      'links',
      'media',
      'noText',
      'outside',
      'regions',
      'sets',
      'unknownCodes',
      'values',
    ])
  })

  test('notes are memos of what points at them, by whoever wrote them, with their times', async () => {
    const lead = await person(db, api, 'Lena')
    const note = (n: number, name: string, text: string, more = '') =>
      `<Note guid="${guid(n)}" name="${name}" creatingUser="${guid(1)}" creationDateTime="2021-03-04T05:06:07Z" modifiedDateTime="2022-03-04T05:06:07Z">${more}<PlainTextContent>${text}</PlainTextContent></Note>`
    const ref = (...ns: number[]) => ns.map((n) => `<NoteRef targetGUID="${guid(n)}"/>`).join('')
    const xml = project(
      `${codes(`<Code guid="${guid(10)}" name="Sea" isCodable="true">${ref(61)}</Code>`)}
      <Cases><Case guid="${guid(21)}" name="Both"><SourceRef targetGUID="${guid(30)}"/><SourceRef targetGUID="${guid(31)}"/>${ref(66)}</Case></Cases>
      <Sources><TextSource guid="${guid(30)}" name="Here" creatingUser="${guid(1)}"><Description>Asked in March.</Description><PlainTextContent>Only these words.</PlainTextContent>
      <PlainTextSelection guid="${guid(40)}" startPosition="5" endPosition="10"><Description>a note</Description><Coding guid="${guid(41)}"><CodeRef targetGUID="${guid(10)}"/>${ref(63)}</Coding>${ref(64)}</PlainTextSelection>
      <PlainTextSelection guid="${guid(42)}" startPosition="5" endPosition="10"><Coding guid="${guid(43)}"><CodeRef targetGUID="${guid(10)}"/></Coding>${ref(64)}</PlainTextSelection>${ref(62, 61)}</TextSource></Sources>
      <Notes>${note(60, 'Diary', 'Begun.\nGone on.')}${note(61, 'Of two', 'Twice')}${note(62, '', 'Nameless words')}${note(63, 'Coding', 'c')}${note(64, 'Passage', 'p', '<Description>Longer</Description>')}
      ${note(65, 'Group', 'g')}${note(66, 'Case', 'k').replace('</Note>', `<Coding guid="${guid(99)}"/></Note>`)}${note(67, 'Empty', '')}</Notes>
      <Sets><Set guid="${guid(80)}" name="Codes"><MemberCode targetGUID="${guid(10)}"/><MemberNote targetGUID="${guid(65)}"/></Set></Sets>${ref(60)}`,
      `<Users><User guid="${guid(1)}" name="Nora"/></Users>`,
    )
    const { path, report } = await brought(lead, await zipOf({ 'project.qde': xml }))
    const { memos, comments } = await writtenIn(lead, path)
    const times = { from: '2021-03-04T05:06:07', until: '2022-03-04T05:06:07' }
    const memo = (title: string, text: string, about: string) => ({
      title,
      kind: null,
      text,
      about,
      by: 'Nora',
      ...times,
    })
    const described = memos.map((one) => JSON.parse(one)).find(({ text }) => text === 'Asked in March.')
    expect(described).toMatchObject({ title: 'Here', about: 'document Here', by: 'Nora' })
    expect(memos.filter((one) => JSON.parse(one).text !== 'Asked in March.').sort()).toEqual(
      [
        memo('Diary', 'Begun.\nGone on.', 'project '),
        memo('Of two', 'Twice', 'tag Sea'),
        memo('Of two', 'Twice', 'document Here'),
        memo('Nameless words', 'Nameless words', 'document Here'),
        memo('Coding', 'c', 'annotation these'),
        memo('Passage', 'Longer\np', 'annotation these'),
        memo('Group', 'g', 'theme Codes'),
        memo('Case', 'k', 'project '),
        memo('Empty', '', 'project '),
      ]
        .map((one) => JSON.stringify(one))
        .sort(),
    )
    expect(comments).toEqual([])
    expect((await marksOf(lead, path))[0]?.note).toBe('a note')
    const said = (part: 'changed' | 'lost') =>
      report.said[part].map(({ key }: { key: string }) => key.split('.').at(-1)).sort()
    expect([said('changed'), said('lost')]).toEqual([
      ['joined', 'strayNotes'],
      ['casesOfMany', 'codedNotes'],
    ])
    expect((await checkInstance(db)).faults).toEqual([])
  })

  test.each([
    ['a document type', `<!DOCTYPE Project [<!ENTITY a "b">]>${project('')}`, /document type/],
    ['no XML to its end', project('<Sources>'), /damaged, or was cut off/],
    ['another root', '<CodeBook/>', /no REFI-QDA project/],
  ])('%s is refused, and nothing stays', async (_, xml, why) => {
    const lead = await person(db, api, 'Lena')
    const { status, body } = await brought(lead, await zipOf({ 'project.qde': xml }))
    expect([status, why.test(body.detail as string)]).toEqual([422, true])
    expect((await lead.call('GET', '/projects')).body.items).toEqual([])
  })

  const samples = new URL(`../../../${process.env.SHARED_DIR ?? '../shared'}/fixtures/samples/`, import.meta.url)
  interface Sample {
    file: string
    counts?: Record<string, number>
    assertions?: { text: string | null; text_start: string }[]
  }
  const expected: Sample[] = existsSync(samples)
    ? JSON.parse(readFileSync(new URL('EXPECTED.json', samples), 'utf8'))
    : []
  const files = expected.filter(({ file }) => file.endsWith('.qdpx'))
  test.skipIf(files.length === 0).each(files)(
    '$file: every code, and every selection that has its text, word for word (skipped where ../shared is absent)',
    async ({ file, counts = {}, assertions = [] }) => {
      const lead = await person(db, api, 'Lena')
      const { status, path, report } = await brought(lead, readFileSync(new URL(file.replace('samples/', ''), samples)))
      expect(status).toBe(201)
      expect((await lead.call('GET', `${path}/tags?limit=1`)).body.total).toBe(counts['Code'] ?? 0)
      // Every note, and what is said of a source.
      expect((await writtenIn(lead, path)).memos.length).toBeGreaterThanOrEqual(counts['Note'] ?? 0)
      const quotes = (await marksOf(lead, path)).map(({ quote }) => quote)
      for (const { text, text_start: beginning } of assertions) {
        const words = (text ?? beginning).replaceAll('\r\n', '\n')
        // Of a long one the file of expectations has the beginning.
        expect(
          quotes.some((quote) => (text === null ? quote.replaceAll('\n', ' ').startsWith(words) : quote === words)),
        ).toBe(true)
      }
      expect(report.lost.every((line: string) => !/outside its text/.test(line))).toBe(true)
    },
  )
})

test('what is said at more length than there is room for is a memo, and codes are as deep as a codebook goes', async () => {
  const lead = await person(db, api, 'Lena')
  const long = (word: string) => `${word} `.repeat(6000).trim()
  const deep = Array.from({ length: 25 }, (_, i) => `<Code guid="${guid(100 + i)}" name="Level ${i + 1}">`).join('')
  const file = await zipOf({
    'project.qde': project(
      `<CodeBook><Codes>${deep}${'</Code>'.repeat(25)}<Code guid="${guid(1)}" name="Salt"><Description>${long('brine')}</Description></Code></Codes></CodeBook>
       <Variables><Variable guid="${guid(2)}" name="Place" typeOfVariable="Text"/></Variables>
       <Sources><TextSource guid="${guid(3)}" name="${'W'.repeat(700)}"><Description>Of wells</Description><PlainTextContent>Salt came.</PlainTextContent>
       <PlainTextSelection guid="${guid(4)}" name="Salt" startPosition="0" endPosition="4"><Description>${long('wellwords '.repeat(2))}</Description><Coding guid="${guid(5)}"><CodeRef targetGUID="${guid(1)}"/></Coding></PlainTextSelection>
       <VariableValue><VariableRef targetGUID="${guid(2)}"/><TextValue>${long('harbour')}</TextValue></VariableValue></TextSource></Sources>
       <Sets><Set guid="${guid(6)}" name="Sea"><Description>${long('tide')}</Description><MemberCode targetGUID="${guid(1)}"/></Set></Sets>
       <Description>${long('coast')}</Description>`,
      `<Users><User guid="${guid(9)}" name="${'\u202eA'.repeat(300)}"/></Users>`,
    ),
  })
  const { status, body, path, report } = await brought(lead, file)
  expect(status, JSON.stringify(body)).toBe(201)
  const items = async (at: string) => (await lead.call('GET', `${path}${at}`)).body.items
  const memos = (await items('/memos?limit=50')).map(({ subject, text }: Memo) => [
    subject.type,
    text.split(' ')[0],
    text.replaceAll(/\s/g, '').length,
  ])
  expect(memos.toSorted()).toEqual([
    ['annotation', 'wellwords', 2 * 6000 * 'wellwords'.length],
    ['document', 'Of', 7],
    ['document', 'harbour', 6000 * 'harbour'.length],
    ['project', 'coast', 6000 * 'coast'.length],
    ['tag', 'brine', 6000 * 'brine'.length],
    ['theme', 'tide', 6000 * 'tide'.length],
  ])
  expect(report.said.changed.find(({ key }: { key: string }) => key.endsWith('.longer')).values.count).toBe(5)
  const tags = await items('/tags?limit=50')
  expect(Math.max(...tags.map(({ path: names }: { path: string[] }) => names.length))).toBe(20)
  expect(tags).toHaveLength(26)
  expect((await items('/documents'))[0].title).toHaveLength(500)
})
