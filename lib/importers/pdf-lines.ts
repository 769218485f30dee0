/** A run of text as pdf.js reports it: its matrix in PDF units (1/72 inch, y upwards), its advance width and its height. */
export interface PdfRun {
  str: string
  dir: string
  transform: readonly number[]
  width: number
  height: number
}

/** A line of a page. `x`, `right` and `y` (the baseline) are turned so that every line reads from left to right and pages go downwards in y. */
export interface PdfLine {
  text: string
  x: number
  right: number
  y: number
  size: number
  page: number
}

interface Piece {
  text: string
  rtl: boolean
  angle: number
  x: number
  right: number
  y: number
  size: number
}

/** Puts the runs of a page together to lines, in the order the page draws them, which is nearly always that of reading. */
export function linesOf(runs: readonly PdfRun[], page: number): PdfLine[] {
  const lines: PdfLine[] = []
  let line: Piece[] = []
  const flush = () => {
    const read = lineOf(line, page)
    if (read) lines.push(read)
    line = []
  }
  for (const run of runs) {
    if (run.str === '') continue
    const piece = pieceOf(run)
    const last = line.at(-1)
    if (last && !continues(last, piece)) flush()
    line.push(piece)
  }
  flush()
  return lines
}

/** Turns a run into the frame in which its own text runs from left to right: by its angle, or for vertical writing by a quarter. */
function pieceOf({ str, dir, transform, width, height }: PdfRun): Piece {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform
  if (dir === 'ttb') return { text: str, rtl: false, angle: 90, x: -f, right: -f + height, y: e, size: Math.hypot(c, d) }
  const angle = Math.atan2(b, a)
  const x = e * Math.cos(angle) + f * Math.sin(angle)
  const y = f * Math.cos(angle) - e * Math.sin(angle)
  return { text: str, rtl: dir === 'rtl', angle: Math.round((angle * 180) / Math.PI), x, right: x + width, y, size: Math.hypot(c, d) || height }
}

/** A run goes on a line when it stands on about the same baseline, next to what is there; raised notes and lowered indices do. */
function continues(last: Piece, next: Piece): boolean {
  const size = Math.max(last.size, next.size, 1)
  if (last.angle !== next.angle || Math.abs(last.y - next.y) > 0.6 * size) return false
  const forward = next.x >= last.right - size && next.x - last.right < 12 * size
  const backward = next.right <= last.x + size && last.x - next.right < 12 * size
  return forward || ((last.rtl || next.rtl) && backward) || next.text.trim() === ''
}

function lineOf(pieces: readonly Piece[], page: number): PdfLine | null {
  const inked = pieces.filter((piece) => piece.text.trim() !== '')
  const main = inked.reduce<Piece | null>((best, piece) => (best === null || piece.text.length > best.text.length ? piece : best), null)
  if (!main) return null
  const rtl = inked.filter((piece) => piece.rtl).length > inked.length / 2
  const ordered = rtl ? [...pieces].sort((a, b) => b.x - a.x) : pieces
  let text = ''
  ordered.forEach((piece, at) => {
    const before = ordered[at - 1]
    const gap = before ? (rtl ? before.x - piece.right : piece.x - before.right) : 0
    if (before && gap > 0.2 * main.size && !/\s$/.test(text) && !/^\s/.test(piece.text)) text += ' '
    text += piece.text
  })
  const shown = text.replace(/\s+/g, ' ').trim()
  return { text: shown, x: Math.min(...inked.map((piece) => piece.x)), right: Math.max(...inked.map((piece) => piece.right)), y: main.y, size: main.size, page }
}
