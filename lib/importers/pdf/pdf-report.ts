import type { Noticed } from '@/lib/importers/imported-document'
import type { PdfPage } from './pdf-page'
import { say } from '@/lib/i18n/say'

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
  { changed, lost, warnings }: Noticed,
  { pages, lineNumbers, running, joinedWords, attachments, isXfa }: PdfFindings,
): void {
  const sum = (of: (page: PdfPage) => number) => pages.reduce((all, page) => all + of(page), 0)
  const repeated = pages.flatMap((page) => page.repeated)
  const comments = pages.flatMap((page) => page.comments)
  const answers = sum((page) => page.answers)
  const notes = sum((page) => page.notes)
  const unreadable = sum((page) => page.unreadable)
  if (running.length > 0) lost.push(say('reports.pdf.running', { example: cut(running[0]) }))
  if (lineNumbers.length > 0)
    lost.push(say('reports.pdf.lineNumbers', { count: lineNumbers.length, example: cut(lineNumbers[0]) }))
  if (comments.length > 0) lost.push(say('reports.pdf.comments', { count: comments.length, example: cut(comments[0]) }))
  if (attachments.length > 0)
    lost.push(say('reports.pdf.attachments', { count: attachments.length, example: cut(attachments[0]) }))
  if (answers > 0) changed.push(say('reports.pdf.answers', { count: answers }))
  if (notes > 0) changed.push(say('reports.pdf.typedNotes', { count: notes }))
  const shown = pages.flatMap((page) => page.shown)
  if (shown.length > 0) changed.push(say('reports.pdf.stamps', { count: shown.length, example: cut(shown[0]) }))
  const hidden = pages.flatMap((page) => page.hidden)
  if (hidden.length > 0) lost.push(say('reports.pdf.hidden', { count: hidden.length, example: cut(hidden[0]) }))
  const unread = sum((page) => page.unread)
  if (unread > 0) lost.push(say('reports.pdf.unreadSigns', { count: unread }))
  const outside = pages.flatMap((page) => page.outside)
  if (outside.length > 0)
    changed.push(say('reports.pdf.outside', { count: outside.length, example: cut(outside[0]?.text) }))
  const unseen = pages.flatMap(({ again }) => again?.unseen || [])
  if (unseen.length > 0) lost.push(say('reports.pdf.unseen', { example: cut(unseen[0]) }))
  if (isXfa) warnings.push(say('reports.pdf.xfa'))
  const [signs, unknown] = [sum((page) => page.again?.signs ?? 0), sum((page) => page.again?.unknown ?? 0)]
  const unchecked = pages.filter(({ again, lines }) => lines.length > 0 && (again === null || !again.isWhole)).length
  if (unknown > 0.02 * signs || unchecked > 0)
    changed.push(
      say('reports.pdf.unchecked', {
        what: [
          ...(unchecked > 0 ? [say('reports.pdf.uncheckedPages', { count: unchecked })] : []),
          ...(unknown > 0.02 * signs ? [say('reports.pdf.uncheckedSigns', { count: unknown, signs })] : []),
        ],
      }),
    )
  if (repeated.length > 0)
    changed.push(say('reports.pdf.repeated', { count: repeated.length, example: cut(repeated[0]) }))
  if (joinedWords > 0) changed.push(say('reports.pdf.joinedWords', { count: joinedWords }))
  if (sum((page) => page.fromSigns) > 0) changed.push(say('reports.pdf.fromSigns'))
  const retold = sum((page) => page.retold)
  if (retold > 0) changed.push(say('reports.pdf.retold', { count: retold }))
  const meant = sum((page) => page.meant)
  if (meant > 0) changed.push(say('reports.pdf.meant', { count: meant }))
  const unplaced = pages.flatMap((page) => page.unplaced)
  if (unplaced.length > 0) lost.push(say('reports.pdf.unplaced', { count: unplaced.length, example: cut(unplaced[0]) }))
  if (unreadable > 0) {
    const one = pages.flatMap((page) => page.lines).find(({ text }) => text.includes('\uFFFD'))
    warnings.push(
      one
        ? say('reports.pdf.unreadableIn', { count: unreadable, example: cut(one.text) })
        : say('reports.pdf.unreadable', { count: unreadable }),
    )
  }
}

const cut = (text = ''): string => text.replace(/\s+/g, ' ').slice(0, 60)
