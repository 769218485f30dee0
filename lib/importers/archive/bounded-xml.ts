import { ImportRefused } from '@/lib/importers/import-refused'
import { say } from '@/lib/i18n/say'

/** How deep elements may lie in one another: a table in a table is three or four, and no document for people comes near it. */
const deepest = 400

const [less, exclamation, question, slash, greater, quote, apostrophe] = Array.from('<!?/>"\'', (letter) =>
  letter.charCodeAt(0),
)

/**
 * Refuses XML whose elements lie too deep in one another, for which readers need more stack and time than there is. Goes over it once, whatever is in it. What
 * is no UTF-8 is left to the limits of the process. Throws ImportRefused.
 */
export function refuseDeepXml(part: Uint8Array): void {
  const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength)
  if (bytes.subarray(0, 100).includes(0)) return
  let depth = 0
  for (let at = bytes.indexOf('<'); at !== -1 && at < bytes.length; at = bytes.indexOf('<', at)) {
    const next = bytes[at + 1]
    if (next === exclamation || next === question) {
      at = endOf(bytes, at)
    } else {
      const end = endOfTag(bytes, at + 1)
      if (next === slash) depth -= 1
      else if (bytes[end - 1] !== slash) depth += 1
      if (depth > deepest) throw new ImportRefused('corrupt-file', say('refusals.files.tooDeepParts', { deepest }))
      at = end
    }
  }
}

/** Where a tag ends: at its >, of which those in the values of attributes do not count. */
function endOfTag(bytes: Buffer, from: number): number {
  let open: number | undefined
  for (let at = from; at < bytes.length; at += 1) {
    const byte = bytes[at]
    if (open !== undefined) {
      if (byte === open) open = undefined
    } else if (byte === quote || byte === apostrophe) open = byte
    else if (byte === greater || byte === less) return at
  }
  return bytes.length
}

/** Where a comment, a section of characters, an instruction or a declaration ends. */
function endOf(bytes: Buffer, at: number): number {
  const start = bytes.toString('latin1', at, at + 9)
  const mark = start.startsWith('<!--') ? '-->' : start === '<![CDATA[' ? ']]>' : start.startsWith('<?') ? '?>' : '>'
  const end = bytes.indexOf(mark, at + 2)
  return end === -1 ? bytes.length : end + 1
}

/** Larger than any table or gap that somebody made: of one element, whoever reads the file makes so many columns or spaces. */
const mostColumns = 1000
const mostSpaces = 1000

const columns = /(<(?:[\w.-]+:)?(?:gridSpan|gridBefore|gridAfter)\s[^<>]*?val\s*=\s*["'])(\d{4,})/g
const repeats = /(\bnumber-(?:columns|rows)-(?:repeated|spanned)=["'])(\d{4,})/g
const spaces = /(<text:(?:s|tab)\s[^<>]*?text:c\s*=\s*["'])(\d{4,})/g

/** The XML of a Word document or an OpenDocument text in which no element stands for more columns or spaces than anybody makes. No word depends on it. */
export function boundedXml(xml: string): string {
  const within = (most: number) => (_: string, before: string, digits: string) =>
    before + (Number(digits) > most ? String(most) : digits)
  return xml
    .replace(columns, within(mostColumns))
    .replace(repeats, within(mostColumns))
    .replace(spaces, within(mostSpaces))
}
