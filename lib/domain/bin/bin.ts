/** What can be put into the bin and taken out of it again. */
export const binKinds = ['document', 'tag', 'theme', 'annotation', 'memo', 'link', 'case'] as const
export type BinKind = (typeof binKinds)[number]

/** How long something stays in the bin at the least before a lead may purge it: long enough for somebody on holiday to find out. */
export const binDays = 30

/** From when on something that went into the bin at `binnedAt` may be purged. */
export function purgeableFrom(binnedAt: Date): Date {
  return new Date(binnedAt.getTime() + binDays * 86_400_000)
}
