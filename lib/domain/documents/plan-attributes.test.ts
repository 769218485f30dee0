import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { atOnce } from '../steps'
import { givenValues, planAttributes, type FilledAttribute, type NamedDocument } from './plan-attributes'

const year: FilledAttribute = { key: 'year', label: 'Year', type: 'number', choices: [] }
const wave: FilledAttribute = { key: 'wave', label: 'Wave', type: 'choice', choices: ['Spring', 'Autumn'] }
const document = (
  id: string,
  title: string,
  filename: string | null = null,
  attributes: NamedDocument['attributes'] = {},
): NamedDocument => ({ id, title, filename, attributes })
const line = (number: number, name: string, values: Record<string, string> = {}) => ({ line: number, name, values })
const planned = (...given: Parameters<typeof planAttributes>) => atOnce(planAttributes(...given))
const refusals = (documents: NamedDocument[], names: string[]) =>
  planned(
    documents,
    [],
    names.map((name, i) => line(i + 2, name)),
  ).map(({ documentId, refusal }) => refusal ?? documentId)

describe('filling attributes from a sheet', () => {
  test.each([
    ['the title', 'Talk one', 'a'],
    ['the title in other case, spaces and composition', '  tALK\u00a0 one ', 'a'],
    ['the file’s name', 'interview-02.docx', 'b'],
    ['the file’s name without its ending', 'Interview-02', 'b'],
    ['a title that is another’s file name: the title counts', 'Three', 'c'],
    ['nothing', 'Talk four', 'unknown'],
    ['several', 'Twin', 'ambiguous'],
    ['a title with a dot', 'Vol. 2', 'f'],
  ])('finds a document by %s', (_, name, expected) => {
    const documents = [
      document('a', 'Talk one'),
      document('b', 'Talk two', 'Interview-02.docx'),
      document('c', 'Three'),
      document('d', 'Twin', 'three.txt'),
      document('e', 'twin'),
      document('f', 'Vol. 2'),
    ]
    expect(refusals(documents, [name])).toEqual([expected])
  })

  test('says of each value what becomes of it, and gives what is new, or taken', () => {
    const [plan] = planned(
      [document('a', 'Talk', null, { year: 1999 })],
      [year, wave],
      [line(2, 'Talk', { year: '2001', wave: 'spring' })],
    )
    expect(plan?.cells).toEqual([
      { key: 'year', outcome: 'conflict', given: 2001, stored: 1999, fault: null },
      { key: 'wave', outcome: 'new', given: 'Spring', stored: null, fault: null },
    ])
    expect(plan && givenValues(plan, false)).toEqual({ wave: 'Spring' })
    expect(plan && givenValues(plan, true)).toEqual({ year: 2001, wave: 'Spring' })
    const [faulty] = planned([document('a', 'Talk')], [year, wave], [line(2, 'Talk', { year: 'soon', wave: ' ' })])
    expect(faulty?.cells).toEqual([
      {
        key: 'year',
        outcome: 'refused',
        given: 'soon',
        stored: null,
        fault: { must: 'number' },
      },
    ])
  })

  test('repeats of what it refuses no more than is needed to find it, and works in steps of few cells', () => {
    const documents = Array.from({ length: 1000 }, (_, i) => document(`d${i}`, `Talk ${i}`))
    const note = { key: 'note', label: 'Note', type: 'text', choices: [] } as const
    const lines = documents.map(({ title }, i) => line(i, title, { year: 'x'.repeat(5000), note: 'y'.repeat(5001) }))
    const steps = [...planAttributes(documents, [year, note], [...lines, line(1000, 'z'.repeat(5000))])]
    expect(steps.length).toBeGreaterThan(10)
    // Two values of 200 characters with a reason each; the name of 500.
    expect(steps.at(-1)).toBeLessThan(1000 * 600)
    const plan = planned(documents, [year, note], lines)
    expect(plan[0]?.cells.map(({ fault }) => fault?.must)).toEqual(['number', 'short'])
    expect(givenValues(plan[0]!, true)).toEqual({})
  })

  test('a line about a document that had one already is refused', () => {
    expect(refusals([document('a', 'Talk', 'talk.txt')], ['Talk', 'TALK', 'talk.txt'])).toEqual([
      'a',
      'named-twice',
      'named-twice',
    ])
  })

  test('whatever the sheet: every line is accounted for, no document is written twice, and doing it again finds everything the same', () => {
    const names = fc.constantFrom('One', 'one ', 'Two', 'two.txt', 'three', '', 'Nobody')
    const values = fc.record({
      year: fc.constantFrom('', '1', '2', 'x'),
      wave: fc.constantFrom('', 'spring', 'Autumn', 'winter'),
    })
    fc.assert(
      fc.property(fc.array(fc.record({ name: names, values }), { maxLength: 8 }), fc.boolean(), (rows, takes) => {
        const documents = [
          document('a', 'One', null, { year: 1 }),
          document('b', 'Two', 'two.txt'),
          document('c', 'Three', 'Three.md', { wave: 'Spring' }),
        ]
        const lines = rows.map((row, i) => line(i + 2, row.name, row.values))
        const plan = planned(documents, [year, wave], lines)
        expect(plan.map((row) => row.line)).toEqual(lines.map((row) => row.line))
        const written = plan.flatMap(({ documentId }) => documentId ?? [])
        expect(new Set(written).size).toBe(written.length)
        const after = documents.map((one) => {
          const own = plan.find(({ documentId }) => documentId === one.id)
          return own ? { ...one, attributes: { ...one.attributes, ...givenValues(own, takes) } } : one
        })
        const again = planned(after, [year, wave], lines).flatMap(({ cells }) => cells.map(({ outcome }) => outcome))
        expect(again).not.toContain('new')
        if (takes) expect(again).not.toContain('conflict')
      }),
    )
  })
})
