import type { Context } from 'hono'
import { z } from 'zod'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import type { annotationFilterQuery } from '@/lib/schemas/annotation'
import { AppError, notFound, type Thing } from '@/lib/errors'
import { isId } from '@/lib/data/database/ids'
import { version } from '@/lib/schemas/primitives'
import { parseJson } from './parse-json'
import { fieldFaults } from './problem'
import { say } from '@/lib/i18n/say'

/** Path parameters are plain strings in the contract; what cannot be an id is answered like an id that is not there. */
export const params = <const Names extends readonly string[]>(...names: Names) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.string()])) as Record<Names[number], z.ZodString>)

/** An id from the path. */
export function pathId(text: string, what: Thing): string {
  if (!isId(text)) throw notFound(what)
  return text.toLowerCase()
}

/** The change with the version it was made to: the body's own, or else that of If-Match; undefined where the client does not care. */
export function withVersion<T extends { version?: number | undefined }>(change: T, ifMatch: string | undefined): T {
  return { ...change, version: change.version ?? versionIn(ifMatch) }
}

const deletionBody = z.strictObject({ version: version.optional() })

/** The version that a deletion was asked for, in its body if it has one, or else in If-Match. */
export async function deletedVersion(c: Context): Promise<number | undefined> {
  const text = await c.req.text()
  if (text.trim() === '') return versionIn(c.req.header('if-match'))
  const body = deletionBody.safeParse(parseJson(text))
  if (!body.success)
    throw new AppError('invalid', say('refusals.http.deletionTakesVersion'), {
      errors: fieldFaults(body.error.issues),
    })
  return withVersion(body.data, c.req.header('if-match')).version
}

/** The version in If-Match. One that cannot be read is refused: whoever sends it wants nothing overwritten. */
function versionIn(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined
  const digits = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1]
  if (digits === undefined) throw new AppError('malformed', say('refusals.http.ifMatch'))
  return Number(digits)
}

type FilterQuery = Omit<z.infer<typeof annotationFilterQuery>, 'units'>

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
    caseIds: list(query.caseId),
    secondOpinion: flag(query.secondOpinion),
    from: query.from,
    to: query.to,
    timeZone: query.timeZone,
    dated: query.dated,
    period: query.period === undefined ? undefined : periodFrom(query.period),
    q: query.q,
    query: query.query,
    untagged: flag(query.untagged),
    starred: flag(query.starred),
    orphaned: flag(query.orphaned),
    attributes: list(query.attribute)?.map(pairFrom),
  }
}

/** KEY=value taken apart. */
function pairFrom(pair: string): { key: string; value: string } {
  const at = pair.indexOf('=')
  return at < 0 ? { key: pair, value: '' } : { key: pair.slice(0, at), value: pair.slice(at + 1) }
}

function periodFrom(pair: string): AnnotationFilter['period'] {
  const { key, value: bucket } = pairFrom(pair)
  return { key, bucket }
}

export const list = <T>(value: T | T[] | undefined): T[] | undefined =>
  value === undefined ? undefined : Array.isArray(value) ? value : [value]
export const flag = (value: 'true' | 'false' | undefined): boolean | undefined =>
  value === undefined ? undefined : value === 'true'

/** The row, or the answer that there is none. */
export function required<T>(row: T | null, what: Thing): T {
  if (row === null) throw notFound(what)
  return row
}

/** What a form says, as the schema has it; otherwise the faults of its fields. */
export function parsed<T extends z.ZodType>(schema: T, given: unknown): z.infer<T> {
  const result = schema.safeParse(given)
  if (!result.success)
    throw new AppError('invalid', say('refusals.someInvalidStored'), {
      errors: fieldFaults(result.error.issues),
    })
  return result.data
}
