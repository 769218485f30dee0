interface InRun {
  actor: { id: string }
  documentId: string | null
  roundId: string | null
  reverts: number | null
}

/** So many acts are shorter to read as one sentence than one by one. */
const fewest = 3

/**
 * Events in the order of the list, gathered to runs: what one person did over and over, in the same document and round. `kindOf` says which kind an event is of, or null where
 * it is told by itself. Fewer than three, and all others, are runs of one.
 */
export function runsOf<T extends InRun>(events: readonly T[], kindOf: (event: T) => string | null): T[][] {
  const runs: { likeness: string | null; events: T[] }[] = []
  for (const event of events) {
    const kind = kindOf(event)
    const likeness =
      kind === null
        ? null
        : JSON.stringify([event.actor.id, kind, placeOf(kind, event), event.roundId, event.reverts !== null])
    const last = runs.at(-1)
    if (last && likeness !== null && last.likeness === likeness) last.events.push(event)
    else runs.push({ likeness, events: [event] })
  }
  return runs.flatMap((run) => (run.events.length < fewest ? run.events.map((event) => [event]) : [run.events]))
}

/** The document of coding and verdicts, which the sentence names; documents themselves, and what is said, make one run. */
const placeOf = (kind: string, { documentId }: InRun): string | null =>
  /^(annotation|verdict)\./.test(kind) ? documentId : null
