import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bestNames } from './best-names'
import { wordsIn } from './has-words'

const names = (query: string, ...given: string[]) =>
  bestNames(
    query,
    given.map((name) => ({ name })),
    10,
  ).map(({ name }) => name)

test('the name itself comes first, then what begins with the words, then a word that does, then the rest', () => {
  expect(names('security', 'insecurity', 'Non-traditional security', 'Security of supply', 'SECURITY')).toEqual([
    'SECURITY',
    'Security of supply',
    'Non-traditional security',
    'insecurity',
  ])
  expect(names('ecole', 'Les écoles', 'École')).toEqual(['École', 'Les écoles'])
  expect(names('安全', '国家安全', '安全')).toEqual(['安全', '国家安全'])
  expect(names('  ', 'a')).toEqual([])
  expect(names('b a', 'a b')).toEqual(['a b'])
})

test('of a tree, what stands higher comes first among equals', () => {
  const rows = [
    { name: 'Coast guard', path: ['Actors', 'State'] },
    { name: 'Cooperation', path: [] },
    { name: 'co', path: ['Actors'] },
    { name: 'Costs', path: ['Cooperation'] },
  ]
  expect(bestNames('co', rows, 9).map(({ name }) => name)).toEqual(['co', 'Cooperation', 'Costs', 'Coast guard'])
})

test('what is found are the rows that have the words, each once, as many as asked for', () => {
  const name = fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'B', ' ', '-', '安'), maxLength: 8 })
  fc.assert(
    fc.property(name, fc.array(name, { maxLength: 30 }), fc.nat(12), (query, given, limit) => {
      const rows = given.map((each) => ({ name: each }))
      const found = bestNames(query, rows, limit)
      const all = query.trim() === '' ? [] : rows.filter((row) => wordsIn(query)(row.name))
      expect(found).toHaveLength(Math.min(limit, all.length))
      expect(new Set(found).size).toBe(found.length)
      for (const row of found) expect(all).toContain(row)
    }),
  )
})
