import { failure, type Result } from '../result'
import { brennanPrediger } from './brennan-prediger'
import type { Cell } from './cell'
import { cohenKappa, hubertKappa, lightKappa } from './cohen-kappa'
import { dice } from './dice'
import { fleissKappa } from './fleiss-kappa'
import { allFourfolds } from './fourfold'
import { gwetAc1 } from './gwet-ac1'
import { jaccard } from './jaccard'
import { krippendorffAlpha } from './krippendorff-alpha'
import type { Measure } from './measures'
import { percentAgreement } from './percent-agreement'
import { pooledKappa } from './pooled-kappa'
import { scottPi } from './scott-pi'
import { spanF1 } from './span-f1'
import type { Tally } from './tally'
import type { Agreement } from './undefined-reason'
import { binaryUnitizingAlpha, codingAlpha, unitizingAlpha } from './unitizing-alpha'
import type { UnitizingTotals } from './unitizing-totals'

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
