import { connection } from './connection'
import { isSeenCache, keptHeaders } from './cache-names'
import { pageIsKept } from './kept-page'
import type { ToldWorker } from './told-worker'
import { keptAtHeader } from '@/lib/domain/offline/answers'

/** Milliseconds in which the worker must have forgotten. */
const patience = 2000

/** Browsers have no workers for pages over http that are not this machine's own. */
const workers = (): ServiceWorkerContainer | undefined =>
  'serviceWorker' in navigator ? navigator.serviceWorker : undefined

/** Has this browser keep what its person sees, so that it can be seen without a connection. Nothing is lost where a browser will not. */
export async function keepPages(): Promise<void> {
  const container = workers()
  if (!container) return
  // A worker that begins while a page is open has not seen how it came.
  container.addEventListener('controllerchange', () => tellHere(true))
  if (container.controller) tellHere(false)
  await container.register('/sw.js', { updateViaCache: 'none' }).catch(() => undefined)
}

/** So many answers are asked for again when a worker begins under a page that has read them already: those read last. */
const mostAgain = 30
/** What was looked for by its first letters is looked for anew, and figures are counted anew, by whoever wants them. */
const isCheap = (address: string): boolean => !/\/(names|agreement)([/?]|$)/.test(address)

function tellHere(wasUnseen: boolean): void {
  if (pageIsKept()) return
  const resources = wasUnseen ? performance.getEntriesByType('resource').map(({ name }) => name) : []
  tellWorker({
    kind: 'here',
    address: window.location.pathname + window.location.search,
    language: document.documentElement.lang,
    files: resources.filter((name) => new URL(name).pathname.startsWith('/_next/static/')),
    data: wasUnseen ? connection.read().filter(isCheap).slice(-mostAgain) : [],
  })
}

/** Tells the worker something, where there is one. */
export function tellWorker(told: ToldWorker): void {
  workers()?.controller?.postMessage(told)
}

/** Forgets all that was kept of what anybody has seen here, for signing out. Resolves when it is gone. */
export async function forgetSeen(): Promise<void> {
  if (!('caches' in globalThis)) return
  await forgottenByWorker()
  const names = (await caches.keys()).filter(isSeenCache)
  await Promise.all(names.map((name) => caches.delete(name)))
}

/** What is under way there must not come back to be kept. */
function forgottenByWorker(): Promise<void> {
  const worker = workers()?.controller
  if (!worker) return Promise.resolve()
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const timer = setTimeout(resolve, patience)
    port1.onmessage = () => {
      clearTimeout(timer)
      port1.close()
      resolve()
    }
    worker.postMessage({ kind: 'forget' } satisfies ToldWorker, [port2])
  })
}

export interface PageAtHand {
  address: string
  title: string
  keptAt: number
}

/** The pages that can be shown without a connection, the latest first. */
export async function pagesAtHand(): Promise<PageAtHand[]> {
  if (!('caches' in globalThis)) return []
  const pages: PageAtHand[] = []
  for (const name of (await caches.keys()).filter(isSeenCache))
    for (const { headers } of await (await caches.open(name)).matchAll()) {
      const [address, title] = [headers.get(keptHeaders.address), headers.get(keptHeaders.title)]
      if (address === null || title === null) continue
      pages.push({ address, title: decodeURIComponent(title), keptAt: Number(headers.get(keptAtHeader)) })
    }
  return pages.sort((a, b) => b.keptAt - a.keptAt)
}
