import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { stopLanguages, stopWordsOf } from '@/lib/domain/analysis/stop-words'
import { tokensOf } from '@/lib/domain/search/tokens'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, reader, path } = await team(db, api)

const texts = [
  ['en', 'The sea is the sea, and THE Sea is old.\n\nÉtude by étude; half is \u00BD of it 🌊🌊, x\u0301.'],
  ['de', 'Die See ist alt. The sea, sagte sie, und die See.'],
  ['zh', '非传统安全是国家安全的一部分。The sea.'],
  // More places of one word than the index keeps, so that it has none of this paragraph.
  ['en', `${'salt and '.repeat(400)}\n\nsalt`],
] as const
const documents: { id: string; language: string; text: string }[] = []
for (const [i, [language, text]] of texts.entries()) {
  const { body } = await lead.call('POST', `${path}/documents`, { title: `Text ${i}`, text, language })
  const { id } = body.document
  documents.push({ id, language, text: (await lead.call('GET', `${path}/documents/${id}/text`)).text })
}

/** The table that somebody makes by hand of some of the texts. */
function byHand(among: typeof documents, withStopWords: boolean) {
  const words = new Map<string, { count: number; documents: Set<string> }>()
  let total = 0
  for (const { id, language, text } of among)
    for (const { form } of tokensOf(text)) {
      total += 1
      if (!withStopWords && stopWordsOf(language).has(form)) continue
      const known = words.get(form) ?? { count: 0, documents: new Set() }
      words.set(form, { count: known.count + 1, documents: known.documents.add(id) })
    }
  const table = [...words].map(
    ([
      form,
      {
        count,
        documents: { size },
      },
    ]) => ({ form, count, documents: size }),
  )
  const inOrder = (a: { form: string; count: number }, b: { form: string; count: number }) =>
    b.count - a.count || Buffer.compare(Buffer.from(a.form), Buffer.from(b.form))
  return { words: table.toSorted(inOrder), total }
}
const ask = async (query = '') => (await reader.call('GET', `${path}/analysis/words?${query}`)).body

test('words are counted as by hand, with the words of each text’s own language left out or not', async () => {
  for (const among of [documents, documents.slice(0, 1), documents.slice(1, 3), documents.slice(3)])
    for (const withStopWords of [false, true]) {
      const query = among.map(({ id }) => `documentId=${id}`).join('&')
      const { words, different, total, waiting } = await ask(`${query}&stopWords=${withStopWords}`)
      const hand = byHand(among, withStopWords)
      expect(words).toEqual(hand.words)
      expect({ different, total, waiting }).toEqual({ different: hand.words.length, total: hand.total, waiting: 0 })
    }
  expect((await ask()).words[0]).toEqual({ form: 'salt', count: 401, documents: 1 })
})

test('a cut table says how many words there are', async () => {
  const { words, different } = await ask('limit=2')
  expect(words).toHaveLength(2)
  expect(different).toBe(byHand(documents, false).words.length)
})

test('they are a file', async () => {
  const { text } = await lead.call('GET', `${path}/analysis/words?format=csv&limit=1&documentId=${documents[3]!.id}`)
  const records: string[][] = parse(text)
  expect(records[0]).toEqual(['word', 'count', 'documents', 'perThousandWords'])
  expect(records[1]!.slice(0, 3)).toEqual(['salt', '401', '1'])
  expect(Number(records[1]![3])).toBeCloseTo((1000 * 401) / 801)
})

test('a text that is not ready for search is not counted, and the answer says so', async () => {
  const { id } = documents[0]!
  await db.searchText.deleteMany({ where: { documentId: id } })
  expect(await ask(`documentId=${id}`)).toMatchObject({ words: [], total: 0, waiting: 1 })
})

test('every list of common words is of forms that a text has', () => {
  for (const language of stopLanguages) {
    expect(stopWordsOf(language).size, language).toBeGreaterThan(30)
    expect(stopWordsOf(`${language}-XX`)).toBe(stopWordsOf(language))
  }
  expect(stopWordsOf('de').has('fur')).toBe(true)
  expect(stopWordsOf('tlh').size).toBe(0)
})
