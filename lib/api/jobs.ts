import { getJob, listOwnJobs, listProjectJobs, requestCancel } from '@/lib/data/jobs/jobs'
import { notFound } from '@/lib/errors'
import { job } from '@/lib/schemas/job'
import { page, pageQuery } from '@/lib/schemas/primitives'
import type { Api, ApiParts } from './http/context'
import { json, operation } from './http/operation'
import { params, pathId, required } from './http/request'

const tag = 'Jobs'

export function jobRoutes(api: Api, { db }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listOwnJobs',
      method: 'get',
      path: '/api/v1/jobs',
      tag,
      summary: 'List the jobs that you asked for, newest first; what ended is kept for thirty days',
      request: { query: pageQuery },
      responses: { 200: json(page(job)) },
    }),
    async (c) => c.json(await listOwnJobs(db, c.get('viewer'), c.req.valid('query')), 200),
  )
  api.openapi(
    operation({
      operationId: 'listJobs',
      method: 'get',
      path: '/api/v1/projects/{p}/jobs',
      tag,
      summary: 'List the jobs of a project, newest first: all for its leads, for others what they asked for',
      request: { params: params('p'), query: pageQuery },
      responses: { 200: json(page(job)) },
    }),
    async (c) => c.json(await listProjectJobs(db, c.get('member'), c.req.valid('query')), 200),
  )
  api.openapi(
    operation({
      operationId: 'getJob',
      method: 'get',
      path: '/api/v1/jobs/{j}',
      tag,
      summary: 'Read a job: yours, or of a project that you lead',
      request: { params: params('j') },
      responses: { 200: json(job) },
    }),
    async (c) => c.json(required(await getJob(db, c.get('viewer'), pathId(c.req.valid('param').j, 'job')), 'job'), 200),
  )
  api.openapi(
    operation({
      operationId: 'cancelJob',
      method: 'delete',
      path: '/api/v1/jobs/{j}',
      tag,
      summary: 'Stop a job; what it has done so far is taken away. One that ended stays as it is',
      request: { params: params('j') },
      responses: { 200: json(job) },
    }),
    async (c) => {
      const id = pathId(c.req.valid('param').j, 'job')
      if (!(await requestCancel(db, c.get('viewer'), id))) throw notFound('job')
      return c.json(required(await getJob(db, c.get('viewer'), id), 'job'), 200)
    },
  )
}
