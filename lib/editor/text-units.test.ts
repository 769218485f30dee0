import { describe, expect, it } from 'vitest'
import type { Span } from '@/lib/domain/anchoring/span'
import { blockIndex } from './block-index'
import { canonicalText } from './canonical-text'
import { neighbourParagraph, neighbourSentence, paragraphRanges, sentenceAt } from './text-units'

const paragraph = (text: string) => ({ type: 'paragraph', content: text ? [{ type: 'text', text }] : [] })
const doc = {
  type: 'doc',
  content: [paragraph('Water rose. People left.'), paragraph(''), paragraph('他们走了。水退了。')],
}
const text = canonicalText(doc)
const index = blockIndex(doc)
const read = (range: Span | null) => range && text.slice(range.start, range.end)

describe('text units', () => {
  it('finds sentences without the space around them, in any script', () => {
    expect(read(sentenceAt(text, index, 3, 'en'))).toBe('Water rose.')
    expect(read(sentenceAt(text, index, 11, 'en'))).toBe('People left.')
    expect(read(sentenceAt(text, index, text.length, 'zh'))).toBe('水退了。')
    expect(sentenceAt(text, index, 25)).toBeNull()
  })
  it('walks across blocks and stops at both ends', () => {
    expect(read(neighbourSentence(text, index, 0, 1))).toBe('People left.')
    expect(read(neighbourSentence(text, index, 13, 1, 'zh'))).toBe('他们走了。')
    expect(read(neighbourSentence(text, index, 26, -1))).toBe('People left.')
    expect(neighbourSentence(text, index, 0, -1)).toBeNull()
    expect(neighbourSentence(text, index, text.length, 1, 'not a language')).toBeNull()
  })
  it('walks paragraphs that have text', () => {
    expect(paragraphRanges(index).map(read)).toEqual(['Water rose. People left.', '他们走了。水退了。'])
    expect(read(neighbourParagraph(index, 0, 1))).toBe('他们走了。水退了。')
    expect(neighbourParagraph(index, 0, -1)).toBeNull()
  })
})
