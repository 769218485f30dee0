import { listExcerpts } from '@/lib/data/annotations/excerpts'
import { pageOfAll } from '@/lib/data/database/page'
import { getTheme, hasTheme, listThemes, themeSummary } from '@/lib/data/themes/themes'
import type { Database } from '@/lib/data/database/client'
import { groupFrom } from '@/lib/domain/themes/group-by'
import { notFound } from '@/lib/errors'
import { annotationFilterQuery, excerpt, excerptQuery } from '@/lib/schemas/annotation'
import { page, pageQuery } from '@/lib/schemas/primitives'
import { theme, themeChange, themeCreate, themeSummary as summarySchema } from '@/lib/schemas/theme'
import { changeTheme, createTheme, deleteTheme } from '@/lib/services/themes/themes'
import type { Api, ApiParts } from './http/context'
import { withEvent, body, deletion, ifMatch, json, nothing, operation, tellEvent } from './http/operation'
import { deletedVersion, filterFrom, params, pathId, withVersion } from './http/request'
import { inUnits } from './http/units'

const tag = 'Themes'

export function themeRoutes(api: Api, parts: ApiParts): void {
  addingThemes(api, parts)
  changingThemes(api, parts)
  passagesOfTheme(api, parts)
}

/** Themes listed, added and read. */
function addingThemes(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listThemes',
      method: 'get',
      path: '/api/v1/projects/{p}/themes',
      tag,
      summary: 'List the themes',
      request: { params: params('p'), query: pageQuery },
      responses: { 200: json(page(theme)) },
    }),
    async (c) => {
      const query = c.req.valid('query')
      return c.json(pageOfAll(await listThemes(db, c.get('member')), query, ['id']), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'createTheme',
      method: 'post',
      path: '/api/v1/projects/{p}/themes',
      tag,
      summary: 'Make a theme',
      request: { params: params('p'), body: body(themeCreate) },
      responses: { 200: json(theme, 'It was there already'), 201: withEvent(json(theme)) },
    }),
    async (c) => {
      const { row, created, event } = await createTheme(db, c.get('member'), c.req.valid('json'))
      tellEvent(c, event)
      return c.json(row, created ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getTheme',
      method: 'get',
      path: '/api/v1/projects/{p}/themes/{th}',
      tag,
      summary: 'Read a theme',
      request: { params: params('p', 'th') },
      responses: { 200: json(theme) },
    }),
    async (c) => {
      const row = await getTheme(db, c.get('member'), pathId(c.req.valid('param').th, 'theme'))
      if (!row) throw notFound('theme')
      return c.json(row, 200)
    },
  )
}

/** One theme changed or put away. */
function changingThemes(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'updateTheme',
      method: 'patch',
      path: '/api/v1/projects/{p}/themes/{th}',
      tag,
      summary: 'Change a theme',
      request: { params: params('p', 'th'), headers: ifMatch, body: body(themeChange) },
      responses: { 200: withEvent(json(theme)) },
    }),
    async (c) => {
      const { row, event } = await changeTheme(
        db,
        c.get('member'),
        pathId(c.req.valid('param').th, 'theme'),
        withVersion(c.req.valid('json'), c.req.header('if-match')),
        now(),
      )
      tellEvent(c, event)
      return c.json(row, 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'deleteTheme',
      method: 'delete',
      path: '/api/v1/projects/{p}/themes/{th}',
      tag,
      summary: 'Move a theme to the bin',
      request: { params: params('p', 'th'), ...deletion },
      responses: { 204: withEvent(nothing) },
    }),
    async (c) => {
      const { event } = await deleteTheme(
        db,
        c.get('member'),
        pathId(c.req.valid('param').th, 'theme'),
        await deletedVersion(c),
        now(),
      )
      tellEvent(c, event)
      return c.body(null, 204)
    },
  )
}

/** What the tags of a theme mark. */
function passagesOfTheme(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listThemeExcerpts',
      method: 'get',
      path: '/api/v1/projects/{p}/themes/{th}/excerpts',
      tag,
      summary: 'The annotations under a theme, across documents',
      request: { params: params('p', 'th'), query: excerptQuery },
      responses: { 200: json(page(excerpt)) },
    }),
    async (c) => {
      const { groupBy, units, limit, cursor, total, ...filter } = c.req.valid('query')
      const themeId = await existing(db, c.get('member'), c.req.valid('param').th)
      const shown = await listExcerpts(db, c.get('member'), { ...filterFrom(filter), themeId }, groupFrom(groupBy), {
        limit,
        cursor,
        total,
      })
      return c.json(await inUnits(db, c.get('member'), units, shown), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getThemeSummary',
      method: 'get',
      path: '/api/v1/projects/{p}/themes/{th}/summary',
      tag,
      summary: 'Counts of a theme',
      request: { params: params('p', 'th'), query: annotationFilterQuery },
      responses: { 200: json(summarySchema) },
    }),
    async (c) => {
      const themeId = await existing(db, c.get('member'), c.req.valid('param').th)
      return c.json(await themeSummary(db, c.get('member'), { ...filterFrom(c.req.valid('query')), themeId }), 200)
    },
  )
}

async function existing(db: Database, member: Parameters<typeof getTheme>[1], text: string): Promise<string> {
  const themeId = pathId(text, 'theme')
  if (!(await hasTheme(db, member, themeId))) throw notFound('theme')
  return themeId
}
