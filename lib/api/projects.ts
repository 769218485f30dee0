import { listProjects, getProject } from '@/lib/data/projects/projects'
import { notFound } from '@/lib/errors'
import { page, pageQuery } from '@/lib/schemas/primitives'
import { project, projectChange, projectCreate } from '@/lib/schemas/project'
import { changeProject, createProject, deleteProject } from '@/lib/services/projects/projects'
import type { Api, ApiParts } from './http/context'
import { withEvent, body, deletion, ifMatch, json, nothing, operation, told } from './http/operation'
import { deletedVersion, params, withVersion } from './http/request'

const tag = 'Projects'

export function projectRoutes(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listProjects',
      method: 'get',
      path: '/api/v1/projects',
      tag,
      summary: 'List the projects you belong to',
      request: { query: pageQuery },
      responses: { 200: json(page(project)) },
    }),
    async (c) => c.json(await listProjects(db, c.get('viewer'), c.req.valid('query')), 200),
  )
  api.openapi(
    operation({
      operationId: 'createProject',
      method: 'post',
      path: '/api/v1/projects',
      tag,
      summary: 'Make a project and become its lead',
      request: { body: body(projectCreate) },
      responses: { 200: json(project, 'It was there already'), 201: json(project) },
    }),
    async (c) => {
      const { row, created } = await createProject(db, c.get('viewer'), c.req.valid('json'))
      return c.json(row, created ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getProject',
      method: 'get',
      path: '/api/v1/projects/{p}',
      tag,
      summary: 'Read a project',
      request: { params: params('p') },
      responses: { 200: json(project) },
    }),
    async (c) => {
      const row = await getProject(db, c.get('member'))
      if (!row) throw notFound('project')
      return c.json(row, 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'updateProject',
      method: 'patch',
      path: '/api/v1/projects/{p}',
      tag,
      summary: 'Rename a project or change its settings',
      request: { params: params('p'), headers: ifMatch, body: body(projectChange) },
      responses: { 200: withEvent(json(project)) },
    }),
    async (c) =>
      c.json(
        told(
          c,
          await changeProject(db, c.get('member'), withVersion(c.req.valid('json'), c.req.header('if-match')), now()),
        ),
        200,
      ),
  )
  api.openapi(
    operation({
      operationId: 'deleteProject',
      method: 'delete',
      path: '/api/v1/projects/{p}',
      tag,
      summary: 'Move a project to the bin',
      request: { params: params('p'), ...deletion },
      responses: { 204: nothing },
    }),
    async (c) => {
      await deleteProject(db, c.get('member'), await deletedVersion(c), now())
      return c.body(null, 204)
    },
  )
}
