import { describe, expect, it } from 'vitest'
import { methodsSentence, type MethodsFacts } from '../study/methods-sentence'

const facts: MethodsFacts = {
  measure: 'krippendorff-alpha',
  measurement: {
    unit: 'sentence',
    sentenceVersion: 2,
    excluded: 'white space',
    touching: 'separate',
    overlappingTags: 'combined',
  },
  coders: 3,
  documents: 12,
  tags: 8,
  value: { ok: true, value: 0.7436 },
  interval: { ok: true, value: { low: -0.061, high: 0.8349, level: 0.95, replicates: 1000, seed: 7, defined: 1000 } },
}

describe('the methods sentence', () => {
  it('says measure, unit, rule, coders, documents, value and interval', () => {
    expect(methodsSentence(facts)).toBe(
      "Agreement between 3 coders in 12 documents was measured with Krippendorff's alpha (Krippendorff 2004), the tables of 8 tags being added up. " +
        "The unit was the sentence (cut by version 2 of Commonplace's rules), coded with a tag as soon as any of its characters was, white space left out; overlapping spans of one coder with the same tag counted once. " +
        'The value is 0.74 (95% bootstrap percentile interval over documents \u22120.06 to 0.83; 1000 replicates, seed 7).',
    )
  })
  it('says how segments were told apart where that matters', () => {
    const sentence = methodsSentence({
      ...facts,
      measure: 'u-alpha',
      measurement: { unit: 'character', touching: 'joined', overlappingTags: 'combined' },
      interval: undefined,
    })
    expect(sentence).toContain('with 8 tags as its values')
    expect(sentence).toContain('The unit was the character (extended grapheme cluster); overlapping')
    expect(sentence).toContain(
      'touching spans of one coder with the same tag counted as one; where tags overlapped, their combination was the value.',
    )
    expect(sentence).toMatch(/The value is 0\.74\.$/)
  })
  it('says why there is no value or no interval, and never a number instead', () => {
    const one = { ...facts, documents: 1, tags: 1 }
    expect(methodsSentence({ ...one, value: { ok: false, reason: 'no-variation' } })).toMatch(
      /The value is undefined: only one value occurs, so chance alone would give full agreement\.$/,
    )
    expect(methodsSentence({ ...one, interval: { ok: false, reason: 'few-documents' } })).toMatch(
      /in 1 document was measured with .*2004\)\. .*0\.74; no interval is given, because there are fewer than two documents to draw from\.$/,
    )
    expect(methodsSentence({ ...facts, value: { ok: true, value: -0.001 }, interval: undefined })).toMatch(
      /is \u22120\.001\.$/,
    )
  })
  it('never rounds to a value that is not there, and warns of an interval over few documents', () => {
    expect(methodsSentence({ ...facts, value: { ok: true, value: 0.996 }, interval: undefined })).toMatch(
      /The value is 0\.996\.$/,
    )
    const few = methodsSentence({
      ...facts,
      documents: 4,
      interval: {
        ok: true,
        value: { low: 0.004, high: 0.99999, level: 0.9999, replicates: 1000, seed: 7, defined: 1000 },
      },
    })
    expect(few).toContain(
      '(99.99% bootstrap percentile interval over documents 0.004 to >\u00a00.9999; 1000 replicates, seed 7). The interval rests on 4 documents only and is a rough guide.',
    )
  })
})
