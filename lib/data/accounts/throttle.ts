import type { Database } from '@/lib/data/database/client'

/** Failures under a key, each forgotten `decay` milliseconds after the one before it, all of them `memory` milliseconds after the last. */
export interface Counted {
  key: string
  decay: number
}

/** Milliseconds after the last failure until all are forgotten; longer than the longest wait. */
const memory = 60 * 60_000

/** How many failures still count under each key, and when the last one was; none is missing from the answer. */
export async function readFailures(
  db: Database,
  counted: readonly Counted[],
  now: Date,
): Promise<{ failures: number; last: Date }[]> {
  const rows = await db.throttle.findMany({
    where: { key: { in: counted.map(({ key }) => key) }, expiresAt: { gt: now } },
  })
  return counted.map(({ key, decay }) => {
    const row = rows.find((one) => one.key === key)
    if (!row) return { failures: 0, last: now }
    return {
      failures: Math.max(0, row.failures - Math.max(0, Math.floor((now.getTime() - row.since.getTime()) / decay))),
      last: new Date(row.expiresAt.getTime() - memory),
    }
  })
}

/** Counts one failure more. One statement, so that failures at the same moment are counted one by one. */
export async function recordFailure(db: Database, { key, decay }: Counted, now: Date): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Throttle" AS t (key, failures, since, "expiresAt") VALUES (${key}, 1, ${now}, ${new Date(now.getTime() + memory)})
    ON CONFLICT (key) DO UPDATE SET ("failures", "since", "expiresAt") = (
      SELECT CASE WHEN isOver THEN 1 ELSE t.failures - forgotten + 1 END,
             CASE WHEN isOver THEN EXCLUDED.since ELSE t.since + make_interval(secs => forgotten * ${decay}::float8 / 1000) END,
             EXCLUDED."expiresAt"
      FROM (SELECT GREATEST(0, floor(extract(epoch FROM EXCLUDED.since - t.since) * 1000 / ${decay}::float8))::int AS forgotten) AS decayed,
           LATERAL (SELECT t."expiresAt" <= EXCLUDED.since OR t.failures <= forgotten AS isOver) AS over)`
}

/** Forgets every failure under these keys, and whatever has expired. */
export async function forgetFailures(db: Database, keys: string[], now: Date): Promise<void> {
  await db.throttle.deleteMany({ where: { OR: [{ key: { in: keys } }, { expiresAt: { lte: now } }] } })
}
