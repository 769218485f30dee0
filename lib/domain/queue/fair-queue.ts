/**
 * What waits, by whom it belongs to. Whoever was served goes behind the others, so that nobody waits for more than one thing of each. What one key has waiting is
 * served in its order within each `line`, all of it where there is but one: a line whose first item may not be taken yet holds no other back.
 */
export class FairQueue<Item> {
  /** In the order in which the keys take their turns. */
  readonly #items = new Map<string, Item[]>()
  #size = 0

  constructor(private readonly line: (item: Item) => unknown = () => undefined) {}

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

  /** Puts back what was taken: first in its line, and its line behind what else its key has waiting. */
  putBack(key: string, item: Item): void {
    this.#size += 1
    const line = this.line(item)
    const own = this.#items.get(key) ?? []
    const isOfLine = (other: Item) => this.line(other) === line
    this.#items.set(key, [...own.filter((other) => !isOfLine(other)), item, ...own.filter(isOfLine)])
  }

  /** Whether something may be taken now. */
  has(may: (key: string, item: Item) => boolean): boolean {
    return this.#next(may) !== undefined
  }

  /** Takes the first item that may be taken now, of the first key in turn that has one; the key then waits behind the others. */
  take(may: (key: string, item: Item) => boolean): { key: string; item: Item } | undefined {
    const next = this.#next(may)
    if (!next) return undefined
    const { key, own, at } = next
    const [item] = own.splice(at, 1) as [Item]
    this.#size -= 1
    this.#items.delete(key)
    if (own.length > 0) this.#items.set(key, own)
    return { key, item }
  }

  #next(may: (key: string, item: Item) => boolean): { key: string; own: Item[]; at: number } | undefined {
    for (const [key, own] of this.#items) {
      const held = new Set<unknown>()
      const at = own.findIndex((item) => {
        const line = this.line(item)
        if (!held.has(line) && may(key, item)) return true
        held.add(line)
        return false
      })
      if (at >= 0) return { key, own, at }
    }
    return undefined
  }

  /** Takes one thing out that waits no more; whether it was there. */
  remove(key: string, item: Item): boolean {
    const own = this.#items.get(key)
    const at = own?.indexOf(item) ?? -1
    if (!own || at < 0) return false
    own.splice(at, 1)
    this.#size -= 1
    if (own.length === 0) this.#items.delete(key)
    return true
  }

  /** Takes everything out. */
  drain(): Item[] {
    const all = [...this.#items.values()].flat()
    this.#items.clear()
    this.#size = 0
    return all
  }
}
