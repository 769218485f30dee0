/** What each measure is called in a paper, whose formula it is, and the formula. */
export interface MeasureDescription {
  name: string
  source: string
  formula: string
}

/**
 * Every measure an assessment reports. Po is observed and Pe expected agreement; p is the share of ratings a category got, q the number of
 * categories, a b c d the fourfold table; l, e and s are the lengths of the unitizing formulas.
 */
export const measures = {
  percent: { name: 'percent agreement', source: 'Fleiss 1971', formula: 'Po' },
  'cohen-kappa': { name: "Cohen's kappa", source: 'Cohen 1960', formula: '(Po - Pe) / (1 - Pe), Pe = sum p1 p2' },
  'light-kappa': { name: "Light's kappa", source: 'Light 1971', formula: "mean of the pairs' Cohen kappas" },
  'hubert-kappa': {
    name: "Hubert's kappa",
    source: 'Hubert 1977',
    formula: '(mean Po - mean Pe) / (1 - mean Pe), over pairs of coders',
  },
  'scott-pi': { name: "Scott's pi", source: 'Scott 1955', formula: '(Po - Pe) / (1 - Pe), Pe = sum ((p1 + p2) / 2)^2' },
  'fleiss-kappa': { name: "Fleiss' kappa", source: 'Fleiss 1971', formula: '(Po - Pe) / (1 - Pe), Pe = sum p^2' },
  'krippendorff-alpha': {
    name: "Krippendorff's alpha",
    source: 'Krippendorff 2004',
    formula: '1 - (n - 1) (n - sum o_cc) / (n^2 - sum n_c^2)',
  },
  'gwet-ac1': {
    name: "Gwet's AC1",
    source: 'Gwet 2008',
    formula: '(Po - Pe) / (1 - Pe), Pe = sum p (1 - p) / (q - 1)',
  },
  'brennan-prediger': {
    name: 'the Brennan-Prediger coefficient',
    source: 'Brennan & Prediger 1981',
    formula: '(Po - 1/q) / (1 - 1/q)',
  },
  'pooled-kappa': {
    name: 'pooled kappa',
    source: 'De Vries et al. 2008',
    formula: '(mean Po - mean Pe) / (1 - mean Pe), over tags',
  },
  dice: { name: "Holsti's coefficient (F1 of coded units)", source: 'Holsti 1969', formula: '2a / (2a + b + c)' },
  jaccard: { name: 'the Jaccard index', source: 'Jaccard 1912', formula: 'a / (a + b + c)' },
  'span-f1-exact': {
    name: 'F1 of spans with the same edges',
    source: 'van Rijsbergen 1979',
    formula: '2 matched / (first + second)',
  },
  'span-f1-overlap': {
    name: 'F1 of overlapping spans',
    source: 'van Rijsbergen 1979',
    formula: '2 matched / (first + second)',
  },
  'u-alpha': {
    name: "Krippendorff's unitizing alpha",
    source: 'Krippendorff et al. 2016',
    formula: '1 - sum l_ck / sum e_ck, c != k',
  },
  'u-alpha-binary': {
    name: "Krippendorff's binary unitizing alpha",
    source: 'Krippendorff et al. 2016',
    formula: '1 - l / e, gap against any value',
  },
  'cu-alpha': {
    name: "Krippendorff's cu-alpha",
    source: 'Krippendorff 2019',
    formula: '1 - sum l*_ck / sum e*_ck, c != k, gaps left out, paired lengths averaged',
  },
  'cu-alpha-pairwise': {
    name: "Krippendorff's cu-alpha with pairwise lengths",
    source: 'Krippendorff et al. 2016',
    formula: '1 - sum l*_ck / sum e*_ck, c != k, gaps left out, paired lengths coder by coder',
  },
} as const satisfies Record<string, MeasureDescription>

export type Measure = keyof typeof measures

export const allMeasures = Object.keys(measures) as Measure[]
