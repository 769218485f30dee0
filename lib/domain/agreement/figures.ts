import { failure, type Result } from '../anchoring/result'
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

/**
 * Every measure of one pool: the cell of all its tags and documents, the tally of each tag alone (for pooled kappa), and its continua.
 * Dice and Jaccard are of the fourfold tables of all pairs of coders added up.
 */
export function figuresOf({ tally, exact, overlap }: Cell, byTag: readonly Tally[], domain: Result<UnitizingTotals, 'overlapping-tags'>): Figures {
  const table = allFourfolds(tally)
  const hubert = hubertKappa(tally)
  const unitizing = (measure: (totals: UnitizingTotals) => Agreement): Agreement => (domain.ok ? measure(domain.value) : failure(domain.reason))
  return {
    percent: percentAgreement(tally),
    'cohen-kappa': cohenKappa(tally),
    'light-kappa': lightKappa(tally),
    'hubert-kappa': hubert,
    'scott-pi': scottPi(tally),
    'fleiss-kappa': fleissKappa(tally),
    'krippendorff-alpha': krippendorffAlpha(tally),
    'gwet-ac1': gwetAc1(tally),
    'brennan-prediger': brennanPrediger(tally),
    // Of one tag they are the same.
    'pooled-kappa': byTag.length === 1 ? hubert : pooledKappa(byTag),
    dice: dice(table),
    jaccard: jaccard(table),
    'span-f1-exact': spanF1(exact),
    'span-f1-overlap': spanF1(overlap),
    'u-alpha': unitizing(unitizingAlpha),
    'u-alpha-binary': unitizing(binaryUnitizingAlpha),
    'cu-alpha': unitizing((totals) => codingAlpha(totals, 'averaged')),
    'cu-alpha-pairwise': unitizing((totals) => codingAlpha(totals, 'pairwise')),
  }
}
