import { describe, expect, test } from 'vitest'
import { arrangeDocuments, countValues, type ArrangedDocument } from './documents/arrange-documents'
import { planAttributes } from './documents/plan-attributes'
import { tellSides } from './history/tell-sides'
import { ownValue } from './own-value'

/** What every object, list or function has something under. */
const keys = new Set([Object.prototype, Array.prototype, Function.prototype].flatMap(Object.getOwnPropertyNames))

const bare: ArrangedDocument = {
  id: '1',
  title: 'Bare',
  language: 'en',
  format: 'txt',
  wordCount: 1,
  pageCount: 1,
  annotationCount: 0,
  coders: [],
  mine: { annotationCount: 0, state: null },
  createdBy: { name: 'Ada' },
  createdAt: '2026-11-22T17:00:00Z',
  attributes: {},
}
const given = (key: string): ArrangedDocument => ({ ...bare, id: '2', title: 'Given', attributes: record(key, 'here') })
// A literal would set the prototype where the key is `__proto__`.
const record = <T>(key: string, value: T): Record<string, T> => Object.fromEntries([[key, value]])

describe.each([...keys])('the key %s', (key) => {
  test('is read where it is given alone', () => {
    expect([ownValue({}, key), ownValue(record(key, 1), key)]).toEqual([undefined, 1])
  })

  test('lists, counts and filters documents', () => {
    const attribute = { key, type: 'text', choices: [] } as const
    const documents = [given(key), bare]
    const arranged = (conditions: Parameters<typeof arrangeDocuments>[2]['conditions'], text = '') =>
      arrangeDocuments(documents, [attribute], {
        text,
        conditions,
        sort: { column: `attribute:${key}`, descending: true },
      }).map(({ title }) => title)
    expect(arranged({})).toEqual(['Given', 'Bare'])
    expect(arranged(record(key, { kind: 'missing' }))).toEqual(['Bare'])
    expect(arranged({}, 'native code')).toEqual([])
    expect(countValues(documents, attribute)).toEqual([
      { value: 'here', count: 1 },
      { value: null, count: 1 },
    ])
  })

  test('is filled from a sheet', () => {
    const plan = planAttributes(
      [{ ...bare, filename: null }],
      [{ key, label: key, type: 'text', choices: [] }],
      [
        { line: 2, name: 'Bare', values: record(key, 'new') },
        { line: 3, name: 'Nobody', values: {} },
      ],
    )
    let step = plan.next()
    while (step.done !== true) step = plan.next()
    expect(step.value[0]?.cells).toMatchObject([{ key, outcome: 'new', given: 'new', stored: null }])
  })

  test('is told in the history', () => {
    const names = { attribute: (known: string) => known } as Parameters<typeof tellSides>[1]
    const sides = { before: { attributes: {} }, after: { attributes: record(key, 'here') } }
    expect(tellSides(sides, names)).toEqual([{ field: null, label: key, before: null, after: 'here' }])
  })
})
