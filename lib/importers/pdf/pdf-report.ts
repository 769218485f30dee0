import type { ImportReport } from '@/lib/importers/imported-document'
import type { PdfPage } from './pdf-page'

export interface PdfFindings {
  pages: readonly PdfPage[]
  lineNumbers: readonly string[]
  running: readonly string[]
  joinedWords: number
  attachments: readonly string[]
  /** Whether the file holds a form in a format of its own, which only some programs show. */
  isXfa: boolean
}

/** Puts into words what was kept from beside the print, changed and left out. */
export function reportPdf(
  { changed, lost, warnings }: ImportReport,
  { pages, lineNumbers, running, joinedWords, attachments, isXfa }: PdfFindings,
): void {
  const sum = (of: (page: PdfPage) => number) => pages.reduce((all, page) => all + of(page), 0)
  const repeated = pages.flatMap((page) => page.repeated)
  const comments = pages.flatMap((page) => page.comments)
  const answers = sum((page) => page.answers)
  const notes = sum((page) => page.notes)
  const unreadable = sum((page) => page.unreadable)
  if (running.length > 0)
    lost.push(`Headers, footers and page numbers that repeat on most pages, such as “${cut(running[0])}”`)
  if (lineNumbers.length > 0)
    lost.push(`${lineNumbers.length} numbers of lines in the margin, such as “${cut(lineNumbers[0])}”`)
  if (comments.length > 0)
    lost.push(
      `${comments.length} ${comments.length === 1 ? 'comment' : 'comments'} on the pages, such as “${cut(comments[0])}”`,
    )
  if (attachments.length > 0)
    lost.push(
      `${attachments.length} attached ${attachments.length === 1 ? 'file' : 'files'}, such as “${cut(attachments[0])}”`,
    )
  if (answers > 0)
    changed.push(
      `${answers} ${answers === 1 ? 'answer in a form field stands' : 'answers in form fields stand'} in the text, in the place of the field`,
    )
  if (notes > 0)
    changed.push(
      `${notes} ${notes === 1 ? 'note typed on a page stands' : 'notes typed on the pages stand'} in the text, where ${notes === 1 ? 'it was' : 'they were'} put`,
    )
  const shown = pages.flatMap((page) => page.shown)
  if (shown.length > 0)
    changed.push(
      `${shown.length} ${shown.length === 1 ? 'text of a stamp, signature, button or field stands in the text, where it is shown' : 'texts of stamps, signatures, buttons or fields stand in the text, where they are shown'}, such as “${cut(shown[0])}”`,
    )
  const hidden = pages.flatMap((page) => page.hidden)
  if (hidden.length > 0)
    lost.push(
      `Hidden text was left out: ${hidden.length} ${hidden.length === 1 ? 'field or note that is' : 'fields or notes that are'} not shown on the pages, such as “${cut(hidden[0])}”`,
    )
  const unread = sum((page) => page.unread)
  if (unread > 0)
    lost.push(
      `${unread} ${unread === 1 ? 'sign' : 'signs'} of stamps, signatures, buttons or fields, whose font does not say which letters they are`,
    )
  const outside = pages.flatMap((page) => page.outside)
  if (outside.length > 0)
    changed.push(
      `${outside.length} ${outside.length === 1 ? 'line that stands outside the visible part of its page stands at the end of the page’s text' : 'lines that stand outside the visible parts of their pages stand at the ends of the pages’ texts'}, such as “${cut(outside[0]?.text)}”`,
    )
  const unseen = pages.flatMap(({ again }) => again?.unseen || [])
  if (unseen.length > 0)
    lost.push(`Text outside the visible parts of pages that share one drawing, such as “${cut(unseen[0])}”`)
  if (isXfa)
    warnings.push(
      'The file holds a form that only some programs show (XFA). Only what it draws for all others was read: compare it with what you see, or print it to a new PDF and add that.',
    )
  const [signs, unknown] = [sum((page) => page.again?.signs ?? 0), sum((page) => page.again?.unknown ?? 0)]
  const unchecked = pages.filter(({ again, lines }) => lines.length > 0 && (again === null || !again.isWhole)).length
  if (unknown > 0.02 * signs || unchecked > 0)
    changed.push(
      `Whether letters are missing could not be checked a second time for ${[...(unchecked > 0 ? [`${unchecked} ${unchecked === 1 ? 'page' : 'pages'}`] : []), ...(unknown > 0.02 * signs ? [`${unknown} of ${signs} signs, of whose fonts only one reader knows the letters`] : [])].join(' and ')}`,
    )
  if (repeated.length > 0)
    changed.push(
      `${repeated.length} ${repeated.length === 1 ? 'piece of text that is' : 'pieces of text that are'} drawn more than once in the same place, to look bold or to throw a shadow, ${repeated.length === 1 ? 'stands' : 'stand'} there once, such as “${cut(repeated[0])}”`,
    )
  if (joinedWords > 0)
    changed.push(`${joinedWords} ${joinedWords === 1 ? 'word' : 'words'} hyphenated at a line end joined`)
  if (sum((page) => page.fromSigns) > 0)
    changed.push('Letters that the file keeps in the places of signs were read as the letters of those places')
  const retold = sum((page) => page.retold)
  if (retold > 0)
    changed.push(
      `${retold} ${retold === 1 ? 'piece of text was' : 'pieces of text were'} read another way, since the usual one tells no letters there`,
    )
  const meant = sum((page) => page.meant)
  if (meant > 0)
    changed.push(
      `${meant} ${meant === 1 ? 'place has' : 'places have'} the text that the file says is meant, and not what is drawn`,
    )
  const unplaced = pages.flatMap((page) => page.unplaced)
  if (unplaced.length > 0)
    lost.push(
      `${unplaced.length} ${unplaced.length === 1 ? 'text that the file says is meant, in the place of what is drawn' : 'texts that the file says are meant, in the places of what is drawn'}, such as “${cut(unplaced[0])}”`,
    )
  if (unreadable > 0) {
    const one = pages.flatMap((page) => page.lines).find(({ text }) => text.includes('\uFFFD'))
    warnings.push(
      `${unreadable} ${unreadable === 1 ? 'character of which the file does not say which letter it is, is' : 'characters of which the file does not say which letters they are, are'} marked with \uFFFD${one ? `, such as in “${cut(one.text)}”` : ''}. Compare these places with the original.`,
    )
  }
}

const cut = (text = ''): string => text.replace(/\s+/g, ' ').slice(0, 60)
