const all = 'commonplace-'
const seen = 'commonplace-seen-'

/** The cache of what one person has seen of one build; `madeFor` is the id of their account. */
export const seenCache = (build: string, madeFor: string): string => `${seen}${build}_${madeFor}`

/** The cache of what the pages of one build are made of, which is nobody's. */
export const filesCache = (build: string): string => `commonplace-files-${build}`

/** Whether a cache holds what somebody has seen. */
export const isSeenCache = (name: string): boolean => name.startsWith(seen)

/** Whether a cache is one of ours and of another build. */
export const isOfOtherBuild = (name: string, build: string): boolean =>
  name.startsWith(all) && name !== filesCache(build) && !name.startsWith(`${seen}${build}_`)

/** Whose the cache of this build is, if it is one of what somebody has seen. */
export const personOf = (name: string, build: string): string | null =>
  name.startsWith(`${seen}${build}_`) ? name.slice(seenCache(build, '').length) : null

/** What is said of an answer that is kept, in its headers. */
export const keptHeaders = {
  address: 'x-kept-address',
  bytes: 'x-kept-bytes',
  /** Of a page, its title as the browser shows it, with its letters escaped. */
  title: 'x-kept-title',
  language: 'x-kept-language',
} as const
