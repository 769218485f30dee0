import { ownValue } from '@/lib/domain/own-value'

/** A language (BCP 47) in the words of the interface's language; what is not known is said as it is. */
export function languageName(tag: string, locale: string): string {
  if (tag === '' || tag === 'und') return '–'
  try {
    return new Intl.DisplayNames(locale, { type: 'language' }).of(tag) ?? tag
  } catch (error) {
    if (error instanceof RangeError) return tag
    throw error
  }
}

const formats: Record<string, string> = {
  txt: 'Text',
  md: 'Markdown',
  html: 'HTML',
  docx: 'Word',
  odt: 'OpenDocument',
  rtf: 'RTF',
  epub: 'EPUB',
  pdf: 'PDF',
}

/** A format as people call it. */
export function formatName(format: string): string {
  return ownValue(formats, format) ?? format
}
