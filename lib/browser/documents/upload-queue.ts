import { v7 } from 'uuid'
import { ProblemError } from '@/lib/browser/api'
import type { TextEncoding } from '@/lib/domain/documents/text-encodings'
import type { DocumentPreview } from '@/lib/schemas/document'
import type { FileKeeper, KeptFile } from './kept-files'
import { formOf, proposalsOf, type FileState, type Proposed, type ProposedField, type QueuedFile } from './queued-file'

/** Sends a form to a path of the API and says how much has been sent; the tests hand in their own. */
export type Send = <T>(path: string, form: FormData, onSent: (share: number) => void, signal: AbortSignal) => Promise<T>

const atOnce = 2

/**
 * Files on their way into a project: each is previewed, waits for the person, and is saved. At most two are under way at a time, and a refused
 * one does not stop the others. A store for `useSyncExternalStore`: `subscribe` and `snapshot`.
 */
export class UploadQueue {
  private queued: readonly QueuedFile[] = []
  private readonly files = new Map<string, File>()
  /** What the person wrote, which goes before whatever is proposed when a file is read again. */
  private readonly corrections = new Map<string, Partial<Proposed>>()
  private readonly aborts = new Map<string, AbortController>()
  private readonly waiting: (() => Promise<void>)[] = []
  private running = 0
  private readonly listeners = new Set<() => void>()

  constructor(
    private readonly projectId: string,
    private readonly limit: { bytes: number; refusal: string },
    private readonly onSaved: () => void,
    private readonly send: Send,
    private readonly keeper?: FileKeeper,
  ) {}

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  snapshot = (): readonly QueuedFile[] => this.queued

  /** Puts files in the queue and begins to read them. */
  add(files: readonly File[]): void {
    for (const file of files) {
      const kept = { key: v7(), file, corrected: {} }
      if (this.enter(kept)) this.keeper?.keep(kept)
    }
  }

  /** Puts files in the queue that an earlier page has left, under their keys: one that became a document after all is not made into another. */
  adopt(kept: readonly KeptFile[]): void {
    for (const one of kept) this.enter(one)
  }

  private enter({ key, file, corrected }: KeptFile): boolean {
    // A server stops listening to a request that is too large, which the browser can only take for a lost connection: so it is said here.
    const state: FileState =
      file.size > this.limit.bytes
        ? { step: 'refused', reason: this.limit.refusal, canRetry: false }
        : { step: 'waiting' }
    const proposed = { title: file.name, author: '', date: '', source: '', ...corrected }
    this.publish([
      ...this.queued,
      { key, name: file.name, size: file.size, proposed, encoding: null, state, sameAsInQueue: null },
    ])
    if (state.step === 'refused') return false
    this.corrections.set(key, corrected)
    this.files.set(key, file)
    this.begin(() => this.preview(key))
    return true
  }

  /** Reads a refused file once more, for instance after the connection was lost. */
  retry(key: string): void {
    this.setState(key, { step: 'waiting' })
    this.begin(() => this.preview(key))
  }

  /** Reads a file again with its letters in this encoding, or with null as they are found to be. */
  readAs(key: string, encoding: TextEncoding | null): void {
    this.change(key, (one) => ({ ...one, encoding, state: { step: 'waiting' } }))
    this.begin(() => this.preview(key))
  }

  correct(key: string, field: ProposedField, value: string): void {
    const corrected = { ...this.corrections.get(key), [field]: value }
    this.corrections.set(key, corrected)
    this.keeper?.correct(key, corrected)
    this.change(key, (one) => ({
      ...one,
      proposed: { ...one.proposed, [field]: value },
      state:
        one.state.step === 'ready'
          ? {
              ...one.state,
              errors: one.state.errors.filter(({ path }) => path !== field && path !== `attributes.${field}`),
            }
          : one.state,
    }))
  }

  /** Takes a file out; what it was doing is broken off. A saved document stays. */
  remove(key: string): void {
    this.aborts.get(key)?.abort()
    this.forget(key)
    this.publish(this.queued.filter((one) => one.key !== key))
  }

