import iconv from 'iconv-lite'
import { symbolTable } from './rtf-symbol-fonts'

/** A font of the document: what its bytes mean hangs on its character set, its code page, or for fonts of signs on its name. */
export interface RtfFont {
  name: string
  charset: number | null
  page: number | null
}

/** Code page of each character set. Source: Rich Text Format Specification 1.9.1, \fcharset. Set 1 means the document's own page. */
const charsetPages: Readonly<Record<number, string | undefined>> = {
  77: 'macintosh',
  78: 'cp932',
  79: 'cp949',
  80: 'cp936',
  81: 'cp950',
  83: 'cp1255',
  84: 'cp1256',
  85: 'macgreek',
  86: 'macturkish',
  87: 'macthai',
  88: 'maccenteuro',
  89: 'maccyrillic',
  128: 'cp932',
  129: 'cp949',
  130: 'cp949',
  134: 'cp936',
  136: 'cp950',
  161: 'cp1253',
  162: 'cp1254',
  163: 'cp1258',
  177: 'cp1255',
  178: 'cp1256',
  180: 'cp1256',
  181: 'cp1255',
  186: 'cp1257',
  204: 'cp1251',
  222: 'cp874',
  238: 'cp1250',
  254: 'cp437',
  255: 'cp437',
}
/** Code pages that have a number of their own on Windows. */
const numberedPages: Readonly<Record<number, string | undefined>> = {
  708: 'iso-8859-6',
  819: 'cp1252',
  932: 'cp932',
  936: 'cp936',
  949: 'cp949',
  950: 'cp950',
  1361: 'cp949',
  10000: 'macintosh',
  10001: 'cp932',
  10002: 'cp950',
  10003: 'cp949',
  10004: 'cp1256',
  10005: 'cp1255',
  10006: 'macgreek',
  10007: 'maccyrillic',
  10008: 'cp936',
  10017: 'macukraine',
  10021: 'macthai',
  10029: 'maccenteuro',
  10079: 'maciceland',
  10081: 'macturkish',
  10082: 'maccroatian',
  54936: 'gb18030',
  65001: 'utf8',
}
/** What old Windows programs put behind the name of a font for other alphabets. */
const namedPages: readonly [RegExp, string][] = [
  [/ CE$/i, 'cp1250'],
  [/ CYR$/i, 'cp1251'],
  [/ Greek$/i, 'cp1253'],
  [/ Tur$/i, 'cp1254'],
  [/ \(Hebrew\)$/i, 'cp1255'],
  [/ \(Arabic\)$/i, 'cp1256'],
  [/ Baltic$/i, 'cp1257'],
]

/** The encoding with this number, as iconv-lite names it; Windows-1252 where there is none. */
export function pageNumbered(number: number): string {
  const name = numberedPages[number] ?? `cp${number}`
  return iconv.encodingExists(name) ? name : 'cp1252'
}

/** The encoding of a font's bytes. */
export function pageOfFont(font: RtfFont | undefined, documentPage: string): string {
  if (!font) return documentPage
  if (font.page !== null && font.page > 0) return pageNumbered(font.page)
  const own = charsetPages[font.charset ?? 1] ?? namedPages.find(([suffix]) => suffix.test(font.name))?.[1]
  // Set 0 is that of Windows in the West, whatever page the rest of the document has; on a Mac it is the Mac's.
  return own ?? (font.charset === 0 && !documentPage.startsWith('mac') ? 'cp1252' : documentPage)
}

/** The signs of a font that has signs in the places of letters; null for a font of letters. */
export function signsOfFont(font: RtfFont | undefined): ReadonlyMap<number, string> | null {
  if (!font || (font.charset !== null && font.charset !== 2)) return null
  return symbolTable(font.name) ?? (font.charset === 2 ? new Map() : null)
}
