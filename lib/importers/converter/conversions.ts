import { AppError } from '@/lib/errors'
import {
  lettersIn,
  type CorrectionFault,
  type CorrectionSource,
  type PreparedCorrection,
} from '@/lib/importers/correction/prepare-correction'
import type { FileSource, MarkupSource } from '@/lib/importers/convert'
import { ConversionStopped, Converter, idleMilliseconds } from './converter'
import { FairQueue } from '@/lib/domain/queue/fair-queue'
import { ImportRefused } from '@/lib/importers/import-refused'
import type { ImportedParts } from '@/lib/importers/imported-document'
import type { ImportLimits } from '@/lib/importers/limits'
import type { BroughtProject, ProjectSource } from '@/lib/importers/projects/brought-project'
import type { SheetFiles, SheetSource } from '@/lib/importers/sheets/read-sheet'
import type { WorkerReply, WorkerRequest } from './worker-messages'
import { say } from '@/lib/i18n/say'

export interface QueueLimits {
  /** Sources that may wait, of everybody and of one person. */
  waiting: number
  waitingOfOne: number
  /** Bytes of what waits, which the server holds meanwhile. */
  waitingBytes: number
  /** A source that has taken so much of the processor (ms) is long: one of them at most keeps its place while others wait. */
  longAfter: number
  /** One that has taken so long by the clock (ms) is taken for long, which its machine may have made it: it is tried again in its turn, with twice as much. */
  slowAfter: number
}

export const queueLimits: QueueLimits = {
  waiting: 128,
  waitingOfOne: 32,
  waitingBytes: 512 * 1024 * 1024,
  longAfter: 5000,
  slowAfter: 15_000,
}

interface Job {
  project: string
  person: string
  request: WorkerRequest
  bytes: number
  resolve: (reply: WorkerReply) => void
  reject: (error: unknown) => void
  /** When it was found to be long, by the clock of `performance.now`; that stays true of it. */
  longSince: number | undefined
  /** When it was taken for long by the clock, while it has its place. */
  slowSince: number | undefined
  slowAfter: number
}

/** Since when it may lose its place. */
const sinceOf = ({ longSince, slowSince }: Job): number | undefined => longSince ?? slowSince

/** What the queue needs of a converter; the tests hand in their own. */
export type Lane = Pick<Converter, 'ask' | 'stop' | 'pid'>

interface Place {
  converter: Lane
  job: Job | undefined
}

/**
 * The conversions of the whole server: two processes at most, one source of a project at a time, people in turn, of whom one may have many projects. A file that takes
 * much of the processor is long and is let go on, but where both processes are with such files and somebody waits, the one that became long last is put back and
 * begins again when those that became long before it are done. So whoever waits does so for short files alone, and for one of each person before theirs. One that
 * only the clock makes long, on a machine that has other things to do, may lose its place too, and gets one again in its turn. What nobody waits for any more, as
 * its `signal` says, leaves the queue or is stopped, so that it holds nobody's turn.
 */
export class Conversions {
  /** What one person sends to a project is read in its order; one of their projects waits for no other. */
  readonly #queue = new FairQueue<Job>(({ project }) => project)
  readonly #places: Place[]
  readonly #wasPutBack = new Set<Job>()
  #waitingBytes = 0
  #onEmpty: (() => void)[] = []

  /** The second process is there for the time in which it is needed. */
  constructor(
    private readonly limits = queueLimits,
    converters: readonly Lane[] = [new Converter(idleMilliseconds), new Converter(60_000)],
  ) {
    this.#places = converters.map((converter) => ({ converter, job: undefined }))
  }

  /** The ids of the processes there are. */
  get pids(): number[] {
    return this.#places.flatMap(({ converter }) => converter.pid ?? [])
  }

  /** Of which projects a source is being converted, and of which a long one. */
  get projectsAtWork(): string[] {
    return this.#running().map(({ project }) => project)
  }
  get longAtWork(): string[] {
    return this.#running().flatMap((job) => (sinceOf(job) === undefined ? [] : job.project))
  }

