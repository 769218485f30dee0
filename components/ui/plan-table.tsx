'use client'

import type { ReactNode } from 'react'
import { Button } from './button'
import { classNames } from './class-names'

export interface PlanTableProps {
  /** The heads of its three columns; the last one names the region too. */
  heads: { line: string; subject: string; outcome: string }
  rows: readonly { key: string | number; line: ReactNode; subject: ReactNode; outcome: ReactNode }[]
  /** For outcomes of many words: they get three fifths of the width, and a phone leaves the lines' numbers out. */
  isOutcomeLong?: boolean
}

/** What each line of a file would do, before anything is written: its number, what it is about, and what becomes of it. Scrolls within itself. */
export function PlanTable({ heads, rows, isOutcomeLong = false }: PlanTableProps) {
  const head = 'border-b border-rule px-3 py-2 font-[550]'
  const lines = isOutcomeLong && 'max-sm:hidden'
  return (
    <div
      role="region"
      aria-label={heads.outcome}
      // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reached by key
      tabIndex={0}
      className="max-h-80 overflow-auto rounded-md border border-rule focus-ring"
    >
      <table className="w-full text-sm">
        <thead className="sticky top-0 bg-paper-raised">
          <tr className="text-start label-caps">
            <th scope="col" className={classNames(head, 'text-end', lines)}>
              {heads.line}
            </th>
            <th scope="col" className={classNames(head, 'text-start', isOutcomeLong && 'w-2/5')}>
              {heads.subject}
            </th>
            <th scope="col" className={classNames(head, 'text-start', isOutcomeLong && 'w-3/5')}>
              {heads.outcome}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, line, subject, outcome }) => (
            <tr key={key} className="border-b border-rule align-baseline last:border-b-0">
              <td className={classNames('px-3 py-1.5 text-end text-ink-muted tabular-nums', lines)}>{line}</td>
              <td dir="auto" className="px-3 py-1.5">
                {subject}
              </td>
              <td className="px-3 py-1.5">{outcome}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export interface ConflictsAskProps {
  /** Which lines say something else than what is stored. */
  lines: readonly number[]
  words: { ask: string; takeAll: string; keepAll: string }
  onTake: (taken: ReadonlySet<number>) => void
}

/** Asks once for all lines that say something else than what is stored; nothing where none does. */
export function ConflictsAsk({ lines, words, onTake }: ConflictsAskProps) {
  if (lines.length === 0) return null
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 text-sm">
      <p className="text-ink">{words.ask}</p>
      <Button size="small" onPress={() => onTake(new Set(lines))}>
        {words.takeAll}
      </Button>
      <Button size="small" onPress={() => onTake(new Set())}>
        {words.keepAll}
      </Button>
    </div>
  )
}

/** The lines that are taken, with or without one. */
export const withLine = (taken: ReadonlySet<number>, line: number, isTaken: boolean): ReadonlySet<number> =>
  new Set(isTaken ? [...taken, line] : [...taken].filter((other) => other !== line))
