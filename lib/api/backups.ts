import { backups } from '@/lib/schemas/backup'
import { readBackups, requestBackup } from '@/lib/services/backup/read-backups'
import type { Api, ApiParts } from './http/context'
import { json, operation } from './http/operation'

const path = '/api/v1/backups'
const tag = 'Administration'

/** The backups that the server makes by itself. No file leaves through the API: whoever has one has every account of the instance. */
export function backupRoutes(api: Api, { backupDir, dataDir, now }: ApiParts): void {
  const place = { folder: backupDir, dataDir }
  api.openapi(
    operation({
      operationId: 'getBackups',
      method: 'get',
      path,
      tag,
      summary: 'See the backups of the instance, and whether the last one was restored for trial',
      responses: { 200: json(backups) },
    }),
    (c) => c.json(readBackups(c.get('viewer'), place, now()), 200),
  )
  api.openapi(
    operation({
      operationId: 'createBackup',
      method: 'post',
      path,
      tag,
      summary: 'Ask for a backup now',
      responses: { 202: json(backups, 'It is begun within seconds') },
    }),
    (c) => c.json(requestBackup(c.get('viewer'), place, now()), 202),
  )
}
