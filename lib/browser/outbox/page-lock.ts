import { v7 } from 'uuid'

/** This page, among all pages of this browser. */
export const pageId: string = v7()

const nameOf = (id: string) => `commonplace-page-${id}`
let held: Promise<void> | undefined

/** Holds this page's lock for as long as the page is there, a crash included. Resolves once it is held; rejects where the browser has no locks, as over http. */
export function holdPageLock(): Promise<void> {
  return (held ??= new Promise((resolve, reject) => {
    navigator.locks
      .request(nameOf(pageId), () => {
        resolve()
        return new Promise<never>(() => undefined)
      })
      .catch(reject)
  }))
}

/** Resolves when the page `id` is gone; at once where it is already. Rejects when `signal` aborts. */
export async function untilPageGone(id: string, signal: AbortSignal): Promise<void> {
  await navigator.locks.request(nameOf(id), { signal }, () => undefined)
}

/** Whether the page `id` is gone now. */
export function isPageGone(id: string): Promise<boolean> {
  return navigator.locks.request(nameOf(id), { ifAvailable: true }, (lock) => lock !== null)
}
