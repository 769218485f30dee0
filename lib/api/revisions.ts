import { getDocument, listRevisions } from '@/lib/data/documents/documents'
import { notFound } from '@/lib/errors'
import { page, pageQuery } from '@/lib/schemas/primitives'
import {
  comparison,
  comparisonQuery,
  correctionPreview,
  revised,
  revision,
  revisionCreate,
} from '@/lib/schemas/revision'
import { compareRevisions } from '@/lib/services/documents/compare-revisions'
import { correctText } from '@/lib/services/documents/correct-document'
import { previewCorrection } from '@/lib/services/documents/preview-correction'
import type { Api, ApiParts } from './http/context'
import { withEvent, body, json, operation, problemResponse, tellEvent } from './http/operation'
import { params, pathId } from './http/request'

const tag = 'Documents'
const list = '/api/v1/projects/{p}/documents/{d}/revisions' as const
const stale = { 409: problemResponse('The document was corrected meanwhile') }

/** The texts that a document had, correcting it, and how they differ. */
export function revisionRoutes(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listRevisions',
      method: 'get',
      path: list,
      tag,
      summary: 'The revisions, newest first',
      request: { params: params('p', 'd'), query: pageQuery },
      responses: { 200: json(page(revision)) },
    }),
    async (c) => {
      const id = pathId(c.req.valid('param').d, 'document')
      if (!(await getDocument(db, c.get('member'), id))) throw notFound('document')
      return c.json(await listRevisions(db, c.get('member'), id, c.req.valid('query')), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'createRevision',
      method: 'post',
      path: list,
      tag,
      summary: 'Correct the text: a new revision, to which every annotation is carried',
      request: { params: params('p', 'd'), body: body(revisionCreate) },
      responses: { 201: withEvent(json(revised)), ...stale },
    }),
    async (c) => {
      const { event, ...done } = await correctText(
        db,
        c.get('member'),
        pathId(c.req.valid('param').d, 'document'),
        c.req.valid('json'),
        now(),
      )
      tellEvent(c, event)
      return c.json(done, 201)
    },
  )
  api.openapi(
    operation({
      operationId: 'previewRevision',
      method: 'post',
      path: `${list}/preview`,
      tag,
      summary: 'What a correction would do to the annotations that you see, without storing it',
      request: { params: params('p', 'd'), body: body(revisionCreate) },
      responses: { 200: json(correctionPreview), ...stale },
    }),
    async (c) =>
      c.json(
        await previewCorrection(
          db,
          c.get('member'),
          pathId(c.req.valid('param').d, 'document'),
          c.req.valid('json'),
          c.req.raw.signal,
        ),
        200,
      ),
  )
  api.openapi(
    operation({
      operationId: 'compareRevisions',
      method: 'get',
      path: `${list}/compare`,
      tag,
      summary: 'Two revisions compared by words, in either direction',
      request: { params: params('p', 'd'), query: comparisonQuery },
      responses: { 200: json(comparison) },
    }),
    async (c) => {
      const { from, to } = c.req.valid('query')
      return c.json(
        await compareRevisions(db, c.get('member'), pathId(c.req.valid('param').d, 'document'), from, to),
        200,
      )
    },
  )
}
