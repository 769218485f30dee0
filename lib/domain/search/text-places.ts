import { sentencesOf, sentenceVersion } from '../sentences/sentences'
import { tokensVersion } from './tokens'

/** By which version of the tokens and of the sentences a text was made ready: what another did is done anew. */
export const readyVersion = tokensVersion * 1000 + sentenceVersion

/** Where the sentences and the paragraphs of a text begin, in order, the first at 0. What holds no letter or sign is part of what stands before it. */
export interface TextPlaces {
  sentences: number[]
  paragraphs: number[]
}

/** The places of a text in this language, by which a distance between two passages is counted. */
export function textPlaces(text: string, language: string): TextPlaces {
  const paragraphs: number[] = []
  for (let start = 0; start < text.length;) {
    const lineEnd = text.indexOf('\n', start)
    const end = lineEnd < 0 ? text.length : lineEnd
    if (/\S/u.test(text.slice(start, end))) paragraphs.push(start)
    start = end + 1
  }
  const sentences = sentencesOf(text, language).flatMap(({ start, end }) =>
    /\S/u.test(text.slice(start, end)) ? [start] : [],
  )
  return { sentences: [0, ...sentences.slice(1)], paragraphs: [0, ...paragraphs.slice(1)] }
}
