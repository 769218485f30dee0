/** A run of text as pdf.js reports it: its matrix in PDF units (1/72 inch, y upwards), its advance width and its height. */
export interface PdfRun {
  str: string
  dir: string
  transform: readonly number[]
  width: number
  height: number
  /** Whether it was written on the page later: a paragraph of its own. */
  isAddition?: boolean
}

/** A line of a page, or the part of one that stands apart. `x`, `right` and `y` (the baseline) are turned so that every line reads from left to right and pages go downwards in y. */
export interface PdfLine {
  text: string
  x: number
  right: number
  y: number
  size: number
  page: number
  rtl: boolean
  /** In degrees. */
  angle: number
  /** Whether it is a paragraph of its own whatever stands around it, such as a row of a table. */
  isAlone?: boolean
}

interface Piece {
  text: string
  rtl: boolean
  angle: number
  x: number
  right: number
  y: number
  size: number
  isAddition: boolean
}

/** From this gap on (in sizes) what stands on one baseline may be two things: cells of a table, lines of two columns, a number in the margin. */
const wideGap = 1.5

/** Puts the runs of a page together to parts of lines, in the order the page draws them, which is nearly always that of reading. */
export function segmentsOf(runs: readonly PdfRun[], page: number): PdfLine[] {
  const segments: PdfLine[] = []
  let pieces: Piece[] = []
  let last: Piece | undefined
  const flush = () => {
    const read = segmentOf(pieces, page)
    if (read) segments.push(read)
    pieces = []
    last = undefined
  }
  for (const run of runs) {
    if (run.str === '') continue
    const piece = pieceOf(run)
    const isBlank = piece.text.trim() === ''
    // How wide a space is drawn says nothing of where the next word stands.
    if (!isBlank && last && !continues(last, piece, last === pieces[0])) flush()
    if (isBlank && pieces.length === 0) continue
    pieces.push(piece)
    if (!isBlank) last = piece
  }
  flush()
  return segments
}

/** Turns a run into the frame in which its own text runs from left to right: by its angle, or for vertical writing by a quarter. */
function pieceOf({ str, dir, transform, width, height, isAddition = false }: PdfRun): Piece {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = transform
  if (dir === 'ttb')
    return { text: str, rtl: false, angle: 90, x: -f, right: -f + height, y: e, size: Math.hypot(c, d), isAddition }
  const angle = Math.atan2(b, a)
  const x = e * Math.cos(angle) + f * Math.sin(angle)
  const y = f * Math.cos(angle) - e * Math.sin(angle)
  return {
    text: str,
    rtl: dir === 'rtl',
    angle: Math.round((angle * 180) / Math.PI),
    x,
    right: x + width,
    y,
    size: Math.hypot(c, d) || height,
    isAddition,
  }
}

/** A run goes on a line when it stands on about the same baseline, next to what is there; raised notes and lowered indices do. A number that begins a line may stand in the margin. */
function continues(last: Piece, next: Piece, isFirst: boolean): boolean {
  const size = Math.max(last.size, next.size, 1)
  if (last.isAddition || next.isAddition) return false
  if (last.angle !== next.angle || Math.abs(last.y - next.y) > 0.6 * size) return false
  const widest = (isFirst && /^\d{1,4}$/.test(last.text.trim()) ? 0.8 : wideGap) * size
  const forward = next.x >= last.right - size && next.x - last.right < widest
  const backward = next.right <= last.x + size && last.x - next.right < widest
  return forward || ((last.rtl || next.rtl) && backward)
}

function segmentOf(pieces: readonly Piece[], page: number): PdfLine | null {
  const inked = pieces.filter((piece) => piece.text.trim() !== '')
  const main = inked.reduce<Piece | null>(
    (best, piece) => (best === null || piece.text.length > best.text.length ? piece : best),
    null,
  )
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
  const x = inked.reduce((least, piece) => Math.min(least, piece.x), Infinity)
  const right = inked.reduce((most, piece) => Math.max(most, piece.right), -Infinity)
  return {
    text: shown,
    x,
    right,
    y: main.y,
    size: main.size,
    page,
    rtl,
    angle: main.angle,
    ...(main.isAddition ? { isAlone: true } : {}),
  }
}
