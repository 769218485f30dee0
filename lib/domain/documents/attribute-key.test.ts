import { expect, test } from 'vitest'
import { attributeKey } from './attribute-key'

test.each([
  ['Genre', [], 'genre'],
  ['Date of birth', [], 'date_of_birth'],
  ['Année 2', [], 'annee_2'],
  ['2nd reader', [], 'nd_reader'],
  ['体裁', [], 'attribute_1'],
  ['体裁', ['attribute_1'], 'attribute_2'],
  ['Genre', ['genre', 'genre_1'], 'genre_2'],
  ['x'.repeat(100), [], 'x'.repeat(56)],
])('%s, where %j are taken: %s', (label, taken, key) => {
  expect(attributeKey(label, taken)).toBe(key)
  expect(key).toMatch(/^[a-z][a-z0-9_-]{0,59}$/)
})
