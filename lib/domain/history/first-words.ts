import { shortened } from '../shortened'

/** The first words of a passage as one line, by which one knows it again: words are not cut where there are spaces between them. */
export function firstWords(passage: string, most = 48): string {
  const line = passage
    .slice(0, most * 4)
    .replace(/\s+/g, ' ')
    .trim()
  if (line.length <= most) return passage.length > most * 4 ? `${line}…` : line
  const cut = shortened(line, most)
  const space = cut.lastIndexOf(' ')
  return space < most / 2 ? cut : `${cut.slice(0, space).replace(/[\s,;:–—-]+$/, '')}…`
}
