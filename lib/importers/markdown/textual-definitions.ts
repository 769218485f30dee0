/** Put before a line, so that it does not begin as it did: a character that no text has, taken out of what pandoc gives. */
const held = '\uFDD2'

/** Pandoc's output without what was put before lines. */
export const releaseLines = (json: string): string => json.replaceAll(held, '')

/** A line that defines what a label leads to, in a quotation or a list too; its target may stand on the next line. */
const definition =
  /^((?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*[ \t]*)\[(?!\^)((?:[^\][\\]|\\.){1,999})\]:[ \t]*(.*)$/
const reference = /\[((?:[^\][\\]|\\.){1,999})\](?!:)/g
/** What can be nothing but an address: in angle brackets, with a scheme, from a root, a folder or a mark, of a host, or of a file by its ending. */
const address =
  /^(?:<|[/#?]|\.{1,2}\/|www\.|[a-z][a-z0-9+.-]*:\/\/|(?:mailto|tel|data|urn|doi|javascript|cid):\S|\S*\.[a-z][a-z0-9]{1,9}(?:[/?#]\S*)?(?:\s|$))/i

/**
 * Markdown in which answers of a transcript (`[Anna]: Tired.`) are text, although they are written like the target of a link: definitions whose target is no
 * address, and to which nothing refers, or of which there are several for one label, so that it is who speaks. Goes over the text twice.
 */
export function withTextualDefinitions(text: string): string {
  if (text.includes(held)) return text
  const lines = text.split('\n')
  const found = lines.map((line) => definition.exec(line))
  const times = new Map<string, number>()
  for (const match of found) if (match) times.set(labelOf(match[2]), (times.get(labelOf(match[2])) ?? 0) + 1)
  if (times.size === 0) return text
  const referred = new Set([...text.matchAll(reference)].map((match) => labelOf(match[1])))
  return lines
    .map((line, at) => {
      const [, before = '', label, rest = ''] = found[at] ?? []
      if (label === undefined) return line
      const target = rest.trim() === '' ? (lines[at + 1] ?? '').trim() : rest
      const isText = !address.test(target) && (!referred.has(labelOf(label)) || (times.get(labelOf(label)) ?? 0) > 1)
      return isText ? before + held + line.slice(before.length) : line
    })
    .join('\n')
}

const labelOf = (label = ''): string => label.replace(/\s+/g, ' ').trim().toLowerCase()
