import { ProblemError } from '@/lib/browser/api'

/** waiting: typed and not sent yet. conflict: somebody else changed the same field. refused: the server said no, see `message`. */
export type SaveState = 'saved' | 'waiting' | 'saving' | 'conflict' | 'refused' | 'offline'

type Fields = Record<string, unknown>

export interface Saving<Row> {
  state: SaveState
  /** What is typed and not stored yet. */
  draft: Partial<Row>
  /** The row as a colleague left it, while `state` is conflict. */
  theirs: Row | null
  message: string | null
}

export interface AutosaverOptions<Row> {
  row: Row
  /** Stores a change made on `version` and answers the row; rejects with ProblemError. */
  save: (change: Partial<Row>, version: number) => Promise<Row>
  /** Milliseconds of rest before what was typed is sent. */
  delay: number
}

/** Whether two values say the same. A database hands back what was written in an order of keys of its own. */
const same = (a: unknown, b: unknown) => JSON.stringify(a, inOrder) === JSON.stringify(b, inOrder)

const inOrder = (_: string, value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    : value

/**
 * Keeps what somebody types in one row and saves it when they pause. A colleague's change of *other* fields is taken over silently; where both changed
 * the same field nothing is overwritten: the state is "conflict" until `keepMine` or `takeTheirs` is called. Typed text is never dropped.
 */
export class Autosaver<Row extends Fields & { version: number }> {
  private snapshot: Saving<Row> = { state: 'saved', draft: {}, theirs: null, message: null }
  /** The stored values on which the drafts were begun. */
  private base: Partial<Row> = {}
  private row: Row
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | null = null
  /** What was sent without an answer: it may be stored, and then what the server has is one's own. */
  private unanswered: Partial<Row>[] = []
  private readonly listeners = new Set<() => void>()

  constructor(private readonly options: AutosaverOptions<Row>) {
    this.row = options.row
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly read = (): Saving<Row> => this.snapshot

  /** Takes a row that was read anew; an older one is ignored. */
  follow(row: Row): void {
    if (row.version > this.row.version) this.row = row
  }

  set<Key extends keyof Row & string>(field: Key, value: Row[Key]): void {
    if (!(field in this.base)) this.base = { ...this.base, [field]: this.row[field] }
    this.show({
      draft: { ...this.snapshot.draft, [field]: value },
      ...(this.snapshot.state !== 'conflict' && { state: 'waiting' }),
    })
    clearTimeout(this.timer)
    if (this.snapshot.state !== 'conflict') this.timer = setTimeout(() => void this.flush(), this.options.delay)
  }

  /** Sends what is waiting, now. Resolves when it is stored or refused. */
  async flush(): Promise<void> {
    clearTimeout(this.timer)
    // Asked again after each, because whoever waited for the same sending may have begun the next.
    while (this.running) await this.running
    if (this.snapshot.state === 'conflict' || Object.keys(this.snapshot.draft).length === 0) return
    this.running = this.send().finally(() => (this.running = null))
    await this.running
  }

  keepMine(): void {
    const { theirs, draft } = this.snapshot
    if (!theirs) return
    this.row = theirs
    this.base = Object.fromEntries(Object.keys(draft).map((field) => [field, theirs[field]])) as Partial<Row>
    this.show({ state: 'waiting', theirs: null })
    void this.flush()
  }

  takeTheirs(): void {
    const { theirs, draft } = this.snapshot
    if (!theirs) return
    this.row = theirs
    const kept = Object.entries(draft).filter(([field]) => same(this.base[field as keyof Row], theirs[field]))
    this.base = Object.fromEntries(kept.map(([field]) => [field, theirs[field]])) as Partial<Row>
    this.show({
      state: kept.length > 0 ? 'waiting' : 'saved',
      theirs: null,
      draft: Object.fromEntries(kept) as Partial<Row>,
    })
    void this.flush()
  }

  private async send(): Promise<void> {
    const sent = this.snapshot.draft
    this.show({ state: 'saving', message: null })
    try {
      this.stored(await this.options.save(sent, this.row.version), sent)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      if (error.code === 'version-conflict' && error.current) await this.reconcile(error.current as Row, sent)
      else if (error.code === 'offline') {
        this.unanswered = [...this.unanswered, sent]
        this.show({ state: 'offline', message: error.message })
      } else this.show({ state: 'refused', message: error.message })
    }
  }

  private async reconcile(theirs: Row, sent: Partial<Row>): Promise<void> {
    const isOwn = (field: string) =>
      [sent, ...this.unanswered].some((change) => field in change && same(theirs[field], change[field]))
    const clash = Object.keys(sent).some((field) => !same(theirs[field], this.base[field]) && !isOwn(field))
    if (clash || theirs.version <= this.row.version) return this.show({ state: 'conflict', theirs })
    this.row = theirs
    await this.send()
  }

  private stored(row: Row, sent: Partial<Row>): void {
    this.row = row
    this.unanswered = []
    const left = Object.entries(this.snapshot.draft).filter(([field, value]) => !same(value, sent[field]))
    this.base = Object.fromEntries(left.map(([field]) => [field, row[field]])) as Partial<Row>
    this.show({
      draft: Object.fromEntries(left) as Partial<Row>,
      state: left.length > 0 ? 'waiting' : 'saved',
      theirs: null,
    })
  }

  private show(change: Partial<Saving<Row>>): void {
    this.snapshot = { ...this.snapshot, ...change }
    for (const listener of this.listeners) listener()
  }
}
