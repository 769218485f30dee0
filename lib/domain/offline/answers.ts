/** Says in an answer whose session it was made for, by the id of the account. Only what says so is kept by a browser. */
export const madeForHeader = 'x-made-for'

/** Says of an answer that the browser kept it, and when, in milliseconds. */
export const keptAtHeader = 'x-kept-at'

/** Whether a proxy answered because there was no server behind it. Ours never answers so. */
export function isOfGateway(status: number): boolean {
  return status === 502 || status === 504
}
