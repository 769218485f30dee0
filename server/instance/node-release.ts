/** The day after which nobody mends a release of Node any more, as its schedule says. */
const lastDays: Record<string, string> = { 20: '2026-04-30', 22: '2027-04-30', 24: '2028-04-30' }

/** What whoever starts should know of this version of Node; undefined while its makers mend it. */
export function pastItsEnd(version: string, now: Date): string | undefined {
  const [major = ''] = version.split('.')
  const lastDay = lastDays[major]
  if (lastDay === undefined || now.toISOString().slice(0, 10) <= lastDay) return undefined
  return `Node ${major} has had no security fixes since ${lastDay}. Commonplace still runs on it; install a newer release when you can.`
}
