const illegal = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu
// Lone surrogates included: finding one sends the text through the slower expression, which keeps the pairs.
const suspicious = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD]/
const special = /[&<>"\r]/
const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

export const xmlHeader = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

/** Text for XML 1.0 content and attributes. Characters that XML cannot hold (its production 2: most controls, lone surrogates, U+FFFE, U+FFFF) are dropped. */
export function xmlText(text: string): string {
  const legal = suspicious.test(text) ? text.replace(illegal, '') : text
  return special.test(legal) ? legal.replace(/[&<>"\r]/g, (character) => entities[character] ?? character) : legal
}
