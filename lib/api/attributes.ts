import { z } from 'zod'
import { getAttribute, listAttributes } from '@/lib/data/documents/attributes'
import { AppError, fault } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import {
  attribute,
  attributeChange,
  attributeCreate,
  attributeFill,
  attributeQuery,
  madeColumns,
} from '@/lib/schemas/document'
import { page, takenLines, units } from '@/lib/schemas/primitives'
import { changeAttribute, createAttribute, deleteAttribute } from '@/lib/services/documents/attributes'
import { fillAttributes } from '@/lib/services/documents/fill-attributes'
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
  told,
  withEvent,
} from './http/operation'
import { parseJson } from './http/parse-json'
import { deletedVersion, params, parsed, pathId, required, withVersion } from './http/request'

const tag = 'Documents'
const list = '/api/v1/projects/{p}/attributes' as const
export const sheetUpload = z.object({
  take: takenLines.meta({
    description: 'all, none, or line numbers joined by commas: lines whose values shall replace stored ones',
  }),
  make: z.string().optional().meta({
    description:
      'JSON: a list of columns to make into attributes, each with column, type and, for a choice, choices; left out, its choices are the values in the column',
  }),
  file: z.unknown().meta({ type: 'string', format: 'binary' }),
})

export function attributeRoutes(api: Api, parts: ApiParts): void {
  addingAttributes(api, parts)
  oneAttribute(api, parts)
}

/** Attributes listed, added, and filled from a sheet. */
function addingAttributes(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listAttributes',
      method: 'get',
      path: list,
      tag,
      summary: 'The attributes of the documents, or of the cases',
      request: { params: params('p'), query: attributeQuery },
      responses: { 200: json(page(attribute)) },
    }),
    async (c) => {
      const items = await listAttributes(db, c.get('member'), c.req.valid('query').subject)
      return c.json({ items, nextCursor: null, total: items.length }, 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'createAttribute',
      method: 'post',
      path: list,
      tag,
      summary: 'Add an attribute',
      request: { params: params('p'), body: body(attributeCreate) },
      responses: { 200: json(attribute, 'It was there already'), 201: withEvent(json(attribute)) },
    }),
    async (c) => {
      const done = await createAttribute(db, c.get('member'), c.req.valid('json'))
      return c.json(told(c, done), done.created ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'fillAttributes',
      method: 'post',
      path: `${list}/fill`,
      tag,
      summary:
        'Fill attributes of documents from a csv or xlsx, or with dryRun see what would be filled. Values that differ from stored ones are left unless take names their line',
      request: {
        params: params('p'),
        query: z.strictObject({ dryRun: z.enum(['true', 'false']).default('false'), units }),
        body: { required: true, content: { 'multipart/form-data': { schema: sheetUpload } } },
      },
      responses: { 200: withEvent(json(attributeFill)), 415: problemResponse('A file that is no sheet') },
    }),
    async (c) => {
      const { bytes, take, make } = await sheetIn(c.req.valid('form'))
      const { event, ...outcome } = await fillAttributes(
        db,
        c.get('member'),
        bytes,
        { dryRun: c.req.valid('query').dryRun === 'true', take, make },
        c.req.raw.signal,
      )
      tellEvent(c, event)
      return c.json(outcome, 200)
    },
  )
}

/** The sheet of a form that fills attributes, and what is to become of it. */
export async function sheetIn({ file, take, make = '' }: z.output<typeof sheetUpload>) {
  if (!(file instanceof File))
    throw new AppError('invalid', say('refusals.http.noFile'), {
      errors: [fault('file', say('faults.chooseFile'))],
    })
  const columns = parsed(z.object({ make: madeColumns }), { make: parseJson(make === '' ? '[]' : make) }).make
  return { bytes: new Uint8Array(await file.arrayBuffer()), take, make: columns }
}

/** One attribute read, changed or taken out. */
function oneAttribute(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'getAttribute',
      method: 'get',
      path: `${list}/{at}`,
      tag,
      summary: 'Read an attribute',
      request: { params: params('p', 'at') },
      responses: { 200: json(attribute) },
    }),
    async (c) =>
      c.json(
        required(await getAttribute(db, c.get('member'), pathId(c.req.valid('param').at, 'attribute')), 'attribute'),
        200,
      ),
  )
  api.openapi(
    operation({
      operationId: 'updateAttribute',
      method: 'patch',
      path: `${list}/{at}`,
      tag,
      summary: 'Change an attribute',
      request: { params: params('p', 'at'), headers: ifMatch, body: body(attributeChange) },
      responses: { 200: withEvent(json(attribute)) },
    }),
    async (c) =>
      c.json(
        told(
          c,
          await changeAttribute(
            db,
            c.get('member'),
            pathId(c.req.valid('param').at, 'attribute'),
            withVersion(c.req.valid('json'), c.req.header('if-match')),
          ),
        ),
        200,
      ),
  )
  api.openapi(
    operation({
      operationId: 'deleteAttribute',
      method: 'delete',
      path: `${list}/{at}`,
      tag,
      summary: 'Take an attribute out',
      request: { params: params('p', 'at'), ...deletion },
      responses: { 204: withEvent(nothing) },
    }),
    async (c) => {
      told(
        c,
        await deleteAttribute(
          db,
          c.get('member'),
          pathId(c.req.valid('param').at, 'attribute'),
          await deletedVersion(c),
        ),
      )
      return c.body(null, 204)
    },
  )
}