  /** Throws AppError "unavailable" where no further source of a person, of so many bytes, may wait. */
  demandRoom(person: string, bytes = 0): void {
    const { waiting, waitingOfOne, waitingBytes } = this.limits
    const full =
      this.#queue.size >= waiting ||
      this.#queue.sizeOf(person) >= waitingOfOne ||
      (this.#queue.size > 0 && this.#waitingBytes + bytes > waitingBytes)
    if (full) throw new AppError('unavailable', say('refusals.busy.files'), { retryAfter: 10 })
  }

  /** Converts in turn. Rejects with ImportRefused for a file that is refused, with AppError where too much waits or `signal` aborts, with Error for a fault of ours. */
  async convert(
    project: string,
    source: FileSource | MarkupSource,
    limits: ImportLimits,
    person = project,
    signal?: AbortSignal,
  ): Promise<ImportedParts> {
    const reply = await this.#ask({ project, person, signal }, { kind: 'convert', source, limits })
    if (reply.kind === 'imported') return reply.parts
    throw notGiven(reply)
  }

  /** Reads a sheet in turn, as `convert` does a document. */
  async readSheet<Source extends SheetSource>(
    project: string,
    source: Source,
    limits: ImportLimits,
    person = project,
    signal?: AbortSignal,
  ): Promise<SheetFiles[Source['as']]> {
    const reply = await this.#ask({ project, person, signal }, { kind: 'sheet', source, limits })
    if (reply.kind === 'sheet') return reply.file as SheetFiles[Source['as']]
    throw notGiven(reply)
  }

  /** Reads a project of another program in turn, as `convert` does a document; null where the file is none. */
  async readProject(
    project: string,
    source: ProjectSource,
    limits: ImportLimits,
    person: string,
    signal?: AbortSignal,
  ): Promise<BroughtProject | null> {
    const reply = await this.#ask({ project, person, signal }, { kind: 'project', source, limits })
    if (reply.kind === 'project') return reply.made
    throw notGiven(reply)
  }

  /** Makes a correction ready in turn, as `convert` does a document. */
  async correct(
    project: string,
    source: CorrectionSource,
    limits: ImportLimits,
    person = project,
    signal?: AbortSignal,
  ): Promise<PreparedCorrection | CorrectionFault> {
    const reply = await this.#ask({ project, person, signal }, { kind: 'correct', source, limits })
    if (reply.kind === 'corrected') return reply.made
    throw notGiven(reply)
  }

  /** Loads what takes a second to load, so that the first document does not wait for it. */
  async warm(limits: ImportLimits): Promise<void> {
    await this.#ask({ project: '', person: '' }, { kind: 'warm', limits })
  }

  /** Ends the processes when there is no more work; after `patience` ms whatever is at work or waits is rejected. The next source starts another. */
  async close(patience?: number): Promise<void> {
    const timer = patience === undefined ? undefined : setTimeout(() => this.#cut(), patience)
    await new Promise<void>((resolve) => {
      this.#onEmpty.push(resolve)
      this.#tellWhenEmpty()
    })
    clearTimeout(timer)
    for (const { converter } of this.#places) converter.stop()
  }

  #cut(): void {
    this.#waitingBytes = 0
    for (const job of this.#queue.drain())
      job.reject(new ConversionStopped('The conversion was stopped before it began'))
    for (const { converter } of this.#places) converter.stop()
  }

  async #ask(
    { signal, ...whose }: Pick<Job, 'project' | 'person'> & { signal?: AbortSignal | undefined },
    request: WorkerRequest,
  ): Promise<WorkerReply> {
    if (signal?.aborted) throw dropped()
    const bytes = sizeOf(request)
    this.demandRoom(whose.person, bytes)
    let drop = () => {}
    try {
      return await new Promise((resolve, reject) => {
        const { slowAfter } = this.limits
        const job: Job = {
          ...whose,
          request,
          bytes,
          resolve,
          reject,
          slowAfter,
          longSince: undefined,
          slowSince: undefined,
        }
        drop = () => this.#drop(job)
        signal?.addEventListener('abort', drop)
        this.#queue.add(whose.person, job)
        this.#waitingBytes += bytes
        this.#fill()
        this.#makeRoom()
      })
    } finally {
      signal?.removeEventListener('abort', drop)
    }
  }

  #drop(job: Job): void {
    job.reject(dropped())
    this.#wasPutBack.delete(job)
    // What is stopped frees its place by itself.
    this.#places.find((place) => place.job === job)?.converter.stop()
    if (!this.#queue.remove(job.person, job)) return
    this.#waitingBytes -= job.bytes
    this.#fill()
    this.#makeRoom()
    this.#tellWhenEmpty()
  }

  /** Gives every free process the next source in turn. */
  #fill(): void {
    // One that has a process goes first: another takes half a second to be there.
    for (const place of this.#places
      .filter(({ job }) => !job)
      .sort((a, b) => Number(b.converter.pid !== undefined) - Number(a.converter.pid !== undefined))) {
      const next = this.#queue.take(this.#mayBegin())
      if (!next) return
      this.#waitingBytes -= next.item.bytes
      void this.#run(place, next.item)
    }
  }

  /** One at most of each project, and a long one beside none that became long before it. */
  #mayBegin(): (person: string, job: Job) => boolean {
    const running = this.#running()
    return (_, { project, longSince }) =>
      !running.some(
        (job) => job.project === project || (longSince !== undefined && (sinceOf(job) ?? Infinity) < longSince),
      )
  }

  async #run(place: Place, job: Job): Promise<void> {
    place.job = job
    const timer = setTimeout(() => this.#becameSlow(job), job.slowAfter).unref()
    try {
      job.resolve(await place.converter.ask(job.request, (milliseconds) => this.#took(job, milliseconds)))
    } catch (error) {
      if (this.#wasPutBack.delete(job)) {
        this.#queue.putBack(job.person, job)
        this.#waitingBytes += job.bytes
      } else job.reject(error)
    } finally {
      clearTimeout(timer)
      if (job.slowSince !== undefined) job.slowAfter *= 2
      job.slowSince = undefined
      place.job = undefined
      this.#fill()
      this.#makeRoom()
      this.#tellWhenEmpty()
    }
  }

  #took(job: Job, milliseconds: number): void {
    if (job.longSince !== undefined || milliseconds < this.limits.longAfter) return
    job.longSince = job.slowSince ?? performance.now()
    this.#makeRoom()
  }

  #becameSlow(job: Job): void {
    if (job.longSince !== undefined) return
    job.slowSince = performance.now()
    this.#makeRoom()
  }

  /** Puts the later of two long conversions back where somebody waits for whom there would be room then. */
  #makeRoom(): void {
    const running = this.#running()
    if (
      running.length < this.#places.length ||
      running.some((job) => sinceOf(job) === undefined) ||
      !this.#queue.has(this.#mayBegin())
    )
      return
    const last = running.reduce((one, other) => ((sinceOf(other) ?? 0) > (sinceOf(one) ?? 0) ? other : one))
    this.#wasPutBack.add(last)
    this.#places.find(({ job }) => job === last)?.converter.stop()
  }

  #running(): Job[] {
    return this.#places.flatMap(({ job }) => job ?? [])
  }

  #tellWhenEmpty(): void {
    if (this.#queue.size > 0 || this.#running().length > 0) return
    for (const tell of this.#onEmpty.splice(0)) tell()
  }
}

const dropped = () => new AppError('unavailable', say('refusals.busy.dropped'))

function notGiven(reply: WorkerReply): Error {
  if (reply.kind === 'refused') return new ImportRefused(reply.code, reply.said)
  return new Error(
    reply.kind === 'failed'
      ? `The converter failed: ${reply.stack ?? reply.message}`
      : 'The converter gave something else than it was asked for',
  )
}

function sizeOf(request: WorkerRequest): number {
  if (request.kind === 'warm') return 0
  if (request.kind === 'correct') return lettersIn(request.source) * 2
  const { source } = request
  return 'bytes' in source
    ? source.bytes.byteLength
    : 2 * ((source.text ?? '').length + (source.markdown ?? '').length + (source.html ?? '').length)
}
