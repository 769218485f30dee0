import type { Direction } from './report'
import { xmlText } from './xml'

const hanOrKana = /[\u2E80-\u9FFF\uF900-\uFAFF\uFF00-\uFFEF]/
// From a Latin letter or digit to the last one before right-to-left script begins again; so a date keeps its order too.
const latinStretch = /([A-Za-z0-9\u00C0-\u024F](?:[^\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]*[A-Za-z\u00C0-\u024F0-9])?)/

/** A paragraph in a named style; `content` is XML. */
export function paragraph(style: string, direction: Direction, content: string): string {
  return `<w:p><w:pPr><w:pStyle w:val="${style}"/>${direction === 'rtl' ? '<w:bidi/>' : ''}</w:pPr>${content}</w:p>`
}

/**
 * Text as runs. In a right-to-left paragraph the Latin stretches are runs of their own, because Word lays out a run marked right-to-left as one. East Asian
 * text carries the hint by which Word takes quotation marks from the East Asian font too.
 */
export function run(text: string, direction: Direction, language = ''): string {
  if (direction === 'ltr') return one(text, /^(zh|ja|ko)\b/.test(language) || hanOrKana.test(text) ? '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>' : '')
  return text
    .split(latinStretch)
    .map((part, i) => (part === '' ? '' : one(part, i % 2 === 1 ? '' : '<w:rPr><w:rtl/></w:rPr>')))
    .join('')
}

function one(text: string, properties: string): string {
  const inner = xmlText(text).replaceAll('\t', '</w:t><w:tab/><w:t xml:space="preserve">')
  return `<w:r>${properties}<w:t xml:space="preserve">${inner}</w:t></w:r>`
}
