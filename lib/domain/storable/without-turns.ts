/** Signs that turn the letters behind them around, or part them from those beside them. What the letters of a language need for their own order is not among them. */
const turns = /[\u202A-\u202E\u2066-\u2069]/g

/** A name without signs that turn letters: with one the name of an account reads as that of somebody else, and what stands beside it is turned along. */
export const withoutTurns = (name: string): string => name.replace(turns, '')
