import type { ImportReport } from './imported-document'
import type { PdfPage } from './pdf-page'

export interface PdfFindings {
  pages: readonly PdfPage[]
  lineNumbers: readonly string[]
  running: readonly string[]
  joinedWords: number
  attachments: readonly string[]
}

/** Puts into words what was kept from beside the print, changed and left out. */
export function reportPdf({ changed, lost, warnings }: ImportReport, { pages, lineNumbers, running, joinedWords, attachments }: PdfFindings): void {
  const sum = (of: (page: PdfPage) => number) => pages.reduce((all, page) => all + of(page), 0)
  const repeated = pages.flatMap((page) => page.repeated)
  const comments = pages.flatMap((page) => page.comments)
  const answers = sum((page) => page.answers)
  const notes = sum((page) => page.notes)
  const unreadable = sum((page) => page.unreadable)
  if (running.length > 0) lost.push(`Headers, footers and page numbers that repeat on most pages, such as “${cut(running[0])}”`)
  if (lineNumbers.length > 0) lost.push(`${lineNumbers.length} numbers of lines in the margin, such as “${cut(lineNumbers[0])}”`)
  if (comments.length > 0) lost.push(`${comments.length} ${comments.length === 1 ? 'comment' : 'comments'} on the pages, such as “${cut(comments[0])}”`)
  if (attachments.length > 0) lost.push(`${attachments.length} attached ${attachments.length === 1 ? 'file' : 'files'}, such as “${cut(attachments[0])}”`)
  if (answers > 0) changed.push(`${answers} ${answers === 1 ? 'answer in a form field stands' : 'answers in form fields stand'} in the text, in the place of the field`)
  if (notes > 0) changed.push(`${notes} ${notes === 1 ? 'note typed on a page stands' : 'notes typed on the pages stand'} in the text, where ${notes === 1 ? 'it was' : 'they were'} put`)
  if (repeated.length > 0) changed.push(`${repeated.length} ${repeated.length === 1 ? 'piece of text that is' : 'pieces of text that are'} drawn more than once in the same place, to look bold or to throw a shadow, ${repeated.length === 1 ? 'stands' : 'stand'} there once, such as “${cut(repeated[0])}”`)
  if (joinedWords > 0) changed.push(`${joinedWords} ${joinedWords === 1 ? 'word' : 'words'} hyphenated at a line end joined`)
  if (sum((page) => page.fromSigns) > 0) changed.push('Letters that the file keeps in the places of signs were read as the letters of those places')
  const meant = sum((page) => page.meant)
  if (meant > 0) changed.push(`${meant} ${meant === 1 ? 'place has' : 'places have'} the text that the file says is meant, and not what is drawn`)
  const unplaced = pages.flatMap((page) => page.unplaced)
  if (unplaced.length > 0) lost.push(`${unplaced.length} ${unplaced.length === 1 ? 'text that the file says is meant, in the place of what is drawn' : 'texts that the file says are meant, in the places of what is drawn'}, such as “${cut(unplaced[0])}”`)
  if (unreadable > 0) {
    const one = pages.flatMap((page) => page.lines).find(({ text }) => text.includes('\uFFFD'))
    warnings.push(`${unreadable} ${unreadable === 1 ? 'character of which the file does not say which letter it is, is' : 'characters of which the file does not say which letters they are, are'} marked with \uFFFD${one ? `, such as in “${cut(one.text)}”` : ''}. Compare these places with the original.`)
  }
}

const cut = (text = ''): string => text.replace(/\s+/g, ' ').slice(0, 60)
