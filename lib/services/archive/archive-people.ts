import { accountsByEmail, importer, insertPlaceholders } from '@/lib/data/projects/archive/write-archive-rows'
import { newId } from '@/lib/data/database/ids'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { Manifest, ProjectImported } from '@/lib/schemas/archive'
import type { JobRun } from '@/lib/services/jobs/job-work'

/** Somebody of an archive, and who they are here. */
export interface ArchivePerson {
  id: string
  as: ProjectImported['report']['people'][number]['as']
  from: Manifest['people'][number]
}

/** How many people are stored at once. */
const atOnce = 1000

/**
 * Says who the people of an archive are here. Whoever imports is themselves, by their address. Others are accounts with their address only where an administrator
 * says so, since an archive can say anything of anybody; else they are placeholders, who are made here.
 */
export async function settlePeople(run: JobRun, manifest: Manifest, takesAccounts: boolean): Promise<ArchivePerson[]> {
  const self = await importer(run.db, run.requestedById)
  if (!self || (takesAccounts && !self.isAdmin)) throw new AppError('not-allowed', say('refusals.archive.accounts'))
  const emails = manifest.people.flatMap(({ email }) => email ?? [])
  const accounts = takesAccounts ? await accountsByEmail(run.db, emails) : new Map<string, string>()
  const people = manifest.people.map((from): ArchivePerson => {
    if (from.email === self.email) return { id: self.id, as: 'you', from }
    const account = from.email === null ? undefined : accounts.get(from.email)
    return account === undefined ? { id: newId(), as: 'placeholder', from } : { id: account, as: 'account', from }
  })
  if (
    new Set(people.map(({ id }) => id)).size < people.length ||
    new Set(people.map(({ from }) => from.id)).size < people.length
  )
    throw new AppError('refused', say('refusals.archive.manifestDiffers', { place: 'people' }))
  const placeholders = people.filter(({ as }) => as === 'placeholder').map(({ id, from }) => ({ id, name: from.name }))
  for (let at = 0; at < placeholders.length; at += atOnce)
    await run.write({ phase: 'people', done: at, of: placeholders.length }, (tx) =>
      insertPlaceholders(tx, run.projectId, placeholders.slice(at, at + atOnce)),
    )
  return people
}
