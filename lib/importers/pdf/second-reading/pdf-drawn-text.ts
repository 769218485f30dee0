import type { PdfDrawn } from './pdf-drawing'

/** What the runs say: a space where there is a gap between two, a line break where the second does not go on behind the first. */
export function textOfRuns(runs: readonly PdfDrawn[]): string {
  let last: PdfDrawn | undefined
  const parts: string[] = []
  for (const run of runs) {
    if (last) {
      const size = Math.max(run.size, last.size, 1)
      const [across, along] = alongLine(last, run)
      if (Math.abs(across) > 0.7 * size || along < -size || along > 2 * size) parts.push('\n')
      else if (along > 0.12 * size) parts.push(' ')
    }
    parts.push(run.text)
    last = run
  }
  return parts.join('')
}

/** How far a run begins from where the last one ends: beside its line, and along it. */
function alongLine(last: PdfDrawn, run: PdfDrawn): [across: number, along: number] {
  const [dx, dy] = [last.endX - last.x, last.endY - last.y]
  const length = Math.hypot(dx, dy)
  const [ux, uy] = length === 0 ? [1, 0] : [dx / length, dy / length]
  const [gapX, gapY] = [run.x - last.endX, run.y - last.endY]
  return [gapX * -uy + gapY * ux, gapX * ux + gapY * uy]
}
