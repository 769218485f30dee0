/** Put before a line, so that it does not begin as it did: a character that no text has, taken out of what pandoc gives. */
const held = '\uFDD2'

/** Pandoc's output without what was put before lines. */
export const releaseLines = (json: string): string => json.replaceAll(held, '')

/** A line that defines what a label leads to, in a quotation or a list too; its target may stand on the next line. */
const definition =
  /^((?:[ \t]*(?:>|[-*+][ \t]|\d{1,9}[.)][ \t]))*[ \t]*)\[(?!\^)((?:[^\][\\]|\\.){1,999})\]:[ \t]*(.*)$/
/** What refers to a label: no link with its address behind it, and no words of a link whose label follows. */
const reference = /\[((?:[^\][\\]|\\.){1,999})\](?!\(|\[[^\]])/g
const fileEndings =
  'html?|xhtml|php|aspx?|jsp|pdf|md|markdown|txt|rtf|docx?|od[tps]|pptx?|xlsx?|csv|tsv|json|xml|ya?ml|zip|gz|epub|png|jpe?g|gif|svg|webp|avif|bmp|tiff?|mp[34]|m4[av]|wav|og[gv]|webm|mov|vtt|srt'
const domainEndings = 'com|org|net|edu|gov|info'
/** What is an address and hardly an answer: it has a scheme, begins at a root, a folder, a mark or a host, or ends like a file or a host. */
const address = new RegExp(
  String.raw`^(?:[/#]|\.{1,2}/|www\.|[a-z][a-z0-9+.-]*://|(?:mailto|tel|data|urn|doi|javascript|cid):\S|[^?#]*\.(?:${fileEndings}|${domainEndings})(?:[/?#].*)?$)`,
  'i',
)

/**
 * Markdown in which answers of a transcript (`[Anna]: Tired.`) are text, although they are written like the target of a link: all definitions but the first for
 * a label that is an address and to which something refers. A link too many that is shown as text loses nothing; an answer taken for a target is gone.
 */
export function withTextualDefinitions(text: string): string {
  if (text.includes(held)) return text
  const lines = text.split('\n')
  const found = lines.map((line) => definition.exec(line))
  if (found.every((match) => match === null)) return text
  const said = lines.map((line, at) => found[at]?.[3] ?? line).join('\n')
  const open = new Set([...said.matchAll(reference)].map((match) => labelOf(match[1])))
  return lines
    .map((line, at) => {
      const [, before = '', label, rest = ''] = found[at] ?? []
      if (label === undefined) return line
      const [, angled, plain = ''] = /^(?:<([^<>]*)>|(\S+))/.exec((rest.trim() || (lines[at + 1] ?? '')).trim()) ?? []
      if (address.test(angled ?? plain) && open.delete(labelOf(label))) return line
      return before + held + line.slice(before.length)
    })
    .join('\n')
}

const labelOf = (label = ''): string => label.replace(/\s+/g, ' ').trim().toLowerCase()
