/** A pressed key, as the browser tells it. */
export interface PressedKey {
  key: string
  /** The key's place on the keyboard. */
  code: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/** What a key's place gives on a keyboard of Latin letters: without Shift, and with it where that is another sign. */
const signs: Record<string, [string, string]> = {
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  Backquote: ['`', '~'],
}

/**
 * The key that was meant, letters in small: what it writes where that is a Latin letter, a sign of ASCII or a name such as "Enter", on whatever layout; otherwise
 * what stands at its place on a Latin keyboard, so that a Cyrillic, Arabic or Chinese one has the same keys without being switched.
 */
export function meantKey({ key, code, shiftKey }: Pick<PressedKey, 'key' | 'code' | 'shiftKey'>): string {
  if (Array.from(key).length !== 1) return key
  if (/^[\p{Script=Latin}\x20-\x7e]$/u.test(key)) return key.toLowerCase()
  const place = /^(?:Key([A-Z])|(?:Digit|Numpad)(\d))$/.exec(code)
  return place?.[1]?.toLowerCase() ?? place?.[2] ?? signs[code]?.[shiftKey ? 1 : 0] ?? key
}
