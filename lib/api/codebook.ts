import { z } from 'zod'
import { AppError, fault } from '@/lib/errors'
import { takenLines, units } from '@/lib/schemas/primitives'
import { codebookImport } from '@/lib/schemas/tag'
import { importCodebook } from '@/lib/services/codebook/import-codebook'
import type { Api, ApiParts } from './http/context'
import { withEvent, json, operation, problemResponse, tellEvent } from './http/operation'
import { params } from './http/request'
import { say } from '@/lib/i18n/say'

const upload = z.object({
  take: takenLines.meta({
    description: 'all, none, or line numbers joined by commas: lines that differ from a stored tag and shall change it',
  }),
  file: z.unknown().meta({ type: 'string', format: 'binary' }),
})

export function codebookRoutes(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'importCodebook',
      method: 'post',
      path: '/api/v1/projects/{p}/codebook/import',
      tag: 'Codebook',
      summary:
        'Add the tags of a csv that are not there yet, let stored ones take what the lines named by take say of them, or with dryRun see what would happen',
      request: {
        params: params('p'),
        query: z.strictObject({ dryRun: z.enum(['true', 'false']).default('false'), units }),
        body: { required: true, content: { 'multipart/form-data': { schema: upload } } },
      },
      responses: { 200: withEvent(json(codebookImport)), 415: problemResponse('A file that is no csv') },
    }),
    async (c) => {
      const { file, take } = c.req.valid('form')
      if (!(file instanceof File))
        throw new AppError('invalid', say('refusals.http.noFile'), {
          errors: [fault('file', say('faults.chooseFile'))],
        })
      const bytes = new Uint8Array(await file.arrayBuffer())
      const { event, ...outcome } = await importCodebook(
        db,
        c.get('member'),
        bytes,
        { dryRun: c.req.valid('query').dryRun === 'true', take },
        now(),
        c.req.raw.signal,
      )
      tellEvent(c, event)
      return c.json(outcome, 200)
    },
  )
}
