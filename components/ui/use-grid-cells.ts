'use client'

import { useRef, useState, type KeyboardEvent } from 'react'

/** A place in a grid, heads included. */
export type GridPlace = readonly [row: number, column: number]

const steps: Record<string, GridPlace> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
}

/**
 * Which cell of a table of so many rows and columns the Tab key reaches, and the keys that go from one to the next, as in a grid (WAI-ARIA APG). What is focused
 * carries `data-cell="row,column"`; Home and End go along the row.
 */
export function useGridCells(rows: number, columns: number) {
  const grid = useRef<HTMLTableElement>(null)
  const [[atRow, atColumn], setAt] = useState<GridPlace>([0, 0])
  const last: GridPlace = [rows - 1, columns - 1]
  const focus: GridPlace = [Math.min(atRow, last[0]), Math.min(atColumn, last[1])]
  const onKeyDown = (event: KeyboardEvent) => {
    const isRight = getComputedStyle(event.currentTarget).direction === 'rtl'
    const step =
      event.key === 'Home' ? [0, -focus[1]] : event.key === 'End' ? [0, last[1] - focus[1]] : steps[event.key]
    if (!step) return
    event.preventDefault()
    const sideways = event.key.startsWith('Arrow') && isRight ? -(step[1] ?? 0) : (step[1] ?? 0)
    const to: GridPlace = [
      Math.max(0, Math.min(last[0], focus[0] + (step[0] ?? 0))),
      Math.max(0, Math.min(last[1], focus[1] + sideways)),
    ]
    setAt(to)
    grid.current?.querySelector<HTMLElement>(`[data-cell="${to.join(',')}"]`)?.focus()
  }
  return { grid, focus, setAt, onKeyDown }
}

/**
 * What happens where a cell is pressed. A key is taken itself, and not by the click that the browser makes of it: React Aria holds that for a screen reader's, and
 * a dialog that it opens would wait in vain for its focus.
 */
export const pressed = (onPress: (() => void) | undefined) => ({
  onClick: onPress,
  onKeyDown: (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    if (!event.repeat) onPress?.()
  },
})
