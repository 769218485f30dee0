import { z } from 'zod'
import { AppError, fault } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import { projectImported, type ProjectImported } from '@/lib/schemas/archive'
import { job } from '@/lib/schemas/job'
import { id } from '@/lib/schemas/primitives'
import { requestImport } from '@/lib/services/archive/request-import'
import type { Api, ApiParts } from './http/context'
import { json, operation } from './http/operation'
import { readForm } from './http/read-form'
import { parsed } from './http/request'

/** Where a project comes in: it is under no project, because it makes one. */
export const importPath = '/api/v1/projects/import'

const fields = z.strictObject({
  file: z.unknown().meta({
    type: 'string',
    format: 'binary',
    description:
      'What GET /projects/{p}/export?what=project&format=zip gave, or a project of another program: REFI-QDA (qdpx), Taguette (sqlite3), QualCoder (a zip of its folder) or RQDA (rqda)',
  }),
  id: id
    .optional()
    .meta({ description: 'The id that the project gets; asked for again with the same, nothing is imported twice' }),
  people: z.enum(['placeholders', 'accounts']).optional().meta({
    description:
      'Who the people of the archive are here: placeholders, who never sign in; or, where an administrator says so, the accounts that have their addresses. You are yourself either way',
  }),
})

export function archiveRoutes(api: Api, { db, jobs, maxUploadMb }: ApiParts): void {
  const importProject = operation({
    operationId: 'importProject',
    method: 'post',
    path: importPath,
    tag: 'Projects',
    summary: 'Make a project of an archive, and become its lead',
    responses: {
      201: json(projectImported),
      202: {
        ...json(job, 'It takes longer: the job under way'),
        headers: z.object({ location: z.string().meta({ description: 'The address of the job' }) }),
      },
    },
  })
  api.openAPIRegistry.registerPath({
    ...importProject,
    request: {
      ...importProject.request,
      body: { required: true, content: { 'multipart/form-data': { schema: fields } } },
    },
  })
  api.post(importPath, async (c) => {
    const form = await readForm(c)
    const { file } = form
    if (typeof file !== 'object')
      throw new AppError('invalid', say('refusals.http.noFile'), { errors: [fault('file', say('faults.chooseFile'))] })
    if (file.bytes.length > maxUploadMb * 1024 * 1024)
      throw new AppError('too-large', say('refusals.archive.noRoom', { limit: maxUploadMb }))
    const asked = parsed(fields, form)
    const made = await requestImport(db, jobs, c.get('viewer'), {
      file: file.bytes,
      id: asked.id,
      takesAccounts: asked.people === 'accounts',
    })
    if (made.state === 'done') return c.json(made.result as ProjectImported, 201)
    return c.json(made, 202, { location: `/api/v1/jobs/${made.id}` })
  })
}
