import { getLink, linkKindsUsed, listLinks } from '@/lib/data/links/links'
import { notFound } from '@/lib/errors'
import { link, linkChange, linkCreate, linkKinds, linkQuery } from '@/lib/schemas/link'
import { page } from '@/lib/schemas/primitives'
import { changeLink, createLink, deleteLink } from '@/lib/services/links/links'
import type { Api, ApiParts } from './http/context'
import {
  withEvent,
  body,
  deletion,
  ifMatch,
  json,
  nothing,
  operation,
  problemResponse,
  tellEvent,
} from './http/operation'
import { deletedVersion, params, pathId, withVersion } from './http/request'
import { inUnits, unitsQuery } from './http/units'

const tag = 'Links'
const all = '/api/v1/projects/{p}/links'
const one = `${all}/{l}`
const stale = {
  409: problemResponse('It was changed meanwhile (current is the link as it stands), or there is one like it'),
}

export function linkRoutes(api: Api, parts: ApiParts): void {
  reading(api, parts)
  making(api, parts)
  changing(api, parts)
}

/** Links listed and read, and the words that they have. */
function reading(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listLinks',
      method: 'get',
      path: all,
      tag,
      summary: 'List links: of a passage, a tag, a document, a kind, a person',
      request: { params: params('p'), query: linkQuery },
      responses: { 200: json(page(link)) },
    }),
    async (c) => {
      const { units, ...query } = c.req.valid('query')
      return c.json(await inUnits(db, c.get('member'), units, await listLinks(db, c.get('member'), query)), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'listLinkKinds',
      method: 'get',
      path: `${all}/kinds`,
      tag,
      summary: 'List the kinds of links that the project uses',
      request: { params: params('p') },
      responses: { 200: json(linkKinds) },
    }),
    async (c) => c.json(await linkKindsUsed(db, c.get('member')), 200),
  )
  api.openapi(
    operation({
      operationId: 'getLink',
      method: 'get',
      path: one,
      tag,
      summary: 'Read a link',
      request: { params: params('p', 'l'), query: unitsQuery },
      responses: { 200: json(link) },
    }),
    async (c) => {
      const row = await getLink(db, c.get('member'), pathId(c.req.valid('param').l, 'link'))
      if (!row) throw notFound('link')
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
}

/** Links made. */
function making(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'createLink',
      method: 'post',
      path: all,
      tag,
      summary: 'Link two passages, two tags, or a passage and a tag',
      request: { params: params('p'), query: unitsQuery, body: body(linkCreate) },
      responses: {
        200: json(link, 'It was there already'),
        201: withEvent(json(link)),
        409: problemResponse('You have made the same link already'),
      },
    }),
    async (c) => {
      const { row, created, event } = await createLink(db, c.get('member'), c.req.valid('json'), now())
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), created ? 201 : 200)
    },
  )
}

/** Links changed or taken out. */
function changing(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'updateLink',
      method: 'patch',
      path: one,
      tag,
      summary: 'Change the kind, direction or note of your own link, or of one between tags',
      request: { params: params('p', 'l'), headers: ifMatch, query: unitsQuery, body: body(linkChange) },
      responses: { 200: withEvent(json(link)), ...stale },
    }),
    async (c) => {
      const { row, event } = await changeLink(
        db,
        c.get('member'),
        pathId(c.req.valid('param').l, 'link'),
        withVersion(c.req.valid('json'), c.req.header('if-match')),
        now(),
      )
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'deleteLink',
      method: 'delete',
      path: one,
      tag,
      summary: 'Move your own link, or one between tags, to the bin',
      request: { params: params('p', 'l'), ...deletion },
      responses: { 204: withEvent(nothing), ...stale },
    }),
    async (c) => {
      const { event } = await deleteLink(
        db,
        c.get('member'),
        pathId(c.req.valid('param').l, 'link'),
        await deletedVersion(c),
        now(),
      )
      tellEvent(c, event)
      return c.body(null, 204)
    },
  )
}
