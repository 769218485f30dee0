import { holdPageLock, pageId, untilPageGone } from './page-lock'

/** Where something is kept, in the words of whoever keeps it: the same for every page that may go on with it. */
type Kept = readonly string[]

interface Told {
  kept: Kept
  owner: string
}

const channelName = 'commonplace-kept'
const isSame = (one: Kept, other: Kept): boolean => one.join('\n') === other.join('\n')

/** Tells the other pages of this browser that this one is about to keep something, for which they wait from then on, should it go. Its lock is held by then. */
export async function announceKeeping(kept: Kept): Promise<void> {
  await holdPageLock()
  const channel = new BroadcastChannel(channelName)
  channel.postMessage({ kept, owner: pageId } satisfies Told)
  channel.close()
}

/**
 * Calls `take` for each page that has kept something and is gone: those that `owners` gives, now, after every such call and whenever this page may have slept, and
 * those that announce themselves later. Resolves when the first look is over, and goes on until `signal` aborts. Rejects where the browser keeps nothing.
 */
export async function takeOverWhenGone(
  kept: Kept,
  owners: () => Promise<readonly string[]>,
  take: (owner: string) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  const awaited = new Set([pageId])
  const follow = async (owner: string) => {
    if (awaited.has(owner)) return
    awaited.add(owner)
    try {
      await untilPageGone(owner, signal)
      if (signal.aborted) return
      await take(owner)
      // Another page may have been quicker: what it took is now kept in its name, and is waited for in turn.
      await look()
    } catch {
      // Aborted, or the browser has lost what it kept: the next look finds what there is.
    } finally {
      awaited.delete(owner)
    }
  }
  const look = async () => {
    for (const owner of await owners()) void follow(owner)
  }
  await holdPageLock()
  if (signal.aborted) return
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = ({ data }: MessageEvent<Told>) => {
    if (isSame(data.kept, kept)) void follow(data.owner)
  }
  const lookAgain = () => void look().catch(() => undefined)
  window.addEventListener('online', lookAgain, { signal })
  document.addEventListener('visibilitychange', lookAgain, { signal })
  signal.addEventListener('abort', () => channel.close())
  await look()
}
