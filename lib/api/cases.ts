import { z } from 'zod'
import { casesInDocument, getWholeCase, listCases } from '@/lib/data/cases/cases'
import { currentRevision } from '@/lib/data/documents/revision-text'
import type { Database } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import { notFound } from '@/lib/errors'
import { units } from '@/lib/schemas/primitives'
import { fillCases } from '@/lib/services/cases/fill-cases'
import {
  caseChange,
  caseCreate,
  caseFill,
  casePage,
  casePartsGiven,
  casePlaces,
  caseQuery,
  caseShown,
  caseWhole,
  type CasePartGiven,
} from '@/lib/schemas/case'
import { extendCase, reduceCase } from '@/lib/services/cases/case-parts'
import { changeCase, createCase, deleteCase } from '@/lib/services/cases/cases'
import { sheetIn, sheetUpload } from './attributes'
import type { Api, ApiParts } from './http/context'
import {
  body,
  deletion,
  ifMatch,
  json,
  nothing,
  operation,
  problemResponse,
  tellEvent,
  withEvent,
} from './http/operation'
import { deletedVersion, params, pathId, withVersion } from './http/request'
import { fromUnits, inUnits, unitsQuery, type Units } from './http/units'

const tag = 'Cases'
const all = '/api/v1/projects/{p}/cases'
const one = `${all}/{k}`
const stale = { 409: problemResponse('It was changed meanwhile; current is the case, or the text, as it stands') }

export function caseRoutes(api: Api, parts: ApiParts): void {
  reading(api, parts)
  placing(api, parts)
  writing(api, parts)
  belonging(api, parts)
  filling(api, parts)
}

/** Cases listed and read. */
function reading(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listCases',
      method: 'get',
      path: all,
      tag,
      summary: 'List cases by name: all, or those of a document',
      request: { params: params('p'), query: caseQuery },
      responses: { 200: json(casePage) },
    }),
    async (c) => {
      const { units: _, ...query } = c.req.valid('query')
      return c.json(await listCases(db, c.get('member'), query), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getCase',
      method: 'get',
      path: one,
      tag,
      summary: 'Read a case with the documents and passages that belong to it',
      request: { params: params('p', 'k'), query: unitsQuery },
      responses: { 200: json(caseWhole) },
    }),
    async (c) => {
      const row = await getWholeCase(db, c.get('member'), pathId(c.req.valid('param').k, 'case'))
      if (!row) throw notFound('case')
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
}

/** Where a document's cases are in it. */
function placing(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listCasesOfDocument',
      method: 'get',
      path: '/api/v1/projects/{p}/documents/{d}/cases',
      tag,
      summary: 'List the parts of a document that belong to cases',
      request: { params: params('p', 'd'), query: unitsQuery },
      responses: { 200: json(casePlaces) },
    }),
    async (c) => {
      const id = pathId(c.req.valid('param').d, 'document')
      const current = await currentRevision(db, c.get('member'), id)
      if (!current) throw notFound('document')
      const items = await casesInDocument(db, c.get('member'), id)
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, { items }), 200)
    },
  )
}

