/** The kinds of values a PDF is made of that have no like in JavaScript. Bytes are characters U+0000 to U+00FF throughout. */
export class PdfName {
  constructor(readonly name: string) {}
}
export class PdfReference {
  constructor(
    readonly number: number,
    readonly generation = 0,
  ) {}
}
export class PdfString {
  constructor(readonly bytes: string) {}
}
/** An operator of a content stream, or a word of a file's structure such as `endobj`. */
export class PdfOperator {
  constructor(readonly name: string) {}
}
export type PdfDictionary = Map<string, PdfValue>
export type PdfValue = number | boolean | null | PdfName | PdfReference | PdfString | PdfValue[] | PdfDictionary

/** Brackets within brackets beyond this are nobody's. */
const deepest = 64
const mostItems = 200_000
const closing = { array: ']', dictionary: '>>' } as const
const regular = /[^\x00\t\n\f\r ()<>[\]{}/%]+/y
const space = /(?:[\x00\t\n\f\r ]+|%[^\r\n]*)+/y
const reference = /[\x00\t\n\f\r ]+\d{1,5}[\x00\t\n\f\r ]+R(?![A-Za-z0-9])/y

/** Reads values one after the other. What cannot be one is passed over, so that it ends on every input, in time in proportion to it. */
export class PdfSyntax {
  constructor(
    readonly text: string,
    public at = 0,
  ) {}

  /** The next value or operator; undefined at the end. */
  next(depth = 0): PdfValue | PdfOperator | undefined {
    for (;;) {
      this.#match(space)
      const character = this.text[this.at]
      if (character === undefined) return undefined
      if (character === '/') return this.#name()
      if (character === '(') return new PdfString(this.#literal())
      if (character === '<')
        return this.text[this.at + 1] === '<' ? this.#dictionary(depth) : new PdfString(this.#hexadecimal())
      if (character === '[') return this.#array(depth)
      if (character === ']' || character === '>') {
        const end = character === ']' ? closing.array : this.text.startsWith('>>', this.at) ? closing.dictionary : '>'
        this.at += end.length
        return new PdfOperator(end)
      }
      const word = this.#match(regular)
      if (word !== undefined) return this.#word(word)
      this.at += 1
    }
  }

  /** The next value, where there is one and no operator. */
  value(depth = 0): PdfValue | undefined {
    const value = this.next(depth)
    return value instanceof PdfOperator ? undefined : value
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  #word(word: string): PdfValue | PdfOperator {
    if (/^[+-]*(?:\d+\.?\d*|\.\d+)/.test(word)) {
      const rest = /^\d+$/.test(word) ? this.#match(reference) : undefined
      if (rest !== undefined) return new PdfReference(Number(word), Number.parseInt(rest.trim(), 10))
      // Some programs write 12.-3 or --5.
      return Number.parseFloat(word.replace(/^[+-]*-/, '-').replace(/^\++/, ''))
    }
    return word === 'true' ? true : word === 'false' ? false : word === 'null' ? null : new PdfOperator(word)
  }

  #name(): PdfName {
    this.at += 1
    return new PdfName(
      (this.#match(regular) ?? '').replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
        String.fromCharCode(parseInt(hex, 16)),
      ),
    )
  }

  #array(depth: number): PdfValue[] {
    this.at += 1
    const items: PdfValue[] = []
    for (;;) {
      const item = depth > deepest ? undefined : this.next(depth + 1)
      if (item === undefined || (item instanceof PdfOperator && item.name === closing.array)) return items
      if (!(item instanceof PdfOperator) && items.length < mostItems) items.push(item)
    }
  }

  #dictionary(depth: number): PdfDictionary {
    this.at += 2
    const entries: PdfDictionary = new Map()
    for (;;) {
      const key = depth > deepest ? undefined : this.next(depth + 1)
      if (
        key === undefined ||
        (key instanceof PdfOperator &&
          (key.name === closing.dictionary || key.name === 'endobj' || key.name === 'stream'))
      )
        return entries
      if (!(key instanceof PdfName)) continue
      const value = this.next(depth + 1)
      if (value === undefined || value instanceof PdfOperator) return entries
      entries.set(key.name, value)
    }
  }

  #hexadecimal(): string {
    const end = this.text.indexOf('>', this.at)
    const digits = this.text.slice(this.at + 1, end < 0 ? undefined : end).replace(/[^0-9a-fA-F]/g, '')
    this.at = end < 0 ? this.text.length : end + 1
    return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex').toString('latin1')
  }

  #literal(): string {
    const parts: string[] = []
    let depth = 1
    let from = this.at + 1
    let at = from
    for (; at < this.text.length; at += 1) {
      const character = this.text[at]
      if (character === '\\') {
        parts.push(this.text.slice(from, at))
        const octal = /^[0-7]{1,3}/.exec(this.text.slice(at + 1, at + 4))?.[0]
        const next = this.text[at + 1] ?? ''
        if (octal !== undefined) parts.push(String.fromCharCode(parseInt(octal, 8) & 0xff))
        else parts.push(escapes[next] ?? next)
        at += octal?.length ?? (next === '\r' && this.text[at + 2] === '\n' ? 2 : 1)
        from = at + 1
      } else if (character === '(') depth += 1
      else if (character === ')' && (depth -= 1) === 0) break
    }
    parts.push(this.text.slice(from, at))
    this.at = at + 1
    return parts.join('')
  }
}

const escapes: Readonly<Record<string, string | undefined>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  '\n': '',
  '\r': '',
}

/** What a text string of the file's structure says: UTF-16 or UTF-8 where it is marked so, else Latin letters. */
export function textOfBytes(bytes: string): string {
  const buffer = Buffer.from(bytes, 'latin1')
  if (bytes.startsWith('\xfe\xff'))
    return buffer
      .subarray(2, buffer.length - (buffer.length % 2))
      .swap16()
      .toString('utf16le')
  if (bytes.startsWith('\xff\xfe')) return buffer.subarray(2).toString('utf16le')
  return bytes.startsWith('\xef\xbb\xbf') ? buffer.subarray(3).toString('utf8') : bytes
}
