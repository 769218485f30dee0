import { failure, type Result } from '@/lib/domain/result'
import { brennanPrediger } from '@/lib/domain/agreement/measures/brennan-prediger'
import type { Cell } from '@/lib/domain/agreement/units/cell'
import { cohenKappa, hubertKappa, lightKappa } from '@/lib/domain/agreement/measures/cohen-kappa'
import { dice } from '@/lib/domain/agreement/measures/dice'
import { fleissKappa } from '@/lib/domain/agreement/measures/fleiss-kappa'
import { allFourfolds } from '@/lib/domain/agreement/measures/fourfold'
import { gwetAc1 } from '@/lib/domain/agreement/measures/gwet-ac1'
import { jaccard } from '@/lib/domain/agreement/measures/jaccard'
import { krippendorffAlpha } from '@/lib/domain/agreement/measures/krippendorff-alpha'
import type { Measure } from '@/lib/domain/agreement/measures/measures'
import { percentAgreement } from '@/lib/domain/agreement/measures/percent-agreement'
import { pooledKappa } from '@/lib/domain/agreement/measures/pooled-kappa'
import { scottPi } from '@/lib/domain/agreement/measures/scott-pi'
import { spanF1 } from '@/lib/domain/agreement/measures/span-f1'
import type { Tally } from '@/lib/domain/agreement/measures/tally'
import type { Agreement } from '@/lib/domain/agreement/measures/undefined-reason'
import { binaryUnitizingAlpha, codingAlpha, unitizingAlpha } from '@/lib/domain/agreement/unitizing/unitizing-alpha'
import type { UnitizingTotals } from '@/lib/domain/agreement/unitizing/unitizing-totals'

export type Figures = Record<Measure, Agreement>

/** The cell of all tags and documents of a selection, the tally of each tag alone (for pooled kappa), and its continua (for the unitizing alphas). */
export interface Pool {
  cell: Cell
  byTag: readonly Tally[]
  domain: Result<UnitizingTotals, 'overlapping-tags'>
}

/** The measures asked for, of one pool. Dice and Jaccard are of the fourfold tables of all pairs of coders added up. */
export function figuresOf<Asked extends Measure>(pool: Pool, asked: readonly Asked[]): Record<Asked, Agreement> {
  return Object.fromEntries(asked.map((measure) => [measure, formulas[measure](pool)])) as Record<Asked, Agreement>
}

const unitizing =
  (measure: (totals: UnitizingTotals) => Agreement) =>
  ({ domain }: Pool): Agreement =>
    domain.ok ? measure(domain.value) : failure(domain.reason)

const formulas: Record<Measure, (pool: Pool) => Agreement> = {
  percent: ({ cell }) => percentAgreement(cell.tally),
  'cohen-kappa': ({ cell }) => cohenKappa(cell.tally),
  'light-kappa': ({ cell }) => lightKappa(cell.tally),
  'hubert-kappa': ({ cell }) => hubertKappa(cell.tally),
  'scott-pi': ({ cell }) => scottPi(cell.tally),
  'fleiss-kappa': ({ cell }) => fleissKappa(cell.tally),
  'krippendorff-alpha': ({ cell }) => krippendorffAlpha(cell.tally),
  'gwet-ac1': ({ cell }) => gwetAc1(cell.tally),
  'brennan-prediger': ({ cell }) => brennanPrediger(cell.tally),
  // Of one tag they are the same.
  'pooled-kappa': ({ cell, byTag }) => (byTag.length === 1 ? hubertKappa(cell.tally) : pooledKappa(byTag)),
  dice: ({ cell }) => dice(allFourfolds(cell.tally)),
  jaccard: ({ cell }) => jaccard(allFourfolds(cell.tally)),
  'span-f1-exact': ({ cell }) => spanF1(cell.exact),
  'span-f1-overlap': ({ cell }) => spanF1(cell.overlap),
  'u-alpha': unitizing(unitizingAlpha),
  'u-alpha-binary': unitizing(binaryUnitizingAlpha),
  'cu-alpha': unitizing((totals) => codingAlpha(totals, 'averaged')),
  'cu-alpha-pairwise': unitizing((totals) => codingAlpha(totals, 'pairwise')),
}
