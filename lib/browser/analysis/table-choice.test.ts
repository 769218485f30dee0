import { expect, test } from 'vitest'
import { askedOf, excerptsOf, readTable, writeTable, type OpenedCell } from './table-choice'

const read = (query: string) => readTable(new URLSearchParams(query))
const [p, tag, other] = ['p', 'a0000000-0000-7000-8000-000000000001', 'a0000000-0000-7000-8000-000000000002']

test.each([
  'table=tag-document',
  'table=tag-attribute&attributeKey=genre&withBelow=true&counted=documents&share=row&sort=all&ascending=true',
  `table=timeline&by=quarter&share=column&unused=true&tagId=${tag}&starred=true`,
  `table=cooccurrence&within=paragraph&sameAuthor=true&withBelow=true&coefficient=true&from=2026-01-02`,
  'table=saturation&withBelow=true&caseId=k&caseId=l&layer=consensus',
  'table=words&stopWords=true&words=400&documentId=d',
])('an address says the same again: %s', (query) => {
  expect(writeTable(read(query))).toBe(query)
})

test('what an address does not know is left aside, and a table is of one layer', () => {
  expect(writeTable(read('table=pie&by=week&layer=both&share=most'))).toBe('table=tag-document')
})

test('the API is asked for a table without what only a file shows', () => {
  const choice = read(`table=tag-document&counted=documents&share=row&tagId=${tag}`)
  expect(askedOf(p, choice, 'UTC')).toBe(`/projects/p/analysis/tag-document?tagId=${tag}&layer=coder`)
  expect(askedOf(p, choice, 'UTC', 'csv')).toBe(
    `/projects/p/analysis/tag-document?counted=documents&share=row&format=csv&bom=true&tagId=${tag}&layer=coder`,
  )
})

test('words are asked for of documents, whatever else is filtered by', () => {
  const choice = read('table=words&stopWords=true&documentId=d&caseId=k&authorId=a&q=x')
  expect(askedOf(p, choice, 'UTC')).toBe('/projects/p/analysis/words?stopWords=true&limit=200&documentId=d')
  expect(askedOf(p, choice, 'UTC', 'xlsx')).toBe(
    '/projects/p/analysis/words?stopWords=true&format=xlsx&limit=50000&documentId=d',
  )
})

test.each<[string, OpenedCell, string]>([
  [
    'table=tag-document',
    { row: tag, column: { id: 'd' } },
    `excerpts?layer=coder&tagId=${tag}&exact=true&documentId=d`,
  ],
  [
    'table=tag-document&documentId=d&documentId=e',
    { column: { id: 'd' } },
    'excerpts?documentId=d&layer=coder&untagged=false',
  ],
  ['table=tag-author&layer=consensus', { column: { id: 'consensus' } }, 'excerpts?layer=consensus&untagged=false'],
  [`table=tag-author&withBelow=true&tagId=${other}`, { row: tag }, `excerpts?tagId=${tag}&layer=coder&exact=false`],
  [
    'table=tag-attribute&attributeKey=genre',
    { column: { id: '' } },
    'excerpts?layer=coder&untagged=false&attribute=genre%3D',
  ],
  [
    'table=timeline&by=quarter',
    { column: { id: '2014-Q2' } },
    'excerpts?layer=coder&untagged=false&period=date%3D2014-Q2',
  ],
  [
    'table=timeline&by=month',
    { column: { id: '2014', isCoarse: true } },
    'excerpts?layer=coder&untagged=false&attribute=date%3D2014',
  ],
  [
    `table=cooccurrence&within=document&tagId=${tag}&tagId=${other}`,
    { row: tag, column: { id: other } },
    `analysis/cooccurrence/excerpts?layer=coder&row=${tag}&column=${other}&within=document`,
  ],
  [
    `table=cooccurrence&withBelow=true&tagId=${tag}`,
    { row: tag, column: { id: other } },
    `analysis/cooccurrence/excerpts?layer=coder&row=${tag}&column=${other}&withBelow=true`,
  ],
  ['table=cooccurrence&withBelow=true', { row: tag }, `excerpts?layer=coder&tagId=${tag}&exact=false`],
])('%s leads from a cell to what it counts', (query, cell, path) => {
  expect(excerptsOf(p, read(query), cell, 'UTC')).toBe(`/projects/p/${path}`)
})
