import type { Direction } from './report'
import { xmlText } from './xml'

const hanOrKana = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]/
// From a Latin letter or digit to the last one before right-to-left script begins again; so a date keeps its order too.
const latinStretch =
  /([A-Za-z0-9\u00C0-\u024F](?:[^\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]*[A-Za-z\u00C0-\u024F0-9])?)/

/** A paragraph in a named style; `content` is XML, and so is `more`, which stands with its properties. */
export function paragraph(style: string, direction: Direction, content: string, more = ''): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${direction === 'rtl' ? '<w:bidi/>' : ''}${more}</w:pPr>${content}</w:p>`
}

export interface RunLook {
  bold?: boolean
  italic?: boolean
  isCode?: boolean
  /** Further properties as XML, of those that the format wants after weight and slant and before the direction. */
  more?: string
}

/**
 * Text as runs. In a right-to-left paragraph the Latin stretches are runs of their own, because Word lays out a run marked right-to-left as one. East Asian
 * text carries the hint by which Word takes quotation marks from the East Asian font too.
 */
export function run(text: string, direction: Direction, language = '', look: RunLook = {}): string {
  const { bold = false, italic = false, isCode = false, more = '' } = look
  const isEastAsian = direction === 'ltr' && (/^(zh|ja|ko)\b/.test(language) || hanOrKana.test(text))
  const font = `${isCode ? ' w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"' : ''}${isEastAsian ? ' w:hint="eastAsia"' : ''}`
  const weight = `${font === '' ? '' : `<w:rFonts${font}/>`}${bold ? '<w:b/><w:bCs/>' : ''}${italic ? '<w:i/><w:iCs/>' : ''}${more}`
  if (direction === 'ltr') return one(text, properties(weight))
  return text
    .split(latinStretch)
    .map((part, i) => (part === '' ? '' : one(part, properties(i % 2 === 1 ? weight : `${weight}<w:rtl/>`))))
    .join('')
}

const properties = (inner: string): string => (inner === '' ? '' : `<w:rPr>${inner}</w:rPr>`)

function one(text: string, properties: string): string {
  const inner = xmlText(text).replaceAll('\t', '</w:t><w:tab/><w:t xml:space="preserve">')
  return `<w:r>${properties}<w:t xml:space="preserve">${inner}</w:t></w:r>`
}
