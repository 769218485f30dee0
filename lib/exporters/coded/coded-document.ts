import type { NodeJson } from '@/lib/editor/document-json'
import type { Direction } from '../report'
import type { CodedPlace } from './coded-pieces'

/** A tag as it stands on a passage. */
export interface CodedTag {
  id: string
  name: string
  colour: string
  path: readonly string[]
}

/** A passage with all that a note to it says. */
export interface CodedPassage extends CodedPlace {
  tags: readonly CodedTag[]
  /** Who gave the tags, or that it is the consensus, in words. */
  coder: string
  note: string
  /** What else is to be said of it, in words: its page, that it is private, that it is starred. */
  marks: readonly string[]
  /** Its first words. */
  quote: string
  createdAt: Date
}

/** A document with everything that lies on it, to be written as a file. */
export interface CodedDocument {
  title: string
  language: string
  direction: Direction
  /** Of who has it written. */
  author: string
  created: Date
  /** Lines below the title: where it comes from, and what is shown. */
  lines: readonly string[]
  content: NodeJson
  /** In the order in which they are numbered. */
  passages: readonly CodedPassage[]
  /** Those without a place in the text as it is now. */
  unplaced: readonly CodedPassage[]
  words: CodedWords
}

/** The file's own words, in the language of its reader. */
interface CodedWords {
  locale: string
  tags: string
  passages: string
  unplaced: string
  untagged: string
  page: string
  /** What stands for a picture that has no description. */
  image: string
  backToText: (number: number) => string
}

/** Each tag of the passages once, by how many of them have it, the most used first. */
export function tagsOf(passages: readonly CodedPassage[]): { tag: CodedTag; count: number }[] {
  const counts = new Map<string, { tag: CodedTag; count: number }>()
  for (const { tags } of passages)
    for (const tag of tags) {
      const counted = counts.get(tag.id)
      if (counted) counted.count += 1
      else counts.set(tag.id, { tag, count: 1 })
    }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.tag.name < b.tag.name ? -1 : 1))
}

/** What a block of the document says of itself in words: where it says nothing, or no words, the empty text. */
export function saidBy({ attrs }: NodeJson, name: string): string {
  const value = attrs?.[name]
  return typeof value === 'string' ? value : ''
}
