const told = new EventTarget()

/** Tells whoever offers to revert events that these have been, here or anywhere else. */
export function tellReverted(seqs: readonly number[]): void {
  for (const seq of seqs) told.dispatchEvent(new Event(String(seq)))
}

/** Calls `gone` once, when one of these events has been reverted; returns what ends the waiting. */
export function onReverted(seqs: readonly number[], gone: () => void): () => void {
  const waiting = new AbortController()
  const once = () => {
    waiting.abort()
    gone()
  }
  for (const seq of seqs) told.addEventListener(String(seq), once, { signal: waiting.signal })
  return () => waiting.abort()
}
