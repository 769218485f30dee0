/** The formula of the coefficient of co-occurrence, as it is shown beside it. It is Jaccard's. */
export const cooccurrenceFormula = 'c = n12 / (n1 + n2 − n12)'

/** How far two tags stand together: where both are, among where either is; 0 where neither is. Between 0 and 1, and the same both ways. */
export function cooccurrence({ both, either }: { both: number; either: number }): number {
  return either === 0 ? 0 : both / either
}
