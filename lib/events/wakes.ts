import { z } from 'zod'
import { openWakeChannel, type WakeChannel } from '@/lib/data/history/wake-channel'
import type { Presence } from '@/lib/domain/presence/presence-board'
import { log } from '@/lib/log'

/** What processes tell one another: in which projects something was done, and who is where. */
const message = z.object({
  from: z.string(),
  changed: z.array(z.string()).default([]),
  present: z
    .array(
      z.object({
        projectId: z.string(),
        pageId: z.string(),
        userId: z.string(),
        name: z.string(),
        documentId: z.string().nullable(),
        offset: z.number(),
        isBlind: z.boolean(),
      }),
    )
    .default([]),
})

/** Milliseconds for which what is to be told is gathered, so that a hundred changes are one NOTIFY. */
const gathering = 20
/** Postgres takes fewer than 8,000 bytes; a presence is at most some 700. */
const most = 10

export interface Heard {
  /** Something was done in a project. */
  changed: (projectId: string) => void
  present: (projectId: string, presence: Presence) => void
  /** Something may have been done anywhere while nobody listened. */
  missed: () => void
}

/** Tells the other processes on the same database what they have to look at, and hears it from them. */
export class Wakes {
  private readonly channel: WakeChannel
  private readonly changed = new Set<string>()
  private readonly present = new Map<string, { projectId: string } & Presence>()
  private timer: NodeJS.Timeout | undefined

  /** `name` tells this process from the others. */
  constructor(
    url: string,
    private readonly name: string,
    private readonly heard: Heard,
  ) {
    this.channel = openWakeChannel(url, {
      heard: (text) => this.hear(text),
      connected: () => heard.missed(),
      lost: (error) =>
        log().warn({ err: error }, 'the connection that hears of other processes was lost; it is opened again'),
    })
  }

  /** To be said after the commit, never inside a transaction: transactions that notify queue behind one lock until their commit is over. */
  tellChanged(projectId: string): void {
    this.changed.add(projectId)
    this.timer ??= setTimeout(() => this.flush(), gathering).unref()
  }

  tellPresent(projectId: string, presence: Presence): void {
    this.present.set(`${projectId} ${presence.userId} ${presence.pageId}`, { projectId, ...presence })
    this.timer ??= setTimeout(() => this.flush(), gathering).unref()
  }

  async close(): Promise<void> {
    clearTimeout(this.timer)
    this.flush()
    await this.channel.close()
  }

  private flush(): void {
    this.timer = undefined
    const [changed, present] = [[...this.changed], [...this.present.values()]]
    this.changed.clear()
    this.present.clear()
    for (let i = 0; i < changed.length; i += 100)
      this.channel.tell(JSON.stringify({ from: this.name, changed: changed.slice(i, i + 100) }))
    for (let i = 0; i < present.length; i += most)
      this.channel.tell(JSON.stringify({ from: this.name, present: present.slice(i, i + most) }))
  }

  private hear(text: string): void {
    const parsed = message.safeParse(parseJson(text))
    if (!parsed.success || parsed.data.from === this.name) return
    for (const projectId of parsed.data.changed) this.heard.changed(projectId)
    for (const { projectId, ...presence } of parsed.data.present) this.heard.present(projectId, presence)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null // Not from us, or from a later version.
  }
}
