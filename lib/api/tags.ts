import { listExcerpts } from '@/lib/data/annotations/excerpts'
import { listTags, getTag, hasTag } from '@/lib/data/codebook/tags'
import type { Database } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'
import { groupFrom } from '@/lib/domain/themes/group-by'
import { pageOfAll } from '@/lib/data/database/page'
import { notFound } from '@/lib/errors'
import { themeSummary as countExcerpts } from '@/lib/data/themes/themes'
import { annotationFilterQuery, excerpt, excerptQuery } from '@/lib/schemas/annotation'
import { page, pageQuery, units } from '@/lib/schemas/primitives'
import { tag as tagSchema, tagChange, tagCreate, tagMerge, tagMerged, tagSplit, tagSplitDone } from '@/lib/schemas/tag'
import { themeSummary } from '@/lib/schemas/theme'
import { mergeTags, previewMerge } from '@/lib/services/codebook/merge-tags'
import { splitTag } from '@/lib/services/codebook/split-tag'
import { changeTag, createTag, deleteTag } from '@/lib/services/codebook/tags'
import type { Api, ApiParts } from './http/context'
import { withEvent, body, deletion, ifMatch, json, nothing, operation, tellEvent } from './http/operation'
import { deletedVersion, filterFrom, params, pathId, withVersion } from './http/request'
import { inUnits } from './http/units'

const tag = 'Codebook'

export function tagRoutes(api: Api, parts: ApiParts): void {
  addingTags(api, parts)
  changingTags(api, parts)
  mergingTags(api, parts)
  passagesOfTag(api, parts)
}

/** The codebook as a list, and tags put into it. */
function addingTags(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listTags',
      method: 'get',
      path: '/api/v1/projects/{p}/tags',
      tag,
      summary: 'List the tags in tree order',
      request: { params: params('p'), query: pageQuery },
      responses: { 200: json(page(tagSchema)) },
    }),
    async (c) => {
      const query = c.req.valid('query')
      return c.json(pageOfAll(await listTags(db, c.get('member')), query, ['id']), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'createTag',
      method: 'post',
      path: '/api/v1/projects/{p}/tags',
      tag,
      summary: 'Add a tag',
      request: { params: params('p'), body: body(tagCreate) },
      responses: { 200: json(tagSchema, 'It was there already'), 201: withEvent(json(tagSchema)) },
    }),
    async (c) => {
      const { row, created, event } = await createTag(db, c.get('member'), c.req.valid('json'))
      tellEvent(c, event)
      return c.json(row, created ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getTag',
      method: 'get',
      path: '/api/v1/projects/{p}/tags/{t}',
      tag,
      summary: 'Read a tag',
      request: { params: params('p', 't') },
      responses: { 200: json(tagSchema) },
    }),
    async (c) => {
      const row = await getTag(db, c.get('member'), pathId(c.req.valid('param').t, 'tag'))
      if (!row) throw notFound('tag')
      return c.json(row, 200)
    },
  )
}

/** One tag changed or put away. */
function changingTags(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'updateTag',
      method: 'patch',
      path: '/api/v1/projects/{p}/tags/{t}',
      tag,
      summary: 'Rename, describe, recolour, archive or move a tag',
      request: { params: params('p', 't'), headers: ifMatch, body: body(tagChange) },
      responses: { 200: withEvent(json(tagSchema)) },
    }),
    async (c) => {
      const { row, event } = await changeTag(
        db,
        c.get('member'),
        pathId(c.req.valid('param').t, 'tag'),
        withVersion(c.req.valid('json'), c.req.header('if-match')),
        now(),
      )
      tellEvent(c, event)
      return c.json(row, 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'deleteTag',
      method: 'delete',
      path: '/api/v1/projects/{p}/tags/{t}',
      tag,
      summary: 'Move a tag to the bin',
      request: { params: params('p', 't'), ...deletion },
      responses: { 204: withEvent(nothing) },
    }),
    async (c) => {
      const { event } = await deleteTag(
        db,
        c.get('member'),
        pathId(c.req.valid('param').t, 'tag'),
        await deletedVersion(c),
        now(),
      )
      tellEvent(c, event)
      return c.body(null, 204)
    },
  )
}

/** Tags made of tags. */
function mergingTags(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'previewMerge',
      method: 'get',
      path: '/api/v1/projects/{p}/tags/{t}/merge',
      tag,
      summary: 'What a merge would change',
      request: { params: params('p', 't'), query: tagMerge.pick({ intoId: true }).extend({ units }) },
      responses: { 200: json(tagMerged) },
    }),
    async (c) =>
      c.json(
        await previewMerge(db, c.get('member'), pathId(c.req.valid('param').t, 'tag'), c.req.valid('query').intoId),
        200,
      ),
  )
  api.openapi(
    operation({
      operationId: 'mergeTag',
      method: 'post',
      path: '/api/v1/projects/{p}/tags/{t}/merge',
      tag,
      summary: 'Merge a tag into another',
      request: { params: params('p', 't'), body: body(tagMerge) },
      responses: { 200: withEvent(json(tagMerged)) },
    }),
    async (c) => {
      const { intoId, version } = withVersion(c.req.valid('json'), c.req.header('if-match'))
      const { event, ...merged } = await mergeTags(
        db,
        c.get('member'),
        pathId(c.req.valid('param').t, 'tag'),
        intoId,
        version,
        now(),
      )
      tellEvent(c, event)
      return c.json(merged, 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'splitTag',
      method: 'post',
      path: '/api/v1/projects/{p}/tags/{t}/split',
      tag,
      summary: 'Make new tags beside a tag and move passages to them',
      request: { params: params('p', 't'), body: body(tagSplit) },
      responses: { 200: withEvent(json(tagSplitDone)) },
    }),
    async (c) => {
      const { event, ...split } = await splitTag(
        db,
        c.get('member'),
        pathId(c.req.valid('param').t, 'tag'),
        withVersion(c.req.valid('json'), c.req.header('if-match')),
        now(),
      )
      tellEvent(c, event)
      return c.json(split, 200)
    },
  )
}

/** What a tag and those below it mark. */
function passagesOfTag(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listTagExcerpts',
      method: 'get',
      path: '/api/v1/projects/{p}/tags/{t}/excerpts',
      tag,
      summary: 'The annotations with a tag or one below it, across documents',
      request: { params: params('p', 't'), query: excerptQuery },
      responses: { 200: json(page(excerpt)) },
    }),
    async (c) => {
      const { groupBy, units, limit, cursor, total, ...filter } = c.req.valid('query')
      const underTagId = await existing(db, c.get('member'), c.req.valid('param').t)
      const shown = await listExcerpts(db, c.get('member'), { ...filterFrom(filter), underTagId }, groupFrom(groupBy), {
        limit,
        cursor,
        total,
      })
      return c.json(await inUnits(db, c.get('member'), units, shown), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getTagSummary',
      method: 'get',
      path: '/api/v1/projects/{p}/tags/{t}/summary',
      tag,
      summary: 'Counts of the annotations with a tag or one below it',
      request: { params: params('p', 't'), query: annotationFilterQuery },
      responses: { 200: json(themeSummary) },
    }),
    async (c) => {
      const underTagId = await existing(db, c.get('member'), c.req.valid('param').t)
      return c.json(await countExcerpts(db, c.get('member'), { ...filterFrom(c.req.valid('query')), underTagId }), 200)
    },
  )
}

async function existing(db: Database, member: Member, text: string): Promise<string> {
  const id = pathId(text, 'tag')
  if (!(await hasTag(db, member, id))) throw notFound('tag')
  return id
}
