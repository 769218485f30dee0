import { randomUUID } from 'node:crypto'
import type { Credential } from '@/lib/auth/session'
import type { Database } from '@/lib/data/database/client'
import { positionOf } from '@/lib/data/history/event-log'
import { eventReader } from '@/lib/data/rounds/load-veil'
import { standings } from '@/lib/data/accounts/standing'
import type { Member } from '@/lib/domain/access/viewer'
import { PresenceBoard, type Presence } from '@/lib/domain/presence/presence-board'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import { heartbeat } from './event-frames'
import { LiveStream } from './live-stream'
import { ProjectHub } from './project-hub'
import { Wakes } from './wakes'
import { say } from '@/lib/i18n/say'

/** Streams of one person in one process: more pages than anybody looks at, and few enough that nobody can take the descriptors of all. */
const mostStreams = 32

/** Milliseconds. */
const usualPace = {
  /** Between two looks at the log that nobody asked for: the net for what the command line, or a process that died, did not tell. */
  poll: 1000,
  /** Between two looks at who the readers are: with the time of the look well within the two seconds in which a stream must end. */
  standing: 1200,
  heartbeat: 15_000,
}

/** The live side of one process: its open streams, and how they hear of what is done here, in other processes, and by nobody who tells. */
export class Live {
  private readonly hubs = new Map<string, ProjectHub>()
  private readonly boards = new Map<string, PresenceBoard>()
  private readonly wakes: Wakes | null
  private timers: NodeJS.Timeout[] = []
  private isChecking = false

  /** Without `url`, the database's address, it hears of other processes only by looking. */
  constructor(
    private readonly db: Database,
    url: string | null,
    private readonly pace = usualPace,
  ) {
    this.wakes =
      url === null
        ? null
        : new Wakes(url, randomUUID(), {
            changed: (projectId) => this.hubs.get(projectId)?.nudge(),
            present: (projectId, presence) => this.place(projectId, presence),
            missed: () => this.nudgeAll(),
          })
  }

  /** The body of a stream of what this member may see after the event numbered `after`. */
  async open(credential: Credential, member: Member, after: number): Promise<ReadableStream<Uint8Array>> {
    const { projectId } = member
    const reader = await eventReader(this.db, member)
    const from = await positionOf(this.db, projectId, reader, after)
    const own = this.streams().filter((stream) => stream.reader.userId === member.userId)
    if (own.length >= mostStreams)
      throw new AppError('too-much-at-once', say('refusals.http.tooManyStreams', { limit: mostStreams }), {
        retryAfter: 15,
      })
    const hub = this.hubs.get(projectId) ?? new ProjectHub(this.db, projectId, this.board(projectId))
    this.hubs.set(projectId, hub)
    const stream = new LiveStream(credential, projectId, member.role, reader, from, (over) =>
      this.leave(projectId, over),
    )
    stream.write(heartbeat) // The first bytes tell the reader, and whatever stands between, that this is a stream.
    this.start()
    void hub.serve(stream)
    return stream.body
  }

  /** Says that something was done in a project, and committed. */
  changed(projectId: string): void {
    this.hubs.get(projectId)?.nudge()
    this.wakes?.tellChanged(projectId)
  }

  /** Says where somebody is. Kept for half a minute; a page that stays says so again. */
  present(projectId: string, presence: Presence): void {
    this.place(projectId, presence)
    this.wakes?.tellPresent(projectId, presence)
  }

  /** How many streams are open. */
  get size(): number {
    return [...this.hubs.values()].reduce((sum, hub) => sum + hub.streams.size, 0)
  }

  /** Ends every stream at once and stops listening. */
  async close(): Promise<void> {
    this.stop()
    for (const hub of [...this.hubs.values()]) hub.close()
    await this.wakes?.close()
  }

  private leave(projectId: string, stream: LiveStream): void {
    const hub = this.hubs.get(projectId)
    hub?.leave(stream)
    if (hub?.streams.size === 0) this.hubs.delete(projectId)
  }

  private board(projectId: string): PresenceBoard {
    const board = this.boards.get(projectId) ?? new PresenceBoard()
    this.boards.set(projectId, board)
    return board
  }

  private place(projectId: string, presence: Presence): void {
    const board = this.board(projectId)
    board.expire(Date.now())
    if (board.put(presence, Date.now())) this.hubs.get(projectId)?.presenceChanged()
    this.start()
  }

  private start(): void {
    if (this.timers.length > 0) return
    const every = (milliseconds: number, what: () => void) => setInterval(what, milliseconds).unref()
    this.timers = [
      every(this.pace.poll, () => this.sweep()),
      every(this.pace.standing, () => void this.check()),
      every(this.pace.heartbeat, () => this.beat()),
    ]
  }

  private stop(): void {
    for (const timer of this.timers) clearInterval(timer)
    this.timers = []
  }

  private sweep(): void {
    this.nudgeAll()
    for (const [projectId, board] of this.boards) {
      if (board.expire(Date.now())) this.hubs.get(projectId)?.presenceChanged()
      if (board.isEmpty && !this.hubs.has(projectId)) this.boards.delete(projectId)
    }
    if (this.hubs.size === 0 && this.boards.size === 0) this.stop()
  }

  private nudgeAll(): void {
    for (const hub of this.hubs.values()) hub.nudge()
  }

  private beat(): void {
    for (const stream of this.streams()) if (stream.hasRoom) stream.write(heartbeat)
  }

  /** Ends the streams of those who are not what they were: demoted, removed, deactivated, signed out everywhere, or with a token that was revoked. */
  private async check(): Promise<void> {
    if (this.isChecking) return
    this.isChecking = true
    const [asked, askedAt] = [this.streams(), performance.now()]
    try {
      const roles = await standings(this.db, asked)
      asked.forEach((stream, i) => {
        if (roles[i] === stream.role) stream.checkedAt = Math.max(stream.checkedAt, askedAt)
        else stream.end()
      })
    } catch (error) {
      // Nothing is told meanwhile: a hub looks for itself at members that nobody looked at for too long.
      log().warn({ err: error }, 'who reads the live streams could not be checked; this is tried again')
    }
    this.isChecking = false
  }

  private streams(): LiveStream[] {
    return [...this.hubs.values()].flatMap((hub) => [...hub.streams])
  }
}
