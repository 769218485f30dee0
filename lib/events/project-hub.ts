import { createHmac, randomBytes } from 'node:crypto'
import type { Database } from '@/lib/data/database/client'
import {
  hasUnsettled,
  logEndBelow,
  oldestWriter,
  settledBelow,
  settledEvents,
  type PlacedEvent,
  type LogPosition,
} from '@/lib/data/history/event-log'
import { strandsSeen } from '@/lib/data/history/event-strands'
import { makingsNamed } from '@/lib/data/history/makings'
import { findMember } from '@/lib/data/accounts/identity'
import { blindRounds, eventRights } from '@/lib/data/rounds/load-veil'
import { shownEvent, type Makings, type RecordedEvent } from '@/lib/domain/history/shown-event'
import type { PresenceBoard } from '@/lib/domain/presence/presence-board'
import { isSameVeil, veilOf, type BlindRound } from '@/lib/domain/rounds/veil'
import { log } from '@/lib/log'
import { EventFrames, frame, type Frame } from './event-frames'
import type { LiveStream } from './live-stream'

/** Of this process alone, so that nobody can guess whose work a sign stands for by making it. A stream taken up at another reads anew. */
const signKey = randomBytes(32)
/** Events read at once, live or catching up. */
const batchSize = 250
/** Milliseconds between two looks at the log while one change follows another: what comes meanwhile shares a look and a write. */
const breath = 15
/** Milliseconds until the next look where an event waits for an older transaction: few at first, since that is nearly always about to end. */
const shortWait = 5
const longWait = 250
/** Milliseconds after which such a wait is worth a line in the log, and between two such lines. */
const worrying = 10_000
/** Milliseconds for which the answer to who somebody is may be used. */
const fresh = 1900

/** After these somebody may be another than they were: in their role, in what is hidden from them, or gone. */
const changesStanding = ({ type, roundId }: RecordedEvent) =>
  /^(member|project|round)\./.test(type) || (roundId !== null && /^(tag|proposal)\./.test(type))

/**
 * Tells the open streams of one project, in this process, what happens in it. The log is read once for all of them; each event is serialised once for each
 * form in which it is shown. A stream that has missed something, or cannot keep up, reads the log for itself until it is level with the others again.
 */
export class ProjectHub {
  /** Every open stream, and those of them that are level with `position`. */
  private readonly all = new Set<LiveStream>()
  private readonly level = new Set<LiveStream>()
  private position: LogPosition = { txid: 0n, seq: 0n }
  private timer: NodeJS.Timeout | undefined
  private isLooking = false
  private isNudged = false
  private lookedAt = 0
  private wait = shortWait
  private stuckSince: number | null = null
  /** How often standings were renewed: a stream that read before must not become level after. */
  private renewals = 0
  private presenceTimer: NodeJS.Timeout | undefined
  /** The rounds that were blind when standings were read last, and on which documents people are blind by them, as far as it was asked. */
  private rounds: readonly BlindRound[] = []
  private readonly blindOn = new Map<string, ReadonlySet<string>>()

  constructor(
    private readonly db: Database,
    private readonly projectId: string,
    private readonly board: PresenceBoard,
  ) {}

  get streams(): ReadonlySet<LiveStream> {
    return this.all
  }

  /** Tells a stream what it missed, at its reader's pace, and then keeps it level. Again whenever it fell behind. */
  async serve(stream: LiveStream): Promise<void> {
    this.all.add(stream)
    try {
      await this.renew([stream])
      this.showPresence(stream)
      while (stream.isOpen && !this.level.has(stream)) {
        await stream.untilRoom()
        const [renewals, reader] = [this.renewals, stream.reader]
        const horizon = await settledBelow(this.db)
        const { rows, hasMore } = await settledEvents(
          this.db,
          this.projectId,
          { from: stream.position, horizon, limit: batchSize },
          stream.reader,
          await strandsSeen(this.db, this.projectId, stream.reader),
        )
        await this.prepare([stream], rows)
        const made = await this.makingsOf(rows, [stream])
        // What was left out as hidden from them may not be hidden any more.
        if (!isSameVeil(reader.veil, stream.reader.veil)) continue
        this.deliver(rows, [stream], made)
        if (hasMore) continue
        stream.position = latest(stream.position, logEndBelow(horizon))
        if (renewals === this.renewals) this.makeLevel(stream)
      }
    } catch (error) {
      log().warn(
        { err: error, projectId: this.projectId },
        'a live stream could not be served and ends; its reader will ask again',
      )
      stream.end()
    }
  }

