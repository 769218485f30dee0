/** What the worker wrote on this page; nothing while the server renders. */
const marks = (): DOMStringMap => globalThis.document?.documentElement.dataset ?? {}

/** Whether this page was given by the browser and not by the server: one that was seen before, or the one that says that there is none. */
export function pageIsKept(): boolean {
  return pageKeptAt() !== null || pageIsUnopened()
}

/** When this page was kept, in milliseconds, where it is one that was seen before. */
export function pageKeptAt(): number | null {
  const { keptAt } = marks()
  return keptAt === undefined ? null : Number(keptAt)
}

/** Whether this page stands in place of one that was never opened. */
export function pageIsUnopened(): boolean {
  return marks().unopened !== undefined
}
