import {
  agreement,
  agreementExportQuery,
  confusedPassages,
  confusion as confusionSchema,
  confusionQuery,
  differences,
  differencesQuery,
  figuresSettings,
  freezeFigure as freezeBody,
  frozenFigure,
  passagesQuery,
} from '@/lib/schemas/agreement'
import { page } from '@/lib/schemas/primitives'
import { frozenFigures } from '@/lib/data/agreement/frozen-figures'
import { notFound } from '@/lib/errors'
import { authorise } from '@/lib/services/authorise'
import { cellPassages, confusion } from '@/lib/services/agreement/confusion'
import { documentDifferences } from '@/lib/services/agreement/document-differences'
import { exportAgreement } from '@/lib/services/agreement/export-agreement'
import { freezeFigure } from '@/lib/services/agreement/freeze-figure'
import { measureAgreement } from '@/lib/services/agreement/measure-agreement'
import type { Api, ApiParts } from './http/context'
import { fileContent, sendFile } from './export'
import { body, json, operation, tellEvent, withEvent } from './http/operation'
import { params, pathId } from './http/request'
import { inUnits } from './http/units'

const tag = 'Agreement'

export function agreementRoutes(api: Api, parts: ApiParts): void {
  figures(api, parts)
  behindFigures(api, parts)
  keptFigures(api, parts)
}

/** Figures as they are now. */
function figures(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'getAgreement',
      method: 'get',
      path: '/api/v1/projects/{p}/agreement',
      tag,
      summary: 'How far coders agree: per tag, per document and pooled, with counts, rules and intervals',
      request: { params: params('p'), query: figuresSettings },
      responses: { 200: json(agreement) },
    }),
    async (c) => c.json(await measureAgreement(db, c.get('member'), c.req.valid('query'), c.req.raw.signal), 200),
  )
  api.openapi(
    operation({
      operationId: 'exportAgreement',
      method: 'get',
      path: '/api/v1/projects/{p}/agreement/export',
      tag,
      summary: 'The same figures as a file (csv, xlsx), one row each; or the confusion table, one row for each cell',
      request: { params: params('p'), query: agreementExportQuery },
      responses: { 200: { description: 'The file, as an attachment', content: fileContent(['csv', 'xlsx']) } },
    }),
    async (c) => {
      const { format, bom, table, pair, ...settings } = c.req.valid('query')
      return sendFile(
        c,
        await exportAgreement(
          db,
          c.get('member'),
          settings,
          { table, pair, format, bom: bom === 'true', now: now() },
          c.req.raw.signal,
        ),
      )
    },
  )
}

/** What figures are counted from. */
function behindFigures(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'getConfusionTable',
      method: 'get',
      path: '/api/v1/projects/{p}/agreement/confusion',
      tag,
      summary: 'Which tags coders chose where they differ, tag by tag',
      request: { params: params('p'), query: confusionQuery },
      responses: { 200: json(confusionSchema) },
    }),
    async (c) => c.json(await confusion(db, c.get('member'), c.req.valid('query'), c.req.raw.signal), 200),
  )
  api.openapi(
    operation({
      operationId: 'listConfusedPassages',
      method: 'get',
      path: '/api/v1/projects/{p}/agreement/passages',
      tag,
      summary: 'The passages behind one cell of the confusion table',
      request: { params: params('p'), query: passagesQuery },
      responses: { 200: json(confusedPassages) },
    }),
    async (c) => {
      const { units, ...query } = c.req.valid('query')
      const shown = await cellPassages(db, c.get('member'), query, c.req.raw.signal)
      return c.json(await inUnits(db, c.get('member'), units, shown), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'listDocumentDifferences',
      method: 'get',
      path: '/api/v1/projects/{p}/documents/{d}/differences',
      tag,
      summary: 'Where the coders of a document differ',
      request: { params: params('p', 'd'), query: differencesQuery },
      responses: { 200: json(differences) },
    }),
    async (c) => {
      const { units, ...chosen } = c.req.valid('query')
      const found = await documentDifferences(
        db,
        c.get('member'),
        pathId(c.req.valid('param').d, 'document'),
        chosen,
        c.req.raw.signal,
      )
      return c.json(await inUnits(db, c.get('member'), units, found), 200)
    },
  )
}

/** Figures as they were. */
function keptFigures(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listFigures',
      method: 'get',
      path: '/api/v1/projects/{p}/rounds/{r}/figures',
      tag,
      summary: 'The frozen agreement figures of a round, newest first',
      request: { params: params('p', 'r') },
      responses: { 200: json(page(frozenFigure)) },
    }),
    async (c) => {
      authorise(c.get('member'), 'annotations.read')
      const items = await frozenFigures(db, c.get('member'), pathId(c.req.valid('param').r, 'round'))
      if (!items) throw notFound('round')
      return c.json({ items, nextCursor: null, total: items.length }, 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'freezeFigure',
      method: 'post',
      path: '/api/v1/projects/{p}/rounds/{r}/figures',
      tag,
      summary: 'Freeze the agreement of a round as it is now',
      request: { params: params('p', 'r'), body: body(freezeBody) },
      responses: { 200: json(frozenFigure, 'It was there already'), 201: withEvent(json(frozenFigure)) },
    }),
    async (c) => {
      const { row, created, event } = await freezeFigure(
        db,
        c.get('member'),
        pathId(c.req.valid('param').r, 'round'),
        c.req.valid('json'),
        now(),
        c.req.raw.signal,
      )
      tellEvent(c, event)
      return c.json(row, created ? 201 : 200)
    },
  )
}
