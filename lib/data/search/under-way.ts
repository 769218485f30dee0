/** Milliseconds that somebody who looks for words waits for texts that this process is just making ready. */
const patience = 3_000

// Only what began in this process and has not ended: another process's work is told by what waits in the database.
const underWay = new Map<string, Set<Promise<unknown>>>()

/** Keeps the work on a text of a project in mind until it ends, so that who looks for its words waits for it. */
export function keepUnderWay(projectId: string, work: Promise<unknown>): void {
  const works = underWay.get(projectId) ?? new Set()
  underWay.set(projectId, works.add(work))
  const forget = () => {
    works.delete(work)
    if (works.size === 0) underWay.delete(projectId)
  }
  work.then(forget, forget)
}

/** Waits until the texts of a project are ready that this process is making so, a few seconds at most: who has just added one finds it. */
export async function textsReady(projectId: string): Promise<void> {
  const works = underWay.get(projectId)
  if (!works) return
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    Promise.allSettled(works),
    new Promise((resolve) => {
      timer = setTimeout(resolve, patience)
    }),
  ])
  clearTimeout(timer)
}

/** Waits for all that this process is making ready, however long it takes: what runs once and ends would leave it half done. */
export async function everyTextReady(): Promise<void> {
  await Promise.allSettled([...underWay.values()].flatMap((works) => [...works]))
}
