/**
 * Says in an answer whose session it was made for, by the id of the account: only what says so is kept by a browser. Says in a request that changes something
 * for which account it was made: under another it is not carried out.
 */
export const madeForHeader = 'x-made-for'

/** The reason of a refusal of what was made for another account than the one that is signed in. */
export const otherAccount = 'other-account'

/** Says of an answer that the browser kept it, and when, in milliseconds. */
export const keptAtHeader = 'x-kept-at'

/** Whether a proxy answered because there was no server behind it. Ours never answers so. */
export function isOfGateway(status: number): boolean {
  return status === 502 || status === 504
}
