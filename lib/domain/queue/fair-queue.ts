/** What waits, by whom it belongs to. Whoever was served goes behind the others, so that nobody waits for more than one thing of each. */
export class FairQueue<Item> {
  /** In the order in which the keys take their turns. */
  readonly #items = new Map<string, Item[]>()
  #size = 0

  get size(): number {
    return this.#size
  }

  sizeOf(key: string): number {
    return this.#items.get(key)?.length ?? 0
  }

  add(key: string, item: Item): void {
    this.#size += 1
    const own = this.#items.get(key)
    if (own) own.push(item)
    else this.#items.set(key, [item])
  }

  /** Puts back what was taken, before all else of its key. */
  putBack(key: string, item: Item): void {
    this.#size += 1
    const own = this.#items.get(key)
    if (own) own.unshift(item)
    else this.#items.set(key, [item])
  }

  /** The first key in turn whose next item may be taken now. */
  next(may: (key: string, item: Item) => boolean): string | undefined {
    for (const [key, [first]] of this.#items) if (first !== undefined && may(key, first)) return key
    return undefined
  }

  /** Takes the next item of a key, which then waits behind the others. */
  take(key: string): Item | undefined {
    const own = this.#items.get(key)
    const item = own?.shift()
    if (!own || item === undefined) return undefined
    this.#size -= 1
    this.#items.delete(key)
    if (own.length > 0) this.#items.set(key, own)
    return item
  }

  /** Takes one thing out that waits no more. */
  remove(key: string, item: Item): void {
    const own = this.#items.get(key)
    const at = own?.indexOf(item) ?? -1
    if (!own || at < 0) return
    own.splice(at, 1)
    this.#size -= 1
    if (own.length === 0) this.#items.delete(key)
  }

  /** Takes everything out. */
  drain(): Item[] {
    const all = [...this.#items.values()].flat()
    this.#items.clear()
    this.#size = 0
    return all
  }
}
