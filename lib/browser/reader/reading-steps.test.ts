import { describe, expect, test } from 'vitest'
import type { Span } from '@/lib/domain/anchoring/span'
import { blockIndex } from '@/lib/editor/block-index'
import { canonicalText } from '@/lib/editor/canonical-text'
import type { NodeJson } from '@/lib/editor/document-json'
import { extendBy, moveEdge, putEdge, sentencesOf, stepTo, type Stepped } from './reading-steps'

const paragraph = (text: string): NodeJson => ({
  type: 'paragraph',
  ...(text && { content: [{ type: 'text', text }] }),
})
const doc: NodeJson = {
  type: 'doc',
  content: [
    paragraph('Boats wait. The sea is high.'),
    paragraph(''),
    paragraph('Fever came 👩‍🔬 by ferry! Nobody knew.'),
  ],
}
const page: Stepped = { text: canonicalText(doc), index: blockIndex(doc), language: 'en' }
const said = (span: Span | null) => (span ? page.text.slice(span.start, span.end) : null)
const at = (words: string) => ({ start: page.text.indexOf(words), end: page.text.indexOf(words) + words.length })

describe('moving', () => {
  test('begins with the sentence in sight', () =>
    expect(said(stepTo(page, null, 'sentence', 1, 14))).toBe('The sea is high.'))
  test('by sentence goes across empty paragraphs, both ways, and stops at the ends', () => {
    expect(said(stepTo(page, at('The sea is high.'), 'sentence', 1, 0))).toBe('Fever came 👩‍🔬 by ferry!')
    expect(said(stepTo(page, at('Fever came 👩‍🔬 by ferry!'), 'sentence', -1, 0))).toBe('The sea is high.')
    expect(stepTo(page, at('Nobody knew.'), 'sentence', 1, 0)).toBeNull()
    expect(stepTo(page, at('Boats wait.'), 'sentence', -1, 0)).toBeNull()
  })
  test('by paragraph', () =>
    expect(said(stepTo(page, at('Boats wait.'), 'paragraph', 1, 0))).toBe('Fever came 👩‍🔬 by ferry! Nobody knew.'))
})

describe('extending', () => {
  test.each([
    ['Boats wait.', 'sentence', 1, 'Boats wait. The sea is high.'],
    ['wait', 'sentence', 1, 'wait.'],
    ['The sea is high.\n\nFever came', 'sentence', 1, 'The sea is high.\n\nFever came 👩‍🔬 by ferry!'],
    ['sea is', 'sentence', -1, 'The sea is'],
    ['The sea is', 'sentence', -1, 'Boats wait. The sea is'],
    ['ferry! Nobody', 'sentence', -1, 'Fever came 👩‍🔬 by ferry! Nobody'],
    ['Boats wait.', 'sentence', -1, 'Boats wait.'],
    ['Boats wait', 'word', 1, 'Boats wait. The'],
    ['Boats wait. The', 'word', -1, 'Boats wait'],
    ['Fever came', 'character', 1, 'Fever came '],
    ['Fever came ', 'character', 1, 'Fever came 👩‍🔬'],
    ['B', 'character', -1, 'B'],
    ['Boats', 'word', -1, 'B'],
  ] as const)('%s by a %s %i', (from, unit, step, expected) =>
    expect(said(extendBy(page, at(from), unit, step))).toBe(expected),
  )
})

describe('extending by sentence around where it began', () => {
  const steps = (from: string, ...signs: (1 | -1)[]) =>
    said(signs.reduce((passage, step) => extendBy(page, passage, 'sentence', step, at(from)), at(from)))
  test.each([
    ['Boats wait.', [1, -1], 'Boats wait.'],
    ['Boats wait.', [1, 1, -1], 'Boats wait. The sea is high.'],
    ['sea', [1], 'sea is high.'],
    ['sea', [1, -1], 'sea'],
    ['sea', [-1], 'The sea'],
    ['sea', [-1, -1], 'Boats wait. The sea'],
    ['sea', [-1, -1, 1], 'The sea'],
    ['sea', [-1, -1, 1, 1], 'sea'],
    ['sea', [-1, -1, 1, 1, 1], 'sea is high.'],
    ['came', [-1, -1, 1], 'Fever came'],
  ] as const)('%s %j', (from, signs, expected) => expect(steps(from, ...signs)).toBe(expected))
})

describe('this sentence', () => {
  test.each([
    ['sea', 'The sea is high.'],
    ['The sea is high.', 'The sea is high.'],
    ['high.\n\nFever', 'The sea is high.\n\nFever came 👩‍🔬 by ferry!'],
  ])('of %j', (words, expected) => expect(said(sentencesOf(page, at(words)))).toBe(expected))
})

describe('moving an edge', () => {
  test.each([
    ['The sea', 'start', 'word', 1, 'sea'],
    ['sea', 'start', 'word', -1, 'The sea'],
    ['The sea', 'end', 'word', 1, 'The sea is'],
    ['The sea', 'end', 'word', -1, 'The'],
    ['sea', 'start', 'character', 1, 'ea'],
    ['The', 'end', 'character', -1, 'Th'],
  ] as const)('%s: its %s by a %s %i', (from, edge, unit, step, expected) =>
    expect(said(moveEdge(page, at(from), edge, unit, step))).toBe(expected),
  )

  test('an edge never crosses the other nor cuts a character', () => {
    expect(said(putEdge(page, at('sea'), 'start', page.text.length))).toBe('a')
    expect(said(putEdge(page, at('sea'), 'end', 0))).toBe('s')
    const inside = page.text.indexOf('👩') + 1
    expect(said(putEdge(page, at('came'), 'end', inside))).toBe('came 👩‍🔬')
  })
})
