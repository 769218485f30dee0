/** Krippendorff 2004, p. 241: conclusions rest on figures of .800 and more, tentative ones on those of .667 and more. Said of his alpha and of no other measure. */
export const usualBounds = { tentative: 0.667, firm: 0.8 } as const

export type Standing = 'below' | 'tentative' | 'firm'

/** Where a value of Krippendorff's alpha stands; the value itself is asked, not what it is rounded to. */
export const standingOf = (alpha: number): Standing =>
  alpha >= usualBounds.firm ? 'firm' : alpha >= usualBounds.tentative ? 'tentative' : 'below'