/** Cases made, changed and taken out. */
function writing(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'createCase',
      method: 'post',
      path: all,
      tag,
      summary: 'Make a case, with the documents and passages that belong to it',
      request: { params: params('p'), query: unitsQuery, body: body(caseCreate) },
      responses: { 200: json(caseShown, 'It was there already'), 201: withEvent(json(caseShown)), ...stale },
    }),
    async (c) => {
      const input = c.req.valid('json')
      const parts = await partsIn(db, c.get('member'), c.req.valid('query').units, input.parts)
      const { row, created, event } = await createCase(db, c.get('member'), { ...input, parts }, now())
      tellEvent(c, event)
      return c.json(row, created ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'updateCase',
      method: 'patch',
      path: one,
      tag,
      summary: 'Rename or describe a case, or change some of its attributes',
      request: { params: params('p', 'k'), headers: ifMatch, body: body(caseChange) },
      responses: { 200: withEvent(json(caseShown)), ...stale },
    }),
    async (c) => {
      const { row, event } = await changeCase(
        db,
        c.get('member'),
        pathId(c.req.valid('param').k, 'case'),
        withVersion(c.req.valid('json'), c.req.header('if-match')),
        now(),
      )
      tellEvent(c, event)
      return c.json(row, 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'deleteCase',
      method: 'delete',
      path: one,
      tag,
      summary: 'Move a case to the bin; its documents stay as they are',
      request: { params: params('p', 'k'), ...deletion },
      responses: { 204: withEvent(nothing), ...stale },
    }),
    async (c) => {
      const id = pathId(c.req.valid('param').k, 'case')
      tellEvent(c, (await deleteCase(db, c.get('member'), id, await deletedVersion(c), now())).event)
      return c.body(null, 204)
    },
  )
}

/** Cases described, and made, from a sheet. */
function filling(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'fillCases',
      method: 'post',
      path: `${all}/fill`,
      tag,
      summary:
        'Fill attributes of cases from a csv or xlsx, or with dryRun see what would be filled. A name that no case has makes one; values that differ from stored ones are left unless take names their line',
      request: {
        params: params('p'),
        query: z.strictObject({ dryRun: z.enum(['true', 'false']).default('false'), units }),
        body: { required: true, content: { 'multipart/form-data': { schema: sheetUpload } } },
      },
      responses: { 200: withEvent(json(caseFill)), 415: problemResponse('A file that is no sheet') },
    }),
    async (c) => {
      const { bytes, take, make } = await sheetIn(c.req.valid('form'))
      const dryRun = c.req.valid('query').dryRun === 'true'
      const { event, ...outcome } = await fillCases(
        db,
        c.get('member'),
        bytes,
        { dryRun, take, make },
        now(),
        c.req.raw.signal,
      )
      tellEvent(c, event)
      return c.json(outcome, 200)
    },
  )
}

/** What belongs to a case. */
function belonging(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'createCaseParts',
      method: 'post',
      path: `${one}/parts`,
      tag,
      summary: 'Put documents and passages of documents into a case; what it has already is not put in twice',
      request: { params: params('p', 'k'), query: unitsQuery, body: body(casePartsGiven) },
      responses: { 200: withEvent(json(caseWhole)), ...stale },
    }),
    async (c) => {
      const { units } = c.req.valid('query')
      const parts = await partsIn(db, c.get('member'), units, c.req.valid('json').parts)
      const { row, event } = await extendCase(db, c.get('member'), pathId(c.req.valid('param').k, 'case'), parts, now())
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), units, row), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'removeCasePart',
      method: 'delete',
      path: `${one}/parts/{cp}`,
      tag,
      summary: 'Take a document or a passage out of a case',
      request: { params: params('p', 'k', 'cp') },
      responses: { 204: withEvent(nothing) },
    }),
    async (c) => {
      const { k, cp } = c.req.valid('param')
      const [id, partId] = [pathId(k, 'case'), pathId(cp, 'casePart')]
      tellEvent(c, (await reduceCase(db, c.get('member'), id, partId, now())).event)
      return c.body(null, 204)
    },
  )
}

/** Passages that a request gave in its units, in ours. */
async function partsIn(db: Database, member: Member, units: Units, parts: CasePartGiven[]): Promise<CasePartGiven[]> {
  if (units === 'utf16') return parts
  const ours: CasePartGiven[] = []
  for (const part of parts) {
    if (!('start' in part)) ours.push(part)
    else {
      const revisionId = part.revisionId ?? (await currentRevision(db, member, part.documentId))?.revisionId
      if (revisionId === undefined) throw notFound('document')
      ours.push({ ...part, ...(await fromUnits(db, member, units, revisionId, part)) })
    }
  }
  return ours
}
