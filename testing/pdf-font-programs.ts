/** A letter that a font has, and the code of one byte it is drawn by. */
export interface Letter {
  code: number
  letter: string
}

const short = (...numbers: number[]): Buffer =>
  Buffer.concat(numbers.map((number) => Buffer.from([(number >> 8) & 255, number & 255])))
const long = (...numbers: number[]): Buffer =>
  Buffer.concat(numbers.flatMap((number) => [short(number >>> 16, number)]))
const nameOf = (letter: string): string =>
  `u${(letter.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** A font program in the Compact Font Format, whose glyphs have no outlines, but names and an encoding of its own. */
export function compactProgram(letters: readonly Letter[]): Buffer {
  const index = (items: readonly Buffer[]): Buffer => {
    if (items.length === 0) return short(0)
    let end = 1
    const offsets = [end, ...items.map((item) => (end += item.length))]
    return Buffer.concat([short(items.length), Buffer.from([2]), short(...offsets), ...items])
  }
  const whole = (number: number): Buffer => Buffer.concat([Buffer.from([29]), long(number)])
  const head = Buffer.concat([Buffer.from([1, 0, 4, 2]), index([Buffer.from('Own')])])
  const strings = index(letters.map(({ letter }) => Buffer.from(nameOf(letter))))
  const charset = Buffer.concat([Buffer.from([0]), short(...letters.map((_, at) => 391 + at))])
  const encoding = Buffer.from([0, letters.length, ...letters.map(({ code }) => code)])
  const glyphs = index(Array.from({ length: letters.length + 1 }, () => Buffer.from([14])))
  const topOf = (at: number): Buffer =>
    index([
      Buffer.concat([
        whole(at),
        Buffer.from([15]),
        whole(at + charset.length),
        Buffer.from([16]),
        whole(at + charset.length + encoding.length),
        Buffer.from([17]),
      ]),
    ])
  const rest = Buffer.concat([strings, index([])])
  return Buffer.concat([head, topOf(head.length + topOf(0).length + rest.length), rest, charset, encoding, glyphs])
}

/** A TrueType font program without outlines, in which codes have glyphs, and glyphs have names, or letters in a second table. */
export function trueTypeProgram(letters: readonly Letter[], isNamed: boolean): Buffer {
  const segments = (codes: readonly number[]): Buffer => {
    const sorted = codes.map((code, at) => ({ code, glyph: at + 1 })).sort((a, b) => a.code - b.code)
    const all = [...sorted, { code: 0xffff, glyph: 0 }]
    return Buffer.concat([
      short(4, 16 + all.length * 8, 0, all.length * 2, 0, 0, 0),
      short(...all.map(({ code }) => code)),
      short(0),
      short(...all.map(({ code }) => code)),
      short(...all.map(({ code, glyph }) => (glyph - code) & 0xffff)),
      short(...all.map(() => 0)),
    ])
  }
  const own = segments(letters.map(({ code }) => 0xf000 + code))
  const unicode = segments(letters.map(({ letter }) => letter.codePointAt(0) ?? 0))
  const cmap = isNamed
    ? Buffer.concat([short(0, 1, 3, 0), long(12), own])
    : Buffer.concat([short(0, 2, 3, 0), long(20), short(3, 1), long(20 + own.length), own, unicode])
  const names = letters.map(({ letter }) => Buffer.from(nameOf(letter)))
  const post = Buffer.concat([
    long(isNamed ? 0x20000 : 0x30000),
    Buffer.alloc(28),
    ...(isNamed
      ? [
          short(letters.length + 1, 0, ...letters.map((_, at) => 258 + at)),
          ...names.flatMap((name) => [Buffer.from([name.length]), name]),
        ]
      : []),
  ])
  const start = 12 + 2 * 16
  const row = (tag: string, at: number, table: Buffer) => [Buffer.from(tag), long(0, at, table.length)]
  return Buffer.concat([
    long(0x10000),
    short(2, 0, 0, 0),
    ...row('cmap', start, cmap),
    ...row('post', start + cmap.length, post),
    cmap,
    post,
  ])
}
