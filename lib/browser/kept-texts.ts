type Shelf = Pick<Storage, 'getItem' | 'setItem'>

/** Short texts kept in this browser under their keys. Where it refuses to store one, because storage is forbidden or full, the text lasts as long as the page. */
export class KeptTexts {
  private readonly unstored = new Map<string, string>()
  private readonly listeners = new Set<() => void>()

  constructor(private readonly shelf: () => Shelf) {}

  read(key: string): string | null {
    return this.unstored.get(key) ?? granted(() => this.shelf().getItem(key)) ?? null
  }

  keep(key: string, text: string): void {
    const isStored = granted(() => (this.shelf().setItem(key, text), true)) ?? false
    if (isStored) this.unstored.delete(key)
    else this.unstored.set(key, text)
    for (const notify of this.listeners) notify()
  }

  /** Calls `notify` when a text was kept, in this tab or in another; answers what ends that. */
  readonly watch = (notify: () => void): (() => void) => {
    this.listeners.add(notify)
    globalThis.addEventListener('storage', notify)
    return () => {
      this.listeners.delete(notify)
      globalThis.removeEventListener('storage', notify)
    }
  }
}

/** What the browser's storage answers, undefined where it refuses. */
function granted<T>(ask: () => T): T | undefined {
  try {
    return ask()
  } catch (error) {
    if (error instanceof DOMException) return undefined
    throw error
  }
}
