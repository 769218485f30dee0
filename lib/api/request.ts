import { z } from 'zod'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import type { annotationFilterQuery } from '@/lib/schemas/annotation'
import { notFound } from '@/lib/errors'
import { isId } from '@/lib/data/ids'

/** Path parameters are plain strings in the contract; what cannot be an id is answered like an id that is not there. */
export const params = <const Names extends readonly string[]>(...names: Names) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.string()])) as Record<Names[number], z.ZodString>)

/** An id from the path. */
export function pathId(text: string, what: string): string {
  if (!isId(text)) throw notFound(what)
  return text.toLowerCase()
}

/** The version in a body, or in If-Match where a DELETE has no body; undefined where the client does not care. */
export function versionIn(header: string | undefined): number | undefined {
  const digits = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header ?? '')?.[1]
  return digits === undefined ? undefined : Number(digits)
}

type FilterQuery = z.infer<typeof annotationFilterQuery>

/** The annotation filters of a query string, in one form. */
export function filterFrom(query: FilterQuery): AnnotationFilter {
  return {
    documentIds: list(query.documentId),
    tagIds: list(query.tagId),
    exact: query.exact === 'true',
    alsoTagIds: list(query.alsoTagId),
    themeId: query.themeId,
    authorIds: list(query.authorId),
    visibility: query.visibility,
    layer: query.layer,
    roundIds: list(query.roundId),
    secondOpinion: flag(query.secondOpinion),
    from: query.from,
    to: query.to,
    dated: query.dated,
    q: query.q,
    untagged: flag(query.untagged),
    starred: flag(query.starred),
    orphaned: flag(query.orphaned),
    attributes: list(query.attribute)?.map((pair) => {
      const at = pair.indexOf('=')
      return at < 0 ? { key: pair, value: '' } : { key: pair.slice(0, at), value: pair.slice(at + 1) }
    }),
  }
}

export const list = <T>(value: T | T[] | undefined): T[] | undefined => (value === undefined ? undefined : Array.isArray(value) ? value : [value])
export const flag = (value: 'true' | 'false' | undefined): boolean | undefined => (value === undefined ? undefined : value === 'true')
