import { getAnnotation, listAnnotations } from '@/lib/data/annotations/list'
import type { Database } from '@/lib/data/database/client'
import { currentRevision } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import { notFound } from '@/lib/errors'
import {
  anchorCandidates,
  annotation,
  annotationBulk,
  annotationBulkResult,
  annotationChange,
  annotationCreate,
  annotationQuery,
  type AnnotationCreate,
} from '@/lib/schemas/annotation'
import { page } from '@/lib/schemas/primitives'
import { anchorCandidates as findCandidates } from '@/lib/services/annotations/anchor-candidates'
import { bulkAnnotations } from '@/lib/services/annotations/bulk-annotations'
import { changeAnnotation, deleteAnnotation } from '@/lib/services/annotations/change-annotation'
import { createAnnotation } from '@/lib/services/annotations/create-annotation'
import type { Api, ApiParts } from './http/context'
import { withEvent, body, deletion, ifMatch, json, nothing, operation, tellEvent } from './http/operation'
import { deletedVersion, filterFrom, params, pathId, withVersion } from './http/request'
import { fromUnits, inUnits, offsetInUnits, spansFromUnits, unitsQuery, type Units } from './http/units'

const tag = 'Annotations'

export function annotationRoutes(api: Api, parts: ApiParts): void {
  markingPassages(api, parts)
  changingPassages(api, parts)
  placingPassages(api, parts)
}

/** Passages listed, marked and read. */
function markingPassages(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listAnnotations',
      method: 'get',
      path: '/api/v1/projects/{p}/annotations',
      tag,
      summary: 'List annotations',
      request: { params: params('p'), query: annotationQuery },
      responses: { 200: json(page(annotation)) },
    }),
    async (c) => {
      const { order, units, limit, cursor, total, ...filter } = c.req.valid('query')
      const shown = await listAnnotations(db, c.get('member'), filterFrom(filter), order, { limit, cursor, total })
      return c.json(await inUnits(db, c.get('member'), units, shown), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'createAnnotation',
      method: 'post',
      path: '/api/v1/projects/{p}/annotations',
      tag,
      summary: 'Highlight a passage',
      request: { params: params('p'), query: unitsQuery, body: body(annotationCreate) },
      responses: { 200: json(annotation, 'It was there already'), 201: withEvent(json(annotation)) },
    }),
    async (c) => {
      const { units } = c.req.valid('query')
      const [input = c.req.valid('json')] = await spansIn(db, c.get('member'), units, [c.req.valid('json')])
      const { row, created, event } = await createAnnotation(db, c.get('member'), input, now())
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), units, row), created ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getAnnotation',
      method: 'get',
      path: '/api/v1/projects/{p}/annotations/{a}',
      tag,
      summary: 'Read an annotation',
      request: { params: params('p', 'a'), query: unitsQuery },
      responses: { 200: json(annotation) },
    }),
    async (c) => {
      const row = await getAnnotation(db, c.get('member'), pathId(c.req.valid('param').a, 'annotation'))
      if (!row) throw notFound('annotation')
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
}

/** Passages changed or put away, one or many. */
function changingPassages(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'updateAnnotation',
      method: 'patch',
      path: '/api/v1/projects/{p}/annotations/{a}',
      tag,
      summary: 'Move edges, change tags, note or visibility, or star',
      request: { params: params('p', 'a'), headers: ifMatch, query: unitsQuery, body: body(annotationChange) },
      responses: { 200: withEvent(json(annotation)) },
    }),
    async (c) => {
      const { units } = c.req.valid('query')
      const id = pathId(c.req.valid('param').a, 'annotation')
      const change = withVersion(c.req.valid('json'), c.req.header('if-match'))
      const span = await changedSpan(db, c.get('member'), units, id, change)
      const { row, event } = await changeAnnotation(db, c.get('member'), id, { ...change, ...span }, now())
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), units, row), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'deleteAnnotation',
      method: 'delete',
      path: '/api/v1/projects/{p}/annotations/{a}',
      tag,
      summary: 'Move an annotation to the bin',
      request: { params: params('p', 'a'), ...deletion },
      responses: { 204: withEvent(nothing) },
    }),
    async (c) => {
      const { event } = await deleteAnnotation(
        db,
        c.get('member'),
        pathId(c.req.valid('param').a, 'annotation'),
        await deletedVersion(c),
        now(),
      )
      tellEvent(c, event)
      return c.body(null, 204)
    },
  )
  api.openapi(
    operation({
      operationId: 'changeAnnotations',
      method: 'post',
      path: '/api/v1/projects/{p}/annotations/bulk',
      tag,
      summary: 'Create, tag, untag or delete many: all or none',
      request: { params: params('p'), query: unitsQuery, body: body(annotationBulk) },
      responses: { 200: withEvent(json(annotationBulkResult)) },
    }),
    async (c) => {
      const bulk = c.req.valid('json')
      const { units } = c.req.valid('query')
      const { event, ...done } = await bulkAnnotations(
        db,
        c.get('member'),
        bulk.action === 'create' ? { ...bulk, items: await spansIn(db, c.get('member'), units, bulk.items) } : bulk,
        now(),
      )
      tellEvent(c, event)
      return c.json(done, 200)
    },
  )
}

/** Passages that a correction left without a place. */
function placingPassages(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listCandidates',
      method: 'get',
      path: '/api/v1/projects/{p}/annotations/{a}/candidates',
      tag,
      summary: 'Where a passage that a correction left without a place could stand',
      request: { params: params('p', 'a'), query: unitsQuery },
      responses: { 200: json(anchorCandidates) },
    }),
    async (c) => {
      const found = await findCandidates(db, c.get('member'), pathId(c.req.valid('param').a, 'annotation'))
      const { units } = c.req.valid('query')
      const stood =
        found.stood === null ? null : await offsetInUnits(db, c.get('member'), units, found.revisionId, found.stood)
      return c.json({ ...(await inUnits(db, c.get('member'), units, found)), stood }, 200)
    },
  )
}

async function spansIn(
  db: Database,
  member: Member,
  units: Units,
  items: AnnotationCreate[],
): Promise<AnnotationCreate[]> {
  if (units === 'utf16') return items
  const unnamed = new Set(items.flatMap((item) => (item.revisionId === undefined ? [item.documentId] : [])))
  const current = new Map<string, string>()
  for (const documentId of unnamed) {
    const revision = await currentRevision(db, member, documentId)
    if (!revision) throw notFound('document')
    current.set(documentId, revision.revisionId)
  }
  const placed = items.map((item) => ({ ...item, revisionId: item.revisionId ?? current.get(item.documentId) ?? '' }))
  return spansFromUnits(db, member, units, placed)
}

async function changedSpan(
  db: Database,
  member: Member,
  units: Units,
  id: string,
  change: { revisionId?: string; start?: number; end?: number },
) {
  if (units === 'utf16' || (change.start === undefined && change.end === undefined)) return {}
  const row = await getAnnotation(db, member, id)
  if (!row) throw notFound('annotation')
  const shown = await inUnits(db, member, units, row)
  return fromUnits(db, member, units, change.revisionId ?? row.revisionId, {
    start: change.start ?? shown.start,
    end: change.end ?? shown.end,
  })
}
