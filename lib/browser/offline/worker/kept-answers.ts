import { beyondBounds, largestAnswer, type KeptSize } from '@/lib/domain/offline/bounds'
import { keptAtHeader, madeForHeader } from '@/lib/domain/offline/answers'
import { isOfAllProjects, isOneForAllQueries, keptAddress, projectOf } from '@/lib/domain/offline/request-kind'
import { isSeenCache, keptHeaders, personOf, seenCache } from '../cache-names'

/** Headers of an answer that are not true of a copy of it. */
const ofTheWay = ['content-encoding', 'content-length', 'transfer-encoding', 'vary', madeForHeader]

/**
 * What one person has seen in this browser: pages and answers of the API, as the server made them for that person. It is one person's at a time: an answer that was
 * made for another empties it first, and one that was asked for before it was emptied comes too late.
 */
export class KeptAnswers {
  private turnNow = 0
  private person: Promise<string | null> | undefined
  private sizes: Promise<Map<string, KeptSize>> | undefined
  private last: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly store: CacheStorage,
    private readonly build: string,
    private readonly now: () => number,
  ) {}

  /** Asked before a request is sent, and handed back with its answer: between the two everything may have been forgotten. */
  turn(): number {
    return this.turnNow
  }

  /** The kept answer to an address, with what is said of it in its headers. A page that is one for all queries is found by its path, too. */
  async find(url: URL, { isPage }: { isPage: boolean }): Promise<Response | undefined> {
    const cache = await this.cache()
    if (!cache) return undefined
    const exact = await cache.match(addressOf(url))
    const path = keptAddress(url.pathname)
    return exact ?? (isPage ? cache.match(path, { ignoreSearch: isOneForAllQueries(path) }) : undefined)
  }

  /** Milliseconds since the answer to an address was kept; null where none is. */
  async age(address: string): Promise<number | null> {
    const kept = (await this.index()).get(address)
    return kept ? this.now() - kept.keptAt : null
  }

  /** Keeps an answer, unless everything was forgotten since it was asked for; `title` is that of a page. */
  async keep(address: string, answer: Response, turn: number, title?: string): Promise<void> {
    const madeFor = answer.headers.get(madeForHeader)
    if (madeFor === null) return
    const body = await answer.blob()
    await this.inTurn(async () => {
      if (turn !== this.turnNow) return
      await this.belongTo(madeFor)
      if (body.size > largestAnswer) return this.remove([address])
      const headers = new Headers(answer.headers)
      for (const name of ofTheWay) headers.delete(name)
      const keptAt = this.now()
      headers.set(keptAtHeader, String(keptAt))
      headers.set(keptHeaders.address, address)
      headers.set(keptHeaders.bytes, String(body.size))
      if (title !== undefined) headers.set(keptHeaders.title, encodeURIComponent(title))
      const cache = await this.store.open(seenCache(this.build, madeFor))
      await cache.put(address, new Response(body, { headers }))
      const index = await this.index()
      index.set(address, { address, keptAt, bytes: body.size })
      await this.remove(beyondBounds([...index.values()], keptAt))
    })
  }

  /** Forgets the answer to one address. */
  drop(address: string): Promise<void> {
    return this.inTurn(() => this.remove([address]))
  }

  /** Forgets what is kept of a project, and what is gathered from all, for what may be seen of it has changed. Answers what it was, and when it was kept. */
  dropProject(projectId: string): Promise<KeptSize[]> {
    this.turnNow += 1
    return this.dropOlder(projectId, Infinity)
  }

  private dropOlder(projectId: string, moment: number): Promise<KeptSize[]> {
    const wanted = projectOf(`/projects/${projectId}`)
    return this.inTurn(async () => {
      const own = [...(await this.index()).values()].filter(
        ({ address }) => projectOf(pathOf(address)) === wanted || isOfAllProjects(pathOf(address)),
      )
      await this.remove(own.filter(({ keptAt }) => keptAt < moment).map(({ address }) => address))
      return own
    })
  }

  /**
   * Takes in by what sign the server says what is hidden in a project from whoever asks. Where it is another than the one before, what was kept may show what is
   * hidden now, and is forgotten. Where no sign was known, what is older than `young` milliseconds is: the rest was asked for as the sign was. Answers what there was.
   */
  async hiding(projectId: string, sign: string, young: number): Promise<KeptSize[]> {
    const cache = await this.cache()
    if (!cache) return []
    const place = `/hidden/${projectId}`
    const before = await cache.match(place)
    if (before !== undefined && (await before.text()) === sign) return []
    await cache.put(place, new Response(sign))
    return before === undefined ? this.dropOlder(projectId, this.now() - young) : this.dropProject(projectId)
  }

  /** Forgets everything of everybody. */
  forget(): Promise<void> {
    this.turnNow += 1
    return this.inTurn(() => this.empty())
  }

  private async empty(): Promise<void> {
    const names = (await this.store.keys()).filter(isSeenCache)
    await Promise.all(names.map((name) => this.store.delete(name)))
    this.person = Promise.resolve(null)
    this.sizes = Promise.resolve(new Map())
  }

  private async belongTo(madeFor: string): Promise<void> {
    const before = await this.whose()
    if (before === madeFor) return
    if (before !== null) {
      this.turnNow += 1
      await this.empty()
    }
    this.person = Promise.resolve(madeFor)
  }

  private whose(): Promise<string | null> {
    return (this.person ??= this.store
      .keys()
      .then((names) => names.map((name) => personOf(name, this.build)).find((person) => person !== null) ?? null))
  }

  /** Asked of the browser each time, because a page that signs out empties it without asking anybody. */
  private async cache(): Promise<Cache | undefined> {
    const person = await this.whose()
    if (person === null) return undefined
    const name = seenCache(this.build, person)
    return (await this.store.has(name)) ? this.store.open(name) : undefined
  }

  private index(): Promise<Map<string, KeptSize>> {
    return (this.sizes ??= this.cache().then(async (cache) => {
      const sizes = ((await cache?.matchAll()) ?? []).flatMap(({ headers }) => {
        const address = headers.get(keptHeaders.address)
        const [keptAt, bytes] = [Number(headers.get(keptAtHeader)), Number(headers.get(keptHeaders.bytes))]
        return address === null ? [] : [{ address, keptAt, bytes }]
      })
      return new Map(sizes.map((one) => [one.address, one]))
    }))
  }

  private async remove(addresses: readonly string[]): Promise<void> {
    if (addresses.length === 0) return
    const [cache, index] = await Promise.all([this.cache(), this.index()])
    for (const address of addresses) {
      index.delete(address)
      await cache?.delete(address)
    }
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work)
    this.last = done.catch(() => undefined)
    return done
  }
}

/** Under what an answer is kept: its path and what was asked of it, without Next's own mark. */
export function addressOf(url: URL): string {
  const plain = new URL(url)
  plain.searchParams.delete('_rsc')
  return plain.pathname + plain.search
}

const pathOf = (address: string): string => address.split('?')[0] ?? address
