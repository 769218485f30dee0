import { decodeText, declaredEncoding } from '../text/decode-text'

/** Messages within messages deeper than this are not read. */
const maxDepth = 5

/** The pages of a web archive (MHTML: a message whose parts are a page and what it shows), the one that opens first. Empty where the bytes are none. */
export function pagesOfWebArchive(bytes: Uint8Array): string[] {
  return pagesOf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1'), 0)
}

/** `part` has one byte a character. */
function pagesOf(part: string, depth: number): string[] {
  const { headers, body } = parted(part)
  const type = headers.get('content-type') ?? ''
  const boundary = parameter(type, 'boundary')
  if (/^multipart\//i.test(type)) {
    if (boundary === undefined || depth >= maxDepth) return []
    const [, ...parts] = `\n${body}`.split(`\n--${boundary}`)
    const inside = parts.filter((inner) => !inner.startsWith('--')).map((inner) => inner.slice(inner.indexOf('\n') + 1))
    const start = parameter(type, 'start')
    const first = inside.findIndex(
      (inner) => start !== undefined && parted(inner).headers.get('content-id')?.trim() === start,
    )
    const ordered =
      first > 0 ? [...inside.slice(first, first + 1), ...inside.slice(0, first), ...inside.slice(first + 1)] : inside
    return ordered.flatMap((inner) => pagesOf(inner, depth + 1))
  }
  if (!/^(text\/html|application\/xhtml\+xml)\b/i.test(type)) return []
  const page = transferred(body, headers.get('content-transfer-encoding') ?? '')
  return [decodeText(page, parameter(type, 'charset') ?? declaredEncoding(page)).text]
}

/** The headers of a part, with their lines joined, and what follows the empty line after them. */
function parted(part: string): { headers: Map<string, string>; body: string } {
  const text = part.replace(/^(\r?\n)+/, '')
  const end = /\r?\n\r?\n/.exec(text)
  const head = text.slice(0, end?.index ?? text.length).replace(/\r?\n[ \t]/g, ' ')
  const headers = new Map<string, string>()
  for (const line of head.split(/\r?\n/)) {
    const colon = line.indexOf(':')
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim())
  }
  return { headers, body: end ? text.slice(end.index + end[0].length) : '' }
}

function parameter(header: string, name: string): string | undefined {
  for (const [, found = '', quoted, bare] of header.matchAll(/;\s*([\w-]+)\s*=\s*(?:"([^"]*)"|([^\s;]+))/g)) {
    if (found.toLowerCase() === name) return quoted ?? bare
  }
  return undefined
}

/** The bytes of a body as they were before they were written for the way. */
function transferred(body: string, encoding: string): Uint8Array {
  if (/^base64$/i.test(encoding)) return Buffer.from(body, 'base64')
  if (!/^quoted-printable$/i.test(encoding)) return Buffer.from(body, 'latin1')
  const plain = body
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9a-fA-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
  return Buffer.from(plain, 'latin1')
}
