import fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchBlock } from '@/lib/domain/search/match-block'
import { parseQuery } from '@/lib/domain/search/query'
import { findIn } from '@/lib/domain/search/find-in'
import type { Folding } from '@/lib/domain/search/fold-character'
import { foldText } from '@/lib/domain/search/folded-text'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

const words = [
  ...[
    'salt',
    'Salz',
    'straße',
    'STRASSE',
    'résumé',
    're\u0301sume\u0301',
    'ﬁsh',
    'fish',
    'İzmir',
    'se\u00adcure',
    'secure',
  ],
  ...['安全', '安', '全', '国家', 'ความ', 'มั่นคง', 'שלום', 'كتاب', '👩‍👩‍👧', '👩', '½', 'don’t', 'non-fish', '\u{20000}'],
]
const word = fc.constantFrom(...words)
const text = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' ', ', ', '。', '. ', '\n', '')), { minLength: 1, maxLength: 12 })
  .map((parts) => parts.map((part) => part.join('')).join(''))
const query = fc
  .array(fc.tuple(word, fc.constantFrom(' ', ' OR ', ' AND ', ' -', ' NEAR/2 ', '* ', '" "')), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.map((part) => part.join('')).join('') + parts[0]![0])

test('law: what the index finds is what a look at every paragraph finds, for words and phrases, whatever is told apart', async () => {
  const { lead, path } = await team(db, api, [])
  const texts = fc.sample(text, { numRuns: 40, seed: 12 })
  const stored: string[] = []
  for (const [at, one] of texts.entries()) {
    const made = await lead.call('POST', `${path}/documents`, { title: `d${at}`, text: one, language: 'und' })
    // A text without a letter is refused.
    if (made.status === 201)
      stored.push((await lead.call('GET', `${path}/documents/${made.body.document.id}/text`)).text)
  }
  expect(stored.length).toBeGreaterThan(30)
  const blocks = stored.flatMap((one) => one.split('\n'))
  let found = 0
  for (const [at, q] of fc.sample(query, { numRuns: 120, seed: 21 }).entries()) {
    const folding: Folding = { case: at % 3 === 0 ? 'exact' : 'folded', accents: at % 5 === 0 ? 'exact' : 'folded' }
    const mode = at % 4 === 0 ? 'phrase' : 'words'
    const parsed = parseQuery(q, folding)
    if (mode === 'words' && !parsed.ok) continue
    const wanted = blocks.reduce((sum, block) => {
      if (mode === 'phrase') return sum + findIn(foldText(block, folding), q.trim(), folding).length
      return sum + (parsed.ok ? matchBlock(block, parsed.query, folding).length : 0)
    }, 0)
    const asked = new URLSearchParams({ q, mode, case: String(at % 3 === 0), accents: String(at % 5 === 0) }).toString()
    const { body } = await lead.call('GET', `${path}/search/counts?${asked}`)
    expect(body.total, `${mode} ${q}`).toBe(wanted)
    found += wanted
  }
  expect(found).toBeGreaterThan(100)
})
