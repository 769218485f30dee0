import { ownValue } from '@/lib/domain/own-value'
import { ImportRefused } from './import-refused'
import type { DocumentFormat } from './imported-document'
import { say } from '@/lib/i18n/say'

/** What is imported, by file ending. */
const endings: Readonly<Record<string, DocumentFormat | undefined>> = {
  txt: 'txt',
  text: 'txt',
  md: 'md',
  markdown: 'md',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  docx: 'docx',
  odt: 'odt',
  rtf: 'rtf',
  epub: 'epub',
  pdf: 'pdf',
}

const mediaTypes: Readonly<Record<string, DocumentFormat | undefined>> = {
  'text/plain': 'txt',
  'text/markdown': 'md',
  'text/html': 'html',
  'application/xhtml+xml': 'html',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/vnd.oasis.opendocument.text': 'odt',
  'application/rtf': 'rtf',
  'text/rtf': 'rtf',
  'application/epub+zip': 'epub',
  'application/pdf': 'pdf',
}

/**
 * The format of a file by its first bytes, then its name, then its media type. Throws ImportRefused for what cannot be read, and where
 * name and content contradict each other.
 */
export function detectFormat(filename: string, bytes: Uint8Array, mediaType?: string): DocumentFormat {
  const ending = /\.([a-z0-9]+)$/i.exec(filename)?.[1]?.toLowerCase() ?? ''
  const named =
    ownValue(endings, ending) ??
    (ending === '' ? ownValue(mediaTypes, mediaType?.split(';')[0]?.trim().toLowerCase() ?? '') : undefined)
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024)).toString('latin1')
  if (start.startsWith('\xd0\xcf\x11\xe0')) throw oldOffice(ending, bytes)
  if (start.startsWith('PK\x03\x04') || start.startsWith('PK\x05\x06')) return zipped(named, start)
  if (named === undefined && ending !== '')
    throw new ImportRefused('unsupported-format', say('refusals.files.ending', { ending }))
  // A PDF may have some bytes before its header; every reader tolerates up to 1,024.
  if (start.includes('%PDF-') && (named === 'pdf' || start.startsWith('%PDF-'))) return 'pdf'
  if (start.startsWith('{\\rtf')) return 'rtf'
  if (named === 'docx' || named === 'odt' || named === 'epub' || named === 'pdf' || named === 'rtf') {
    throw new ImportRefused('corrupt-file', say('refusals.files.misnamed', { named }))
  }
  if (named === undefined) throw new ImportRefused('unsupported-format', say('refusals.files.unknownKind'))
  return named
}

function zipped(named: DocumentFormat | undefined, start: string): DocumentFormat {
  if (start.includes('mimetypeapplication/epub+zip')) return 'epub'
  if (start.includes('mimetypeapplication/vnd.oasis.opendocument.text')) return 'odt'
  if (named === 'docx' || named === 'odt' || named === 'epub') return named
  throw new ImportRefused('unsupported-format', say('refusals.files.archive'))
}

/** The container of Word 97 to 2003 files, which newer programs also wrap around a password-protected docx. */
function oldOffice(ending: string, bytes: Uint8Array): ImportRefused {
  const encrypted = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  )
  if (encrypted) return new ImportRefused('encrypted-file', say('refusals.files.password'))
  if (ending === 'doc' || ending === 'dot' || ending === 'docx') {
    return new ImportRefused('unsupported-format', say('refusals.files.oldWord'))
  }
  return new ImportRefused('unsupported-format', say('refusals.files.oldOffice'))
}
