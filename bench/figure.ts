/** One measured figure, beside its target and what bounds it in the same run. */
export interface Figure {
  name: string
  value: number
  /** Nothing for a plain number. */
  unit: 'ms' | 's' | '/s' | 'MB' | 'kB' | 'x' | ''
  /** What must be reached; absent where a figure is only printed. */
  target?: { most: number } | { least: number }
  /** What bounds it, in words, with its own figure. */
  beside?: string
}

export function reached({ value, target }: Figure): boolean {
  if (!target) return true
  return 'most' in target ? value <= target.most : value >= target.least
}

/** The figures as a table of plain text, a line each; those that miss their target are marked. */
export function figureTable(figures: Figure[]): string {
  const rows = figures.map((figure) => [
    reached(figure) ? ' ' : '!',
    figure.name,
    `${shown(figure.value)} ${figure.unit}`,
    bound(figure),
    figure.beside ?? '',
  ])
  const widths = [0, 1, 2, 3].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 2 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

function bound({ target, unit }: Figure): string {
  if (!target) return ''
  return 'most' in target ? `<= ${shown(target.most)} ${unit}` : `>= ${shown(target.least)} ${unit}`
}

const shown = (value: number): string => (value >= 100 ? String(Math.round(value)) : value.toFixed(value >= 10 ? 1 : 2))

/** The value below which `share` of the sorted-or-not samples lie (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? NaN
}
