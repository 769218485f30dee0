import type { Credential } from '@/lib/auth/session'
import type { LogPosition } from '@/lib/data/history/event-log'
import type { Role } from '@/lib/domain/access/actions'
import type { EventReader } from '@/lib/domain/history/shown-event'

/** Bytes that wait for a slow reader before the stream falls back to reading the log at that reader's pace. */
const room = 48 * 1024
/** Milliseconds in which a reader must take something; one that does not has gone, whatever its connection says. */
const patience = 60_000

/**
 * One open stream: who reads it, how far they have been told, and the body of their answer. It never holds more than its room and one batch: what does
 * not fit is not queued but read again later.
 */
export class LiveStream {
  readonly body: ReadableStream<Uint8Array>
  /** The last event of the log that was decided about, shown or not. */
  position: LogPosition
  /** Who reads, and what does not exist for them. */
  reader: EventReader
  /** When somebody last looked whether they are still that, by the process's clock. */
  checkedAt: number
  /** The presence that was last sent. */
  presence = '{"people":[]}'
  /** What the reader was last told of what is hidden from them, as JSON; null before the first telling. */
  veil: string | null = null
  private controller: ReadableStreamDefaultController<Uint8Array> | null = null
  private wake: (() => void) | null = null

  constructor(
    readonly credential: Credential,
    readonly projectId: string,
    readonly role: Role,
    reader: EventReader,
    from: LogPosition,
    private readonly ended: (stream: LiveStream) => void,
  ) {
    this.reader = reader
    this.position = from
    this.checkedAt = performance.now()
    this.body = new ReadableStream<Uint8Array>(
      {
        start: (controller) => {
          this.controller = controller
        },
        pull: () => this.wake?.(),
        cancel: () => this.finish(),
      },
      new ByteLengthQueuingStrategy({ highWaterMark: room }),
    )
  }

  /** Takes in who the reader is now. */
  renew(reader: EventReader): void {
    this.reader = reader
    this.checkedAt = performance.now()
  }

  get isOpen(): boolean {
    return this.controller !== null
  }

  get hasRoom(): boolean {
    return (this.controller?.desiredSize ?? 0) > 0
  }

  /** Writes if the stream is open. Whoever writes much looks at `hasRoom` before. */
  write(bytes: Uint8Array): void {
    this.controller?.enqueue(bytes)
  }

  /** Resolves when there is room, or the stream is over. Ends it where its reader takes nothing for a minute. */
  async untilRoom(): Promise<void> {
    if (!this.isOpen || this.hasRoom) return
    await new Promise<void>((resolve) => {
      const stalled = setTimeout(() => {
        this.controller?.error(new Error('The reader of this stream takes nothing'))
        this.finish()
      }, patience).unref()
      this.wake = () => {
        if (this.isOpen && !this.hasRoom) return
        clearTimeout(stalled)
        this.wake = null
        resolve()
      }
    })
  }

  /** Ends the answer; what was written before still arrives. */
  end(): void {
    this.controller?.close()
    this.finish()
  }

  private finish(): void {
    if (!this.isOpen) return
    this.controller = null
    this.ended(this)
    this.wake?.()
  }
}
