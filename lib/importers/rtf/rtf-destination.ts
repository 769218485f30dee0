import type { NodeJson } from '@/lib/editor/document-json'
import type { RtfCharacters, RtfParagraphState } from './rtf-state'

/** Where the text of a group goes. What a destination does not take is left out. */
export interface RtfDestination {
  /** How many destinations it hands text on through, or stands within. */
  depth?: number
  /** Whether its letters are no document's, so that the font in force says nothing of them. */
  isData?: boolean
  text?(text: string, characters: RtfCharacters): void
  /** The end of a line inside a paragraph. */
  line?(): void
  paragraph?(paragraph: RtfParagraphState): void
  image?(description: string): void
  /** What stands before the paragraph that follows, as an item of a list. */
  marker?(text: string): void
  /** Blocks that stand apart from the text around them, such as those of a text box. */
  apart?(blocks: NodeJson[], paragraph: RtfParagraphState): void
  /** A control word that is no formatting. */
  word?(word: string, value: number | null, paragraph: RtfParagraphState): void
  /** What a group that begins with this word writes to; undefined where it goes on as before. */
  inside?(word: string): RtfDestination | undefined
  /** At the end of the group that opened it. */
  close?(): void
}

/** Takes nothing. */
export const nowhere: RtfDestination = {}

/** Destinations within destinations deeper than this are opened up, and their text goes to the one around them. */
export const deepestDestination = 30

/** Hands everything on to another destination. */
export function forwarding(outer: RtfDestination): RtfDestination {
  return {
    depth: (outer.depth ?? 0) + 1,
    text: (text, characters) => outer.text?.(text, characters),
    line: () => outer.line?.(),
    paragraph: (paragraph) => outer.paragraph?.(paragraph),
    image: (description) => outer.image?.(description),
    marker: (text) => outer.marker?.(text),
    apart: (blocks, paragraph) => outer.apart?.(blocks, paragraph),
    word: (word, value, paragraph) => outer.word?.(word, value, paragraph),
    inside: (word) => outer.inside?.(word),
  }
}

/** Takes text and its breaks as one string, for what is no part of the document's flow. */
export class RtfCapture implements RtfDestination {
  #parts: string[] = []

  constructor(private readonly onClose?: (text: string) => void) {}

  get captured(): string {
    return this.#parts.join('')
  }
  text(text: string): void {
    this.#parts.push(text)
  }
  line(): void {
    this.#parts.push('\n')
  }
  paragraph(): void {
    this.#parts.push('\n')
  }
  word(word: string): void {
    if (word === 'cell' || word === 'nestcell' || word === 'row' || word === 'nestrow') this.#parts.push('\n')
  }
  apart(blocks: NodeJson[]): void {
    this.#parts.push('\n', ...blocks.map(textWithin), '\n')
  }
  close(): void {
    this.onClose?.(this.captured)
  }
}

const textWithin = (node: NodeJson): string =>
  node.text ??
  (node.content ?? []).map(textWithin).join(node.type === 'paragraph' || node.type === 'heading' ? '' : '\n')
