import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalText } from './canonical-text'
import { correctDocument } from './correct-document'
import type { NodeJson } from './document-json'
import { documentSchema } from './schema'
import { applyEdits, textEdits } from './text-edits'

const schema = documentSchema()
const t = (text: string, ...marks: string[]): NodeJson => ({
  type: 'text',
  ...(marks.length > 0 && {
    marks: marks.map((type) => ({ type, ...(type === 'link' && { attrs: { href: 'https://a.example' } }) })),
  }),
  text,
})
const p = (...content: NodeJson[]): NodeJson => ({ type: 'paragraph', ...(content.length > 0 && { content }) })
const h = (...content: NodeJson[]): NodeJson => ({ type: 'heading', attrs: { level: 2 }, content })
const br: NodeJson = { type: 'hardBreak' }
const image: NodeJson = { type: 'image', attrs: { alt: 'a map', src: null } }
const item = (...content: NodeJson[]): NodeJson => ({ type: 'listItem', content })
const doc = (...content: NodeJson[]): NodeJson => ({ type: 'doc', content })

const rich = doc(
  h(t('The Harbour')),
  {
    type: 'paragraph',
    attrs: { page: 3, speaker: 'Ana' },
    content: [t('Boats '), t('came', 'bold'), t(' home'), br, t('without '), t('fish', 'link'), t('.'), image],
  },
  { type: 'horizontalRule' },
  { type: 'bulletList', content: [item(p(t('one'))), item(p(t('two')), p(t('more')))] },
  {
    type: 'table',
    content: [
      {
        type: 'tableRow',
        content: [
          { type: 'tableCell', content: [p(t('cell'))] },
          { type: 'tableCell', content: [p()] },
        ],
      },
    ],
  },
  { type: 'codeBlock', content: [t('a = 1\nb = 2')] },
  { type: 'blockquote', content: [p(t('quoted 😀')), h(t('inside'))] },
  p(),
  p(t('The end.')),
  { type: 'footnote', attrs: { label: '1' }, content: [p(t('A note.'))] },
)
const corrected = (tree: NodeJson, after: string) => correctDocument(tree, textEdits(canonicalText(tree), after), after)
const swap = (from: string, to: string) => corrected(rich, canonicalText(rich).replace(from, to))
const child = (tree: NodeJson | null, ...path: number[]): NodeJson | undefined =>
  path.reduce<NodeJson | undefined>((node, i) => node?.content?.[i], tree ?? undefined)

describe('correctDocument', () => {
  const length = canonicalText(rich).length
  const cut = fc.tuple(fc.nat(length), fc.nat(30), fc.constantFrom('', '\n', 'x', 'new\nlines\n', '\n\n', 'word '))
  test('gives exactly the text that was asked for, in a tree the schema knows, and leaves the given one alone', () => {
    const frozen = JSON.stringify(rich)
    fc.assert(
      fc.property(fc.array(cut, { minLength: 1, maxLength: 4 }), (cuts) => {
        let after = canonicalText(rich)
        for (const [at, size, text] of cuts) after = after.slice(0, at) + text + after.slice(at + size)
        after = after.replace(/\p{Surrogate}/gu, '?')
        const tree = corrected(rich, after)
        // A document of notes alone cannot be: the one text that this tree cannot hold.
        if (tree === null) return void expect(after).toMatch(/^(?!.*The end)[^]*note|^[^]{0,9}$/)
        expect(canonicalText(tree)).toBe(after)
        expect(() => schema.nodeFromJSON(tree).check()).not.toThrow()
        expect(JSON.stringify(rich)).toBe(frozen)
      }),
      { numRuns: 1500 },
    )
  })

  test('what is not touched is the same node', () => {
    const tree = swap('one', 'once')
    for (const i of [0, 1, 2, 4, 5, 6, 7, 8, 9]) expect(child(tree, i)).toBe(child(rich, i))
    expect(child(tree, 3, 0, 0)).toEqual(p(t('once')))
    expect(child(tree, 3, 1)).toBe(child(rich, 3, 1))
  })

  test.each([
    [
      'letters typed within a marked stretch carry its marks',
      'came',
      'ca-me',
      [t('Boats '), t('ca-me', 'bold'), t(' home')],
    ],
    ['letters typed after a link are no link', 'fish.', 'fishes.', [t('Boats '), t('came', 'bold'), t(' home')]],
  ])('%s', (_, from, to, opening) => {
    const tree = swap(from, to)
    expect(child(tree, 1)?.content?.slice(0, 3)).toEqual(opening)
    expect(child(tree, 1)?.attrs).toEqual({ page: 3, speaker: 'Ana' })
    if (to === 'fishes.')
      expect(child(tree, 1)?.content?.slice(4, 8)).toEqual([t('without '), t('fish', 'link'), t('es.'), image])
  })

  test('a parted block leaves a paragraph on the same page; a line break that stays is a line break', () => {
    const tree = swap('home\nwithout', 'ho\nme\nwithout')
    expect(child(tree, 1)).toEqual({
      type: 'paragraph',
      attrs: { page: 3, speaker: 'Ana' },
      content: [t('Boats '), t('came', 'bold'), t(' ho')],
    })
    expect(child(tree, 2)).toMatchObject({
      type: 'paragraph',
      attrs: { page: 3 },
      content: [t('me'), br, t('without '), t('fish', 'link'), t('.'), image],
    })
  })

  test('joined blocks take the kind of the first, and an emptied list or table goes', () => {
    expect(child(swap('Harbour\nBoats', 'Harbour Boats'), 0)).toMatchObject({
      type: 'heading',
      content: [
        t('The Harbour Boats '),
        t('came', 'bold'),
        t(' home'),
        br,
        t('without '),
        t('fish', 'link'),
        t('.'),
        image,
      ],
    })
    const tree = swap('one\ntwo\nmore\ncell\n\n', '')
    expect(tree?.content?.map((node) => node.type)).toEqual([
      'heading',
      'paragraph',
      'horizontalRule',
      'codeBlock',
      'blockquote',
      'paragraph',
      'paragraph',
      'footnote',
    ])
  })

  test('an empty text is an empty paragraph', () => {
    expect(corrected(doc(p(t('gone'))), '')).toEqual(doc(p()))
    expect(applyEdits('gone', textEdits('gone', ''))).toBe('')
  })
})
