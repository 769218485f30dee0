import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hasMoreNodes, mostLines } from '@/lib/editor/count-nodes'
import type { NodeJson } from '@/lib/editor/document-json'
import { isFault, prepareCorrection } from './prepare-correction'

const paragraphs = (words: readonly string[]): NodeJson => ({
  type: 'doc',
  content: words.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })),
})
const source = (words: readonly string[], wanted: { text: string } | { content: string }) => ({
  content: JSON.stringify(paragraphs(words)),
  text: words.join('\n'),
  wanted,
})
const line = fc.stringMatching(/^[a-z]{1,8}( [a-z]{1,8}){0,3}$/)

describe('a correction', () => {
  test('is the text that was wanted, and its edits make that of the one before', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 8 }),
        fc.array(line, { minLength: 1, maxLength: 8 }),
        (old, words) => {
          const [before, wanted] = [old.join('\n'), words.join('\n')]
          const made = prepareCorrection(source(old, { text: wanted }))
          if (isFault(made)) return expect(made).toEqual({ why: before === wanted ? 'same' : 'misfit' })
          expect(made.text).toBe(wanted)
          let at = 0
          const kept = made.edits.map(({ start, end }) => [before.slice(at, start), (at = end)] as const)
          let out = ''
          made.edits.forEach(({ insert }, i) => {
            const part = kept[i]?.[0] ?? ''
            out += part + wanted.slice(out.length + part.length, out.length + part.length + insert)
          })
          expect(out + before.slice(at)).toBe(wanted)
        },
      ),
    )
  })

  test('of a tree that is no document, or has more in it than a document may have, is refused before it is walked', () => {
    const refused = (content: unknown) =>
      expect(prepareCorrection(source(['a'], { content: JSON.stringify(content) }))).toMatchObject({
        why: 'no-document',
      })
    refused({ type: 'paragraph' })
    refused({ type: 'doc', content: [null] })
    refused({ type: 'doc', content: Array.from({ length: 2 * mostLines + 1 }, () => ({ type: 'paragraph' })) })
  })

  test('of a text of more lines than a document may have is refused', () => {
    expect(prepareCorrection(source(['a'], { text: 'a\n'.repeat(mostLines + 1) }))).toEqual({ why: 'too-many-lines' })
  })

  test('nodes are counted however they lie in one another', () => {
    const nested: fc.Memo<NodeJson> = fc.memo((depth) =>
      fc.record({
        type: fc.constant('blockquote'),
        content: fc.array(depth > 1 ? nested(depth - 1) : fc.constant({ type: 'paragraph' }), { maxLength: 3 }),
      }),
    )
    const count = (node: NodeJson): number => 1 + (node.content ?? []).reduce((sum, child) => sum + count(child), 0)
    fc.assert(
      fc.property(nested(5), (node) => {
        const all = count(node)
        expect([hasMoreNodes(node, all), hasMoreNodes(node, all - 1)]).toEqual([false, true])
      }),
    )
  })
})
