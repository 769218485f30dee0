import fc from 'fast-check'
import { existsSync, readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { closeImporter } from '@/lib/importers/import-document'
import { checkInstance } from '@/lib/services/backup/check-instance'
import { brought, linesOf, marksOf } from '@/testing/brought-project'
import { freshDatabase } from '@/testing/fresh-database'
import { bytesAt, sqliteFile, taguetteTables } from '@/testing/sqlite-files'
import { apiOn, person } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
afterAll(() => closeImporter())

const day = '2024-03-05 06:07:08.910111'
const added = (id: number, login: string, payload: object, documentId: number | null = null) =>
  [id, day, login, 1, documentId, JSON.stringify(payload)] as const

/** What the program shows of a page: its words, without its marks. */
const wordsOf = (html: string) =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')

/** A project with one document, and highlights of words in it. */
async function project(
  html: string,
  marked: readonly string[],
  rest: Parameters<typeof sqliteFile>[1] = {},
): Promise<Buffer> {
  const words = wordsOf(html)
  return sqliteFile(taguetteTables, {
    projects: [[1, 'Coast', 'Of the coast', day]],
    documents: [[1, 'Talk', '', 'Talk', day, 1, 'LEFT_TO_RIGHT', html]],
    highlights: marked.map((mark, at) => {
      const { start, end } = bytesAt(words, mark)
      return [at + 1, 1, start, end, mark.replaceAll('&', '&amp;').replaceAll('<', '&lt;')]
    }),
    ...rest,
  })
}

describe('a project of Taguette', () => {
  test('comes in with its documents, codebook, members and highlights, each by whoever made it', async () => {
    const lead = await person(db, api, 'Lena')
    const html =
      '<h1>The ferry 😀</h1>\n<p>It carries <b>no pass</b>port &amp; asks for none.</p>\n<ul><li>Salt</li></ul>'
    const { status, path, body, report } = await brought(
      lead,
      await project(html, ['no passport & asks', 'ferry 😀\nIt carries', 'Salt'], {
        users: [
          ['ana', 'ana@example.org'],
          ['ben', null],
        ],
        project_members: [
          [1, 'ana', 'ADMIN'],
          [1, 'ben', 'TAG'],
        ],
        documents: [[1, 'Talk', 'With the ferryman', 'talk.docx', day, 1, 'LEFT_TO_RIGHT', html]],
        tags: [
          [1, 1, 'sea', 'All that is wet'],
          [2, 1, 'sea.ferry', ''],
          [3, 1, 'Roe vs. Wade', ''],
        ],
        highlight_tags: [
          [1, 1],
          [1, 2],
          [3, 3],
        ],
        commands: [
          added(1, 'ana', { type: 'document_add' }, 1),
          added(2, 'ben', { type: 'highlight_add', highlight_id: 1 }, 1),
          added(3, 'ana', { type: 'highlight_add', highlight_id: 1 }, 1),
          added(4, 'gone', { type: 'highlight_add', highlight_id: 2 }, 1),
        ],
      }),
    )
    expect(status).toBe(201)
    expect(body.project).toMatchObject({ name: 'Coast', description: 'Of the coast' })
    expect(await marksOf(lead, path)).toEqual([
      { quote: 'Salt', start: 53, tags: ['Roe vs. Wade'], by: 'Lena', note: '' },
      { quote: 'ferry 😀\nIt carries', start: 4, tags: [], by: 'gone', note: '' },
      { quote: 'no passport & asks', start: 24, tags: ['sea', 'sea/ferry'], by: 'ben', note: '' },
    ])
    const { body: documents } = await lead.call('GET', `${path}/documents`)
    expect(documents.items).toMatchObject([
      { title: 'Talk', attributes: { description: 'With the ferryman', file_name: 'talk.docx' } },
    ])
    const { body: tags } = await lead.call('GET', `${path}/tags`)
    expect(tags.items).toContainEqual(expect.objectContaining({ name: 'sea', definition: 'All that is wet' }))
    expect(body.report.people).toEqual([
      { name: 'Lena', as: 'you' },
      { name: 'ana', as: 'placeholder' },
      { name: 'ben', as: 'placeholder' },
      { name: 'gone', as: 'placeholder' },
    ])
    expect(linesOf(report, 'kept')).toEqual(['kept', 'sameWords'])
    expect(linesOf(report, 'changed')).toEqual(['credited', 'nested'])
    expect(linesOf(report, 'lost')).toEqual(['steps'])
    const [annotation] = (await lead.call('GET', `${path}/annotations?order=document`)).body.items
    expect(annotation.createdAt).toBe('2024-03-05T06:07:08.910Z')
    expect((await checkInstance(db)).faults).toEqual([])
  })

  test('law: whatever is highlighted, the passage has those words, white space aside', async () => {
    const piece = fc.constantFrom(
      'boat ',
      'é',
      '𝒳',
      '👩🏽‍🌾',
      '中文',
      '&amp;',
      'نص',
      '</p>\n<p>',
      '</p><p>',
      ' . ',
      '<b>sea</b>',
      '<br>',
      '&lt;',
      '\u00A0',
    )
    const squeezed = (text: string) => text.replaceAll(/\s+/g, '')
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 4, maxLength: 40 }),
        fc.uniqueArray(fc.tuple(fc.nat(300), fc.nat(20)), { maxLength: 8 }),
        async (pieces, wanted) => {
          const html = `<p>x${pieces.join('')}y</p>`
          const signs = [...wordsOf(html)]
          const marks = wanted.map(([from, length]) => {
            const start = from % signs.length
            return { before: signs.slice(0, start).join(''), words: signs.slice(start, start + 1 + length).join('') }
          })
          const lead = await person(db, api, 'Lena')
          const { path, status, report } = await brought(
            lead,
            await project(html, [], {
              highlights: marks.map(({ before, words }, at) => {
                const start = Buffer.byteLength(before)
                const snippet = words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
                return [at + 1, 1, start, start + Buffer.byteLength(words), snippet]
              }),
            }),
          )
          expect(status).toBe(201)
          const quotes = (await marksOf(lead, path)).map(({ quote }) => squeezed(quote))
          const expected = new Set(marks.map(({ words }) => squeezed(words)).filter(Boolean))
          expect(new Set(quotes)).toEqual(expected)
          expect(report.said.changed.filter(({ key }: { key: string }) => /Words$/.test(key))).toEqual([])
        },
      ),
      { numRuns: 15 },
    )
    expect((await checkInstance(db)).faults).toEqual([])
  })

  test('what does not fit is named, each kind with its number, and the rest is there', async () => {
    const lead = await person(db, api, 'Lena')
    const html = '<p>Only these words, and these words.</p><p>Salt.</p>'
    const { status, path, report } = await brought(
      lead,
      await project(html, [], {
        projects: [
          [1, 'Coast', '', 'no day'],
          [2, 'Never begun', '', day],
        ],
        documents: [
          [1, 'Talk', '', 'Talk', day, 1, 'RIGHT_TO_LEFT', html],
          [2, 'Nothing', '', 'Nothing', day, 1, 'LEFT_TO_RIGHT', ''],
        ],
        tags: [
          [1, 1, 'Sea', ''],
          [2, 1, 'sea', ''],
        ],
        highlights: [
          [1, 1, 5, 10, 'these'],
          [2, 1, 900, 910, 'Salt'],
          [3, 1, 900, 910, 'these words'],
          [4, 1, 5, 10, 'Only'],
          [5, 1, 4, 5, ' '],
          [6, 1, 7, 7, ''],
          [7, 9, 0, 4, 'Lost'],
          [8, 1, -1, 4, '<p>nowhere'],
        ],
        highlight_tags: [
          [1, 1],
          [1, 77],
        ],
        commands: [added(1, 'ana', { type: 'tag_add', tag_id: 1 }), [2, day, 'ana', 1, null, 'no JSON']],
      }),
    )
    expect(status).toBe(201)
    expect(await marksOf(lead, path)).toEqual([
      { quote: 'Salt', start: 35, tags: [], by: 'Lena', note: '' },
      { quote: 'these', start: 5, tags: ['Sea'], by: 'Lena', note: '' },
    ])
    expect((await lead.call('GET', `${path}/documents`)).body.items).toMatchObject([
      { title: 'Nothing', length: 0 },
      { title: 'Talk', direction: 'rtl' },
    ])
    expect(linesOf(report, 'kept')).toEqual(['kept', 'sameWords'])
    expect(linesOf(report, 'changed')).toEqual(['byWords', 'credited', 'joined', 'otherWords', 'renamed'])
    expect(linesOf(report, 'lost')).toEqual([
      'emptyProjects',
      'emptySelections',
      'noDocument',
      'outside',
      'steps',
      'unknownCodes',
    ])
    const { said } = report
    expect(said.lost.find(({ key }: { key: string }) => key === 'reports.qda.outside').values.count).toBe(2)
  })

  test('what is longer than its place may hold becomes a memo about it, and nothing of it is cut', async () => {
    const lead = await person(db, api, 'Lena')
    const long = 'Long. '.repeat(1000).trim()
    const { path, report } = await brought(
      lead,
      await project('<p>Salt.</p>', [], {
        projects: [[1, 'Coast', long, day]],
        documents: [[1, 'Talk', long, 'Talk', day, 1, 'LEFT_TO_RIGHT', '<p>Salt.</p>']],
        tags: [[1, 1, 'Sea', long]],
      }),
    )
    const memos = (await lead.call('GET', `${path}/memos`)).body.items
    expect(memos.map(({ title, text }: { title: string; text: string }) => [title, text]).sort()).toEqual([
      ['Coast', long],
      ['Sea', long],
      ['Talk', long],
    ])
    expect(linesOf(report, 'changed')).toEqual(['longer'])
  })

  test('somebody whose address is one’s own is oneself', async () => {
    const lead = await person(db, api, 'Lena')
    const email = (await lead.call('GET', '/me')).body.email
    const { path, body } = await brought(
      lead,
      await project('<p>Salt.</p>', ['Salt'], {
        users: [['lena', email]],
        project_members: [[1, 'lena', 'ADMIN']],
        commands: [added(1, 'lena', { type: 'highlight_add', highlight_id: 1 })],
      }),
    )
    expect(body.report.people).toEqual([{ name: 'Lena', as: 'you' }])
    expect(await marksOf(lead, path)).toMatchObject([{ by: 'Lena' }])
  })

  const sample = new URL(
    `../../../${process.env.SHARED_DIR ?? '../shared'}/fixtures/samples/taguette/qualilab_bills_45docs.sqlite3`,
    import.meta.url,
  )
  test.skipIf(!existsSync(sample))(
    'a project of 45 documents: every highlight has the words that the file keeps of it (skipped where ../shared is absent)',
    async () => {
      interface Sample {
        file: string
        counts: Record<string, number>
        assertions: { text: string }[]
      }
      const expected = (JSON.parse(readFileSync(new URL('../EXPECTED.json', sample), 'utf8')) as Sample[]).find(
        ({ file }) => file.endsWith('.sqlite3'),
      )
      const lead = await person(db, api, 'Lena')
      const { status, path, report } = await brought(lead, readFileSync(sample))
      expect(status).toBe(201)
      const { documents, tags, highlights } = expected?.counts ?? {}
      expect((await lead.call('GET', `${path}/documents?limit=1`)).body.total).toBe(documents)
      expect((await lead.call('GET', `${path}/tags?limit=1`)).body.total).toBe(tags)
      const marks = await marksOf(lead, path)
      const { values: joined } = report.said.changed.find(({ key }: { key: string }) => key.endsWith('joined')) ?? {}
      expect(marks.length + (joined?.count ?? 0)).toBe(highlights)
      expect(report.said.kept.find(({ key }: { key: string }) => key.endsWith('sameWords')).values.count).toBe(
        highlights,
      )
      const squeezed = (text: string) => text.replaceAll(/\s+/g, ' ').trim()
      const quotes = new Set(marks.map(({ quote }) => squeezed(quote)))
      for (const { text } of expected?.assertions ?? []) expect(quotes).toContain(squeezed(text))
      expect(new Set(marks.map(({ by }) => by))).toEqual(new Set(['admin']))
      expect(linesOf(report, 'lost')).toEqual(['steps'])
    },
  )
})
