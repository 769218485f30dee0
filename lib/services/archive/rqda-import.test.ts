import { afterAll, describe, expect, test } from 'vitest'
import { closeImporter } from '@/lib/importers/import-document'
import { checkInstance } from '@/lib/services/backup/check-instance'
import { brought, linesOf, marksOf } from '@/testing/brought-project'
import { freshDatabase } from '@/testing/fresh-database'
import { charactersAt, rqdaTables, sqliteFile } from '@/testing/sqlite-files'
import { apiOn, person } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
afterAll(() => closeImporter())

const day = 'Tue Mar  5 06:07:08 2024'
const talk = 'Emoji 😀 first.\nThen the boats.\nThen the sea.'
const coding = (
  code: number,
  words: string,
  { owner = 'ana', status = 1, memo = null as string | null, at = charactersAt(talk, words) } = {},
) => [code, 1, words, at.start, at.end, status, owner, day, memo] as const

describe('a project of RQDA', () => {
  test('comes in with its files, codes, codings, categories, cases, attributes and memos', async () => {
    const lead = await person(db, api, 'Lena')
    const { status, path, body, report } = await brought(
      lead,
      await sqliteFile(rqdaTables, {
        project: [['0.2.2', day, null, 'Of the coast', 'about', null]],
        source: [
          ['Talk', 1, talk, 'Recorded at noon', 'ana', day, null, 1],
          ['Thrown away', 2, 'Nothing.', null, 'ana', day, null, 0],
        ],
        freecode: [
          ['Sea', 'Salt', 'ana', day, null, 1, 1, '#3366AA'],
          ['Boats', null, 'ben', day, null, 2, 1, null],
          ['Old', null, 'ben', day, null, 3, 0, null],
        ],
        codecat: [['Water', null, 7, 'ana', day, null, 'All that is wet', 1]],
        treecode: [
          [1, 7, day, null, null, 1, 'ana'],
          [2, 7, day, null, null, 1, 'ana'],
        ],
        filecat: [
          ['Interviews', null, 1, 'ana', day, null, null, 1],
          ['Loud', null, 2, 'ana', day, null, null, 1],
        ],
        treefile: [
          [1, 1, day, null, null, 1, 'ana'],
          [1, 2, day, null, null, 1, 'ana'],
        ],
        coding: [
          coding(1, 'the sea', { memo: 'Here at last' }),
          coding(2, 'the boats'),
          coding(1, 'Then the', { status: 0 }),
        ],
        coding2: [coding(2, 'the boats', { owner: 'ben' })],
        cases: [['Ferryman', 'Speaks softly', 'ana', day, null, 4, 1]],
        caselinkage: [[4, 1, 0, [...talk].length, 1, 'ana', day, null]],
        attributes: [
          ['Age', 1, day, null, 'ana', null, 'numeric'],
          ['Place', 1, day, null, 'ana', null, 'character'],
        ],
        caseAttr: [['Age', '41', 4, day, null, 'ana', 1]],
        fileAttr: [['Place', 'Harbour', 1, day, null, 'ana', 1]],
        journal: [['First week', 'We began.', day, null, 'ben', 1]],
        annotation: [[1, 20, 'Which ones?', 'ben', day, null, 1]],
        image: [['photo.jpg', 1, day, null, 'ana', 1]],
        imageCoding: [[1, 1, 0, 0, 5, 5, null, day, null, 'ana', 1]],
      }),
    )
    expect(status).toBe(201)
    expect(body.project).toMatchObject({ name: 'RQDA', description: 'Of the coast' })
    expect(await marksOf(lead, path)).toEqual([
      { quote: 'the boats', start: 21, tags: ['Boats'], by: 'ana', note: '' },
      { quote: 'the boats', start: 21, tags: ['Boats'], by: 'ben', note: '' },
      { quote: 'the sea', start: 37, tags: ['Sea'], by: 'ana', note: 'Here at last' },
    ])
    const documents = (await lead.call('GET', `${path}/documents`)).body.items
    expect(documents).toMatchObject([
      {
        ...{ title: 'Talk', createdAt: '2024-03-05T06:07:08.000Z' },
        attributes: { case: 'Ferryman', category: 'Interviews; Loud', age: 41, place: 'Harbour' },
      },
    ])
    const [theme] = (await lead.call('GET', `${path}/themes`)).body.items
    expect(theme).toMatchObject({ name: 'Water', definition: 'All that is wet' })
    expect(theme.tagIds).toHaveLength(2)
    const memos = (await lead.call('GET', `${path}/memos`)).body.items
    expect(memos.map(({ title, text }: { title: string; text: string }) => [title, text])).toEqual(
      expect.arrayContaining([
        ['First week', 'We began.'],
        ['… the boats. Then the sea.', 'Which ones?'],
        ['Talk', 'Recorded at noon'],
        ['Ferryman', 'Speaks softly'],
      ]),
    )
    expect(linesOf(report, 'kept')).toEqual(['kept', 'memos', 'reading', 'sameWords'])
    expect(linesOf(report, 'changed')).toEqual(['asThemes', 'cases'])
    expect(linesOf(report, 'lost')).toEqual(['deleted', 'media', 'regions'])
    expect((await checkInstance(db)).faults).toEqual([])
  })

  test('one that lacks a column is refused, and nothing stays', async () => {
    const lead = await person(db, api, 'Lena')
    const { status, body } = await brought(lead, await sqliteFile(rqdaTables.replaceAll('selend real, ', '')))
    expect([status, body.detail]).toEqual([422, expect.stringMatching(/RQDA, but lacks coding\.selend/)])
    expect((await lead.call('GET', '/projects')).body.items).toEqual([])
  })
})
