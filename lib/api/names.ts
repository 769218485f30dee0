import { allNames } from '@/lib/data/projects/names'
import { bestNames } from '@/lib/domain/search/best-names'
import { names, namesQuery } from '@/lib/schemas/names'
import type { Api, ApiParts } from './http/context'
import { json, operation } from './http/operation'
import { params } from './http/request'

export function nameRoutes(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'getNames',
      method: 'get',
      path: '/api/v1/projects/{p}/names',
      tag: 'Projects',
      summary: 'Find documents, tags, themes, cases and people by their names, the best of each kind first',
      request: { params: params('p'), query: namesQuery },
      responses: { 200: json(names) },
    }),
    async (c) => {
      const { q, limit } = c.req.valid('query')
      const all = await allNames(db, c.get('member'))
      return c.json(
        {
          documents: bestNames(q, all.documents, limit),
          tags: bestNames(q, all.tags, limit),
          themes: bestNames(q, all.themes, limit),
          cases: bestNames(q, all.cases, limit),
          members: bestNames(q, all.members, limit),
        },
        200,
      )
    },
  )
}