  /** Says that something may have happened. Cheap, and leads to one look however often it is said. */
  nudge(): void {
    if (this.level.size === 0) return
    if (this.isLooking) this.isNudged = true
    else this.lookIn(Math.max(0, this.lookedAt + breath - performance.now()))
  }

  leave(stream: LiveStream): void {
    this.all.delete(stream)
    this.level.delete(stream)
    if (this.all.size === 0) this.close()
  }

  /** Shows everybody who is where, soon: several moves share one telling. */
  presenceChanged(): void {
    this.presenceTimer ??= setTimeout(() => {
      this.presenceTimer = undefined
      for (const stream of this.all) this.showPresence(stream)
    }, 200).unref()
  }

  close(): void {
    clearTimeout(this.timer)
    clearTimeout(this.presenceTimer)
    this.timer = this.presenceTimer = undefined
    for (const stream of [...this.all]) stream.end()
  }

  private makeLevel(stream: LiveStream): void {
    if (!stream.isOpen || !stream.hasRoom) return
    if (this.level.size === 0) this.position = stream.position
    if (isBefore(stream.position, this.position)) return
    this.level.add(stream)
    this.nudge() // What happened since it last looked.
  }

  private lookIn(milliseconds: number): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined
      void this.look()
    }, milliseconds).unref()
  }

  private async look(): Promise<void> {
    this.isLooking = true
    this.isNudged = false
    let next: number | null = null
    try {
      const horizon = await settledBelow(this.db)
      const [{ rows, hasMore }, isWaiting] = await Promise.all([
        settledEvents(this.db, this.projectId, { from: this.position, horizon, limit: batchSize }),
        hasUnsettled(this.db, this.projectId, horizon),
      ])
      await this.prepare([...this.level], rows)
      this.deliver(rows, this.level, await this.makingsOf(rows, this.level))
      this.position = rows.at(-1)?.position ?? this.position
      this.wait = rows.length > 0 ? shortWait : Math.min(longWait, this.wait * 2)
      if (hasMore) next = 0
      else if (isWaiting) next = this.wait
      await this.noteWaiting(isWaiting && rows.length === 0)
    } catch (error) {
      log().warn(
        { err: error, projectId: this.projectId },
        'the events of a project could not be read; this is tried again',
      )
      next = longWait
    }
    this.isLooking = false
    this.lookedAt = performance.now()
    if (this.isNudged) next = Math.min(next ?? breath, breath)
    if (next !== null && this.level.size > 0) this.lookIn(next)
  }

  /** Makes sure, before `rows` are decided about, that the streams' members are who they were read to be. */
  private async prepare(streams: readonly LiveStream[], rows: readonly PlacedEvent[]): Promise<void> {
    if (rows.length === 0) return
    if (rows.some(({ event }) => changesStanding(event))) await this.renew(streams)
    else await this.renew(streams.filter((stream) => performance.now() - stream.checkedAt > fresh))
  }

  private async renew(streams: readonly LiveStream[]): Promise<void> {
    if (streams.length === 0) return
    this.renewals++
    const members = await Promise.all(
      streams.map(async ({ credential }) => (await findMember(this.db, credential, this.projectId))?.member),
    )
    const rounds = members.some((member) => member && member.blindRoundIds.length > 0)
      ? await blindRounds(this.db, this.projectId)
      : []
    this.rounds = rounds
    this.blindOn.clear()
    if (!this.board.isEmpty) this.presenceChanged()
    streams.forEach((stream, i) => {
      const member = members[i]
      if (member?.role !== stream.role) return stream.end()
      stream.renew({
        userId: member.userId,
        ...eventRights(member),
        veil: veilOf(member, rounds),
      })
      this.showVeil(stream)
    })
  }

  /** What of the codebook these events name that somebody made while coding blind, where one of the streams may not know of all. */
  private async makingsOf(rows: readonly PlacedEvent[], streams: Iterable<LiveStream>): Promise<Makings> {
    const readers = () => [...streams].map(({ reader }) => reader)
    const isWanted = () => readers().some(({ veil }) => veil.makings.size > 0)
    const events = rows.map(({ event }) => event)
    for (;;) {
      const wasWanted = isWanted()
      const made = await makingsNamed(this.db, this.projectId, readers(), events)
      // Somebody who may not know of all may have joined, or become so, meanwhile.
      if (wasWanted || !isWanted()) return made
    }
  }

  private deliver(rows: readonly PlacedEvent[], streams: Iterable<LiveStream>, made: Makings): void {
    const forms = rows.map(() => new EventFrames())
    const written = new Map<string, Uint8Array>()
    for (const stream of [...streams]) {
      const frames: Frame[] = []
      rows.forEach(({ event, position }, i) => {
        const shown = isBefore(stream.position, position) && shownEvent(stream.reader, event, made)
        if (shown) frames.push((forms[i] as EventFrames).of(shown))
      })
      stream.position = latest(stream.position, rows.at(-1)?.position)
      if (frames.length === 0) continue
      const key = frames.map(({ n }) => n).join()
      const bytes = written.get(key) ?? Buffer.concat(frames.map((one) => one.bytes))
      written.set(key, bytes)
      stream.write(bytes)
      if (!stream.hasRoom && this.level.delete(stream)) void this.serve(stream)
    }
  }

  /**
   * Tells a reader on which documents they are blind, and a sign of all that is hidden from them, at first and when that changes: the event that did it may be
   * hidden from them, and what is on their screen would stay there. The documents are no more than their own tasks say, and the sign says whose work is hidden
   * to nobody.
   */
  private showVeil(stream: LiveStream): void {
    const { documentIds, layers, makings } = stream.reader.veil
    const [own, ...others] = [documentIds, layers, makings].map((part) => [...part].sort())
    const sign = createHmac('sha256', signKey).update(JSON.stringify([stream.reader.userId, own, others]))
    const json = JSON.stringify({ documentIds: own, sign: sign.digest('base64url') })
    if (json === stream.veil) return
    stream.veil = json
    stream.write(frame('veil', json).bytes)
  }

  private readonly isBlind = (userId: string, documentId: string): boolean => {
    // Whoever it is: that they are blind is by their own tasks, whatever their role.
    const documentIds = this.blindOn.get(userId) ?? veilOf({ userId, role: 'coder' }, this.rounds).documentIds
    this.blindOn.set(userId, documentIds)
    return documentIds.has(documentId)
  }

  private showPresence(stream: LiveStream): void {
    const json = JSON.stringify({ people: this.board.shownTo(stream.reader, this.isBlind) })
    if (json === stream.presence || !stream.hasRoom) return
    stream.presence = json
    stream.write(frame('presence', json).bytes)
  }

  /** An event that waits long waits for a transaction somebody forgot: nothing is lost, but whoever runs the server should hear of it. */
  private async noteWaiting(isStuck: boolean): Promise<void> {
    const now = performance.now()
    this.stuckSince = isStuck ? (this.stuckSince ?? now) : null
    if (this.stuckSince === null || now - this.stuckSince < worrying) return
    this.stuckSince = now
    log().warn(
      { projectId: this.projectId, writer: await oldestWriter(this.db) },
      'live events are held up by a transaction that has been writing for long',
    )
  }
}

const isBefore = (a: LogPosition, b: LogPosition) => a.txid < b.txid || (a.txid === b.txid && a.seq < b.seq)
const latest = (a: LogPosition, b: LogPosition | undefined) => (b && isBefore(a, b) ? b : a)
