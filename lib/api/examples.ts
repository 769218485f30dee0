import { listExamples } from '@/lib/data/codebook/examples'
import { pageOfAll } from '@/lib/data/database/page'
import { exampleCreate, tagExample } from '@/lib/schemas/example'
import { id, page, pageQuery } from '@/lib/schemas/primitives'
import { dropExample, nameExample } from '@/lib/services/codebook/examples'
import type { Api, ApiParts } from './http/context'
import { withEvent, body, json, nothing, operation, tellEvent } from './http/operation'
import { params, pathId } from './http/request'

const tag = 'Codebook'

export function exampleRoutes(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listExamples',
      method: 'get',
      path: '/api/v1/projects/{p}/examples',
      tag,
      summary: 'List the passages that are examples and counter-examples of tags',
      request: { params: params('p'), query: pageQuery.extend({ tagId: id.optional() }) },
      responses: { 200: json(page(tagExample)) },
    }),
    async (c) => {
      const { tagId, ...query } = c.req.valid('query')
      const all = await listExamples(db, c.get('member'), tagId)
      return c.json(pageOfAll(all, query, ['tagId', 'annotationId']), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'createExample',
      method: 'post',
      path: '/api/v1/projects/{p}/tags/{t}/examples',
      tag,
      summary: 'Name a passage as an example or counter-example of a tag',
      request: { params: params('p', 't'), body: body(exampleCreate) },
      responses: { 200: withEvent(json(tagExample, 'It was one already')), 201: withEvent(json(tagExample)) },
    }),
    async (c) => {
      const { row, created, event } = await nameExample(
        db,
        c.get('member'),
        pathId(c.req.valid('param').t, 'tag'),
        c.req.valid('json'),
        now(),
      )
      tellEvent(c, event)
      return c.json(row, created ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'deleteExample',
      method: 'delete',
      path: '/api/v1/projects/{p}/tags/{t}/examples/{a}',
      tag,
      summary: 'Name a passage as an example no more',
      request: { params: params('p', 't', 'a') },
      responses: { 204: withEvent(nothing) },
    }),
    async (c) => {
      const { t, a } = c.req.valid('param')
      const { event } = await dropExample(db, c.get('member'), pathId(t, 'tag'), pathId(a, 'annotation'))
      tellEvent(c, event)
      return c.body(null, 204)
    },
  )
}
