import { graphemes } from '../anchoring/graphemes'
import { foldCharacter, type Folding } from './fold-character'
import { wideCharacters } from './wide-characters'

/** A text as it is compared, with the way back to where it stands. */
export interface FoldedText {
  text: string
  /** For each code unit of `text` the character of the source that it comes from: where it begins, and where it ends. UTF-16 code units. */
  starts: Uint32Array
  ends: Uint32Array
  /** 1 where a letter of `text` begins: a hit begins and ends with letters and never within one. */
  isLetter: Uint8Array
}

/** How one character folds, and where in that letters begin. */
interface Fold {
  text: string
  letters: readonly number[]
}

const nothing: Fold = { text: '', letters: [] }

/**
 * Folds a text character by character (`foldCharacter`), and runs of spaces to one. Linear, and fast where most characters are one code unit: a megabyte in a
 * few tenths of a second. Pure: the same text and choice give the same folding, by `foldingVersion`.
 */
export function foldText(source: string, folding: Folding): FoldedText {
  const known = new Map<string, Fold>()
  const foldOf = (character: string): Fold => {
    let fold = known.get(character)
    if (!fold) known.set(character, (fold = asFold(foldCharacter(character, folding))))
    return fold
  }
  const out = new Growing(source.length + 16)
  const plain = plainFolds(folding)
  let wasSpace = false
  const put = (fold: Fold, start: number, end: number) => {
    if (fold.text === ' ' && wasSpace) return
    if (fold.text !== '') wasSpace = fold.text === ' '
    out.push(fold, start, end)
  }
  const putPlain = (from: number, to: number) => {
    for (let at = from; at < to; at++) put((plain[source.charCodeAt(at)] ??= foldOf(source[at]!)), at, at + 1)
  }
  let at = 0
  for (const { start, end } of wideCharacters(source)) {
    putPlain(at, start)
    put(foldOf(source.slice(start, end)), start, end)
    at = end
  }
  putPlain(at, source.length)
  return out.taken()
}

// How single code units fold, kept from text to text: a list that is narrowed by typing folds a thousand short ones at each key.
const plainByFolding = new Map<string, (Fold | undefined)[]>()

function plainFolds({ case: letters, accents }: Folding): (Fold | undefined)[] {
  const key = `${letters}/${accents}`
  let folds = plainByFolding.get(key)
  if (!folds) plainByFolding.set(key, (folds = []))
  return folds
}

function asFold(text: string): Fold {
  if (text === '') return nothing
  if (text.length === 1) return { text, letters: [0] }
  return { text, letters: Array.from(graphemes(text), ({ start }) => start) }
}

/** Typed arrays that grow: a ligature folds to more code units than it has. */
class Growing {
  private units: Uint16Array
  private starts: Uint32Array
  private ends: Uint32Array
  private letters: Uint8Array
  private length = 0

  constructor(capacity: number) {
    this.units = new Uint16Array(capacity)
    this.starts = new Uint32Array(capacity)
    this.ends = new Uint32Array(capacity)
    this.letters = new Uint8Array(capacity)
  }

  push({ text, letters }: Fold, start: number, end: number): void {
    if (this.length + text.length > this.units.length) this.grow(2 * (this.length + text.length))
    for (let i = 0; i < text.length; i++) {
      this.units[this.length + i] = text.charCodeAt(i)
      this.starts[this.length + i] = start
      this.ends[this.length + i] = end
    }
    for (const letter of letters) this.letters[this.length + letter] = 1
    this.length += text.length
  }

  taken(): FoldedText {
    const parts: string[] = []
    // A function takes only so many arguments.
    for (let from = 0; from < this.length; from += 8192)
      parts.push(String.fromCharCode(...this.units.subarray(from, Math.min(this.length, from + 8192))))
    return {
      text: parts.join(''),
      starts: this.starts.subarray(0, this.length),
      ends: this.ends.subarray(0, this.length),
      isLetter: this.letters.subarray(0, this.length),
    }
  }

  private grow(capacity: number): void {
    const [units, starts, ends, letters] = [
      new Uint16Array(capacity),
      new Uint32Array(capacity),
      new Uint32Array(capacity),
      new Uint8Array(capacity),
    ]
    units.set(this.units)
    starts.set(this.starts)
    ends.set(this.ends)
    letters.set(this.letters)
    ;[this.units, this.starts, this.ends, this.letters] = [units, starts, ends, letters]
  }
}
