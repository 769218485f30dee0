/** A step of an RTF stream. Text is bytes, one a character; what they mean hangs on the font in force. */
export type RtfToken =
  | { kind: 'open' | 'close' }
  | { kind: 'word'; word: string; value: number | null }
  | { kind: 'symbol'; symbol: string }
  | { kind: 'byte'; value: number }
  | { kind: 'text'; text: string }

const token = /\\([a-z]+)(?:(-?\d{1,10})\d*)? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n\0]+|([^\\{}\r\n\0]+)/gi

/** The tokens of a source whose characters are its bytes, in one pass. The bytes after \bin are no tokens and are left out. */
export function* rtfTokens(source: string): Generator<RtfToken> {
  const pattern = new RegExp(token)
  for (let match = pattern.exec(source); match; match = pattern.exec(source)) {
    const [, word, number, hex, symbol, brace, text] = match
    if (word !== undefined) {
      const value = number === undefined ? null : Number(number)
      if (word === 'bin') pattern.lastIndex += Math.max(0, value ?? 0)
      else yield { kind: 'word', word, value }
    } else if (hex !== undefined) yield { kind: 'byte', value: parseInt(hex, 16) }
    else if (symbol !== undefined) yield { kind: 'symbol', symbol }
    else if (brace !== undefined) yield { kind: brace === '{' ? 'open' : 'close' }
    else if (text !== undefined) yield { kind: 'text', text }
  }
}
