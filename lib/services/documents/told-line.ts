import type { FilledLine } from '@/lib/domain/documents/plan-attributes'
import { valueFault } from '@/lib/schemas/value-fault'
import { inEnglish } from '@/lib/i18n/say'

/** A line of a sheet as it is answered: of a value that does not fit what it must be, in English and in no language yet. */
export const toldLine = ({ cells, ...line }: FilledLine) => ({
  ...line,
  cells: cells.map(({ fault, ...cell }) => {
    if (fault === null) return { ...cell, reason: null }
    const said = valueFault(fault)
    return { ...cell, reason: inEnglish(said), said }
  }),
})
export type ToldLine = ReturnType<typeof toldLine>