  /** Takes out what is saved, so that only what still needs the person remains. */
  clearSaved(): void {
    this.publish(this.queued.filter(({ state }) => state.step !== 'saved'))
  }

  /** Saves every file that is ready. */
  saveAll(): void {
    for (const { key, state } of this.queued) {
      if (state.step !== 'ready') continue
      this.setState(key, { step: 'saving', preview: state.preview, sent: 0 })
      this.begin(() => this.save(key, state.preview))
    }
  }

  private forget(key: string): void {
    this.files.delete(key)
    this.corrections.delete(key)
    this.keeper?.drop(key)
  }

  private begin(work: () => Promise<void>): void {
    this.waiting.push(work)
    void this.next()
  }

  private async next(): Promise<void> {
    const work = this.running < atOnce ? this.waiting.shift() : undefined
    if (!work) return
    this.running += 1
    try {
      await work()
    } finally {
      this.running -= 1
      void this.next()
    }
  }

  private async preview(key: string): Promise<void> {
    const file = this.files.get(key)
    if (!file) return
    const form = new FormData()
    const { encoding } = this.queued.find((one) => one.key === key) ?? {}
    if (encoding) form.set('encoding', encoding)
    form.set('file', file)
    this.setState(key, { step: 'reading', sent: 0 })
    try {
      const preview = await this.run<DocumentPreview>(key, '/documents/preview', form, (sent) =>
        this.setState(key, { step: 'reading', sent }),
      )
      const earlier = this.queued.find(
        (one) => one.key !== key && 'preview' in one.state && one.state.preview.sha256 === preview.sha256,
      )
      this.change(key, (one) => ({
        ...one,
        proposed: { ...proposalsOf(preview), ...this.corrections.get(key) },
        sameAsInQueue: earlier?.name ?? null,
        state: { step: 'ready', preview, errors: [], failure: null },
      }))
    } catch (error) {
      this.settle(error, (problem) =>
        this.setState(key, { step: 'refused', reason: problem.message, canRetry: mayPass(problem) }),
      )
    }
  }

  private async save(key: string, preview: DocumentPreview): Promise<void> {
    const [file, queued] = [this.files.get(key), this.queued.find((one) => one.key === key)]
    if (!file || !queued) return
    try {
      const { document } = await this.run<{ document: { id: string; title: string } }>(
        key,
        '/documents',
        formOf(file, queued),
        (sent) => this.setState(key, { step: 'saving', preview, sent }),
      )
      this.forget(key)
      this.setState(key, { step: 'saved', documentId: document.id, title: document.title })
      this.onSaved()
    } catch (error) {
      this.settle(error, ({ message, errors }) =>
        this.setState(key, { step: 'ready', preview, errors, failure: message }),
      )
    }
  }

  private async run<T>(key: string, path: string, form: FormData, onSent: (share: number) => void): Promise<T> {
    const abort = new AbortController()
    this.aborts.set(key, abort)
    try {
      return await this.send<T>(`/projects/${this.projectId}${path}`, form, onSent, abort.signal)
    } finally {
      this.aborts.delete(key)
    }
  }

  /** A refusal is shown; a file taken out meanwhile needs nothing; anything else is a fault and thrown on. */
  private settle(error: unknown, onProblem: (problem: ProblemError) => void): void {
    if (error instanceof DOMException && error.name === 'AbortError') return
    if (!(error instanceof ProblemError)) throw error
    onProblem(error)
  }

  private setState(key: string, state: FileState): void {
    this.change(key, (one) => ({ ...one, state }))
  }

  private change(key: string, changed: (one: QueuedFile) => QueuedFile): void {
    this.publish(this.queued.map((one) => (one.key === key ? changed(one) : one)))
  }

  private publish(queued: readonly QueuedFile[]): void {
    this.queued = queued
    for (const listener of this.listeners) listener()
  }
}

/** Whether the same file may fare better a second time. */
function mayPass({ code }: ProblemError): boolean {
  return code === 'not-signed-in' || code === 'offline' || code === 'internal' || code === 'unavailable'
}
