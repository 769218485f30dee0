import { filesCache, keptHeaders } from '../cache-names'

/** Where the page stands that is shown in place of one that was never opened. */
const offlinePage = '/offline'

/**
 * What the pages of one build are made of, and the page that is shown where there is none. A file's name says what is in it, so one that is there need not be
 * asked for again.
 */
export class KeptFiles {
  constructor(
    private readonly store: CacheStorage,
    private readonly build: string,
  ) {}

  /** A file, from here or from the server, which is then kept: `lasting` is told of the work that goes on after the answer. */
  async answer(request: Request, lasting: (work: Promise<unknown>) => void): Promise<Response> {
    // A browser without room for it keeps nothing, and has its pages all the same.
    const cache = await this.open().catch(() => null)
    const kept = await cache?.match(request, { ignoreVary: true }).catch(() => undefined)
    if (kept) return kept
    const answer = await fetch(request)
    // What the server does not call unchangeable, as one for developers does not, may be another tomorrow under the same name.
    const isLasting = answer.headers.get('cache-control')?.includes('immutable') ?? false
    if (cache && answer.status === 200 && isLasting) lasting(cache.put(request, answer.clone()).catch(() => undefined))
    return answer
  }

  /** Fetches those that are not there yet, as a browser has them that opened its first page before there was anybody to keep them. */
  async gather(addresses: Iterable<string>): Promise<void> {
    const work: Promise<unknown>[] = []
    const asked = [...new Set(addresses)].map((address) => this.answer(new Request(address), (more) => work.push(more)))
    await Promise.allSettled(asked)
    await Promise.all(work)
  }

  /** Has the page for what was never opened at hand, in this language: the server writes it in that of the browser. */
  async keepOfflinePage(language?: string): Promise<void> {
    const cache = await this.open()
    const kept = await cache.match(offlinePage)
    if (kept && (language === undefined || kept.headers.get(keptHeaders.language) === language)) return
    const answer = await fetch(offlinePage)
    if (answer.status !== 200) return
    const html = await answer.text()
    const headers = new Headers({ 'content-type': 'text/html; charset=utf-8' })
    const policy = answer.headers.get('content-security-policy')
    if (policy !== null) headers.set('content-security-policy', policy)
    headers.set(keptHeaders.language, /<html[^>]* lang="([^"]+)"/.exec(html)?.[1] ?? '')
    await cache.put(offlinePage, new Response(html, { headers }))
    await this.gather(filesIn(html))
  }

  async offlinePage(): Promise<Response | undefined> {
    return (await this.open()).match(offlinePage)
  }

  private open(): Promise<Cache> {
    return this.store.open(filesCache(this.build))
  }
}

/** The files that a page names, whether it loads them itself or has them loaded. */
export function filesIn(html: string): string[] {
  return [...new Set(html.match(/\/_next\/static\/[\w./~%@()[\]-]+\.(?:js|css|woff2)/g))]
}
