import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { closeImporter } from '@/lib/importers/import-document'
import { checkInstance } from '@/lib/services/backup/check-instance'
import { brought, linesOf, marksOf } from '@/testing/brought-project'
import { archive } from '@/testing/document-files'
import { freshDatabase } from '@/testing/fresh-database'
import { charactersAt, qualcoderTables, sqliteFile } from '@/testing/sqlite-files'
import { apiOn, person, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
afterAll(() => closeImporter())

const day = '2024-03-05 06:07:08'
const talk = 'Emoji 😀 first.\nThen the boats.\nThen the sea.'
type Rows = NonNullable<Parameters<typeof sqliteFile>[1]>

const folder = async (rows: Rows, tables = qualcoderTables, name = 'Coast.qda') =>
  Buffer.from(
    await archive({ [`${name}/data.qda`]: await sqliteFile(tables, rows), [`${name}/documents/talk.txt`]: 'x' }),
  )

const project = ['v17', day, 'Of the coast', 'QualCoder 4.0', null, null, 'Ana', ''] as const
const source = (id: number, name: string, text: string | null, mediapath: string | null = null, memo = '') =>
  [id, name, text, mediapath, memo, 'Ana', day, null, null] as const
const coding = (
  id: number,
  code: number,
  words: string,
  { owner = 'Ana', memo = '', important = 0, at = charactersAt(talk, words) } = {},
) => [id, code, 1, words, at.start, at.end, owner, day, memo, null, important] as const

async function memosOf(who: Caller, path: string) {
  const { items } = (await who.call('GET', `${path}/memos`)).body
  return items.map(({ title, kind, text, subject, author }: Record<string, unknown>) => ({
    title,
    kind,
    text,
    subject: (subject as { type: string }).type,
    by: (author as { name: string }).name,
  }))
}

describe('a project of QualCoder', () => {
  test('comes in with its texts, codes, codings, memos, cases and attributes', async () => {
    const lead = await person(db, api, 'Lena')
    const { status, path, body, report } = await brought(
      lead,
      await folder({
        project: [project],
        source: [source(1, 'Talk', talk, null, 'Recorded at noon')],
        code_cat: [
          [1, 'Water', 'Ana', day, 'All that is wet', null],
          [2, 'Salt water', 'Ana', day, '', 1],
        ],
        code_name: [
          [1, 'Sea', 'Salt', 2, 'Ana', day, '#3366AA', null],
          [2, 'Deep sea', '', null, 'Ben', day, '#ff0000', 1],
          [3, 'Boats', '', null, 'Ben', day, 'no colour', null],
        ],
        code_text: [
          coding(1, 1, 'the sea', { memo: 'Here at last', important: 1 }),
          coding(2, 2, 'the sea'),
          coding(3, 3, 'the boats', { owner: 'Ben' }),
        ],
        annotation: [[1, 1, 0, 5, 'Which one?', 'Ben', day]],
        attribute_type: [
          ['Age', day, 'Ana', '', 'case', 'numeric'],
          ['Place', day, 'Ana', '', 'file', 'character'],
        ],
        attribute: [
          [1, 'Age', 'case', '41', 1, day, 'Ana'],
          [2, 'Place', 'file', 'Harbour', 1, day, 'Ana'],
          [3, 'Place', 'file', '', 9, day, 'Ana'],
        ],
        cases: [[1, 'Ferryman', 'Speaks softly', 'Ana', day]],
        case_text: [[1, 1, 1, 0, [...talk].length, 'Ana', day, '']],
        journal: [[1, 'First week', 'We began.\nIt rained.', day, 'Ben']],
        coder_names: [['Ana', 1]],
      }),
    )
    expect(status).toBe(201)
    expect(body.project).toMatchObject({ name: 'Coast', description: 'Of the coast' })
    expect(await marksOf(lead, path)).toEqual([
      { quote: 'Emoji', start: 0, tags: [], by: 'Ben', note: 'Which one?' },
      { quote: 'the boats', start: 21, tags: ['Boats'], by: 'Ben', note: '' },
      {
        ...{ quote: 'the sea', start: 37, by: 'Ana', note: 'Here at last' },
        tags: ['Water/Salt water/Sea', 'Water/Salt water/Sea/Deep sea'],
      },
    ])
    const [document] = (await lead.call('GET', `${path}/documents`)).body.items
    expect(document).toMatchObject({ title: 'Talk', attributes: { case: 'Ferryman', age: 41, place: 'Harbour' } })
    const tags = (await lead.call('GET', `${path}/tags`)).body.items
    expect(tags).toContainEqual(expect.objectContaining({ name: 'Sea', colour: '#3366aa', definition: 'Salt' }))
    expect(await memosOf(lead, path)).toEqual(
      expect.arrayContaining([
        { title: 'First week', kind: 'journal', text: 'We began.\nIt rained.', subject: 'project', by: 'Ben' },
        { title: 'Talk', kind: 'memo', text: 'Recorded at noon', subject: 'document', by: 'Ana' },
        { title: 'Ferryman', kind: 'memo', text: 'Speaks softly', subject: 'document', by: 'Ana' },
      ]),
    )
    const starred = (await lead.call('GET', `${path}/annotations?starred=true`)).body.items
    expect(starred.map(({ quote }: { quote: string }) => quote)).toEqual(['the sea'])
    expect(linesOf(report, 'kept')).toEqual(['kept', 'memos', 'reading', 'sameWords'])
    expect(linesOf(report, 'changed')).toEqual(['cases', 'categories', 'joined'])
    expect(report.lost).toEqual([])
    expect((await checkInstance(db)).faults).toEqual([])
  })

  test('law: whatever was coded, the passage has those words', async () => {
    const piece = fc.constantFrom('boat ', 'é', '𝒳', '👩🏽‍🌾', '中文', 'نص', '\n', '\r\n', ' . ', 'sea')
    await fc.assert(
      fc.asyncProperty(
        fc.array(piece, { minLength: 4, maxLength: 40 }),
        fc.uniqueArray(fc.tuple(fc.nat(300), fc.nat(20)), { maxLength: 8, selector: ([from]) => from }),
        async (pieces, wanted) => {
          const text = `x${pieces.join('')}y`
          const signs = [...text]
          const marks = wanted.map(([from, length]) => {
            const start = from % signs.length
            const end = Math.min(signs.length, start + 1 + length)
            return { start, end, words: signs.slice(start, end).join('') }
          })
          const lead = await person(db, api, 'Lena')
          const { path, status } = await brought(
            lead,
            await folder({
              project: [project],
              source: [source(1, 'Talk', text)],
              code_name: marks.map((_, at) => [at, `Code ${at}`, '', null, 'Ana', day, '', null]),
              code_text: marks.map(({ start, end, words }, at) => [
                at,
                at,
                1,
                words,
                start,
                end,
                'Ana',
                day,
                '',
                null,
                0,
              ]),
            }),
          )
          expect(status).toBe(201)
          const squeezed = (words: string) => words.replaceAll(/\s+/g, '')
          const quotes = new Set((await marksOf(lead, path)).map(({ quote }) => squeezed(quote)))
          for (const { words } of marks) if (squeezed(words) !== '') expect(quotes).toContain(squeezed(words))
        },
      ),
      { numRuns: 15 },
    )
    expect((await checkInstance(db)).faults).toEqual([])
  })

  test('an older version, without the columns and tables that came later, is read alike, and its database alone too', async () => {
    const lead = await person(db, api, 'Lena')
    const tables = `
      CREATE TABLE project (databaseversion text, date text, memo text);
      CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text);
      CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer);
      CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text);
      CREATE TABLE code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text);`
    const { status, path, body } = await brought(
      lead,
      await sqliteFile(tables, {
        project: [['v1', day, '']],
        source: [[1, 'Talk', talk, null, '', 'Ana', 'yesterday']],
        code_name: [[1, 'Sea', '', null, 'Ana', day, '#3366AA']],
        code_text: [[1, 1, 'the sea', 36, 43, 'Ana', day, '']],
      }),
    )
    expect(status).toBe(201)
    expect(body.project.name).toBe('QualCoder')
    expect(await marksOf(lead, path)).toEqual([{ quote: 'the sea', start: 37, tags: ['Sea'], by: 'Ana', note: '' }])
  })

  test('what does not fit is named, each kind with its number, and the rest is there', async () => {
    const lead = await person(db, api, 'Lena')
    const { status, path, report } = await brought(
      lead,
      await folder(
        {
          project: [project],
          source: [
            source(1, 'Talk', talk),
            source(2, 'Photo', null, '/images/photo.jpg'),
            source(3, 'Tape', null, 'audio:/far/tape.mp3'),
            source(4, 'Paper', 'Words of a paper.', '/docs/paper.pdf'),
            source(5, 'Gone', null, '/docs/gone.docx'),
          ],
          code_cat: [
            [1, 'A', 'Ana', day, '', 2],
            [2, 'B', 'Ana', day, '', 1],
          ],
          code_name: [
            [1, 'Sea', 'Long. '.repeat(2000), null, '', day, '', null],
            [2, 'Lost', '', 77, 'Ana', day, '', null],
          ],
          code_text: [
            coding(1, 1, 'the sea', { at: { start: 900, end: 907 }, owner: '' }),
            coding(2, 1, 'no such words', { at: { start: 900, end: 907 } }),
            coding(3, 1, 'Other words', { at: { start: 0, end: 5 } }),
            coding(4, 9, 'Emoji', { owner: 'Ben' }),
            coding(5, 1, '', { at: { start: 3, end: 3 } }),
            [6, 1, 99, 'of nothing', 0, 5, 'Ana', day, '', null, 0],
          ],
          code_image: [[1, 2, 0, 0, 5, 5, 1, '', day, 'Ana', 0, null]],
          code_av: [[1, 3, 0, 900, 1, '', day, 'Ana', 0]],
          attribute_type: [['Age', day, 'Ana', '', 'file', 'numeric']],
          attribute: [[1, 'Age', 'file', 'old', 1, day, 'Ana']],
          cases: [
            [1, 'Both', '', 'Ana', day],
            [2, 'Part', '', 'Ana', day],
          ],
          case_text: [
            [1, 1, 1, 0, 43, 'Ana', day, ''],
            [2, 1, 4, 0, 17, 'Ana', day, ''],
            [3, 2, 1, 3, 9, 'Ana', day, ''],
          ],
          journal: [[1, 'Blank', '', day, 'Ben']],
          graph: [[1, 'Drawn', '', day, 9, 9]],
          stored_sql: [['Asked', '', '', 'select 1']],
          ris: [
            [1, 'TI', 'Title', 'A'],
            [1, 'AU', 'Author', 'B'],
          ],
          surprises: [[1]],
        },
        `${qualcoderTables}; CREATE TABLE surprises (x integer);`,
      ),
    )
    expect(status).toBe(201)
    expect(await marksOf(lead, path)).toEqual([
      { quote: 'Emoji', start: 0, tags: ['Sea'], by: 'Ana', note: '' },
      { quote: 'Emoji', start: 0, tags: [], by: 'Ben', note: '' },
      { quote: 'the sea', start: 37, tags: ['Sea'], by: 'Lena', note: '' },
    ])
    expect(linesOf(report, 'changed')).toEqual(['byWords', 'categories', 'longer', 'moved', 'otherWords'])
    expect(linesOf(report, 'lost')).toEqual([
      ...['casesOfMany', 'emptySelections', 'graphs', 'media', 'noDocument', 'noText', 'originals'],
      ...['otherTables', 'outside', 'queries', 'references', 'regions', 'unknownCodes', 'values'],
    ])
    expect(await memosOf(lead, path)).toContainEqual(expect.objectContaining({ title: 'Blank', text: '' }))
    const count = (key: string) =>
      report.said.lost.find((line: { key: string }) => line.key.endsWith(`.${key}`)).values.count
    expect(['casesOfMany', 'media', 'originals', 'regions', 'references'].map(count)).toEqual([2, 2, 2, 2, 1])
    expect((await checkInstance(db)).faults).toEqual([])
  })

  test.each<[string, () => Promise<Buffer>, RegExp]>([
    [
      'an archive of two projects',
      async () => {
        const data = await sqliteFile(qualcoderTables, { project: [project] })
        return Buffer.from(await archive({ 'A.qda/data.qda': data, 'B.qda/data.qda': data }))
      },
      /2 projects in the archive: A, B/,
    ],
    [
      'a folder whose database is none',
      async () => Buffer.from(await archive({ 'A.qda/data.qda': 'Salt came.' })),
      /damaged, or was cut off/,
    ],
    [
      'one that lacks a column',
      () =>
        folder(
          {},
          qualcoderTables
            .replace('pos1 integer, owner text, date text, memo text, avid', 'owner text, date text, memo text, avid')
            .replace('unique(cid,fid,pos0,pos1,owner)', 'unique(cid)'),
        ),
      /lacks code_text\.pos1/,
    ],
  ])('%s is refused, and nothing stays', async (_, file, why) => {
    const lead = await person(db, api, 'Lena')
    const { status, body } = await brought(lead, await file())
    expect([status, body.detail]).toEqual([422, expect.stringMatching(why)])
    expect((await lead.call('GET', '/projects')).body.items).toEqual([])
  })
})
