import { firstLeadEmail } from '@/lib/data/projects/demo-project'
import type { Database } from '@/lib/data/database/client'
import { isId } from '@/lib/data/database/ids'
import type { Member } from '@/lib/domain/access/viewer'
import { memberByEmail } from '@/lib/services/projects/member-of'
import { CommandError } from './command'

/** Who a command events as in a project: the person with `email`, or its first lead. */
export async function actingMember(db: Database, projectId: string, email: string | undefined): Promise<Member> {
  const lead = isId(projectId) ? await firstLeadEmail(db, projectId) : null
  if (lead === null)
    throw new CommandError(
      `There is no project ${projectId} with an active lead. See: npm run commonplace -- project list`,
    )
  const member = await memberByEmail(db, email ?? lead, projectId)
  if (!member) throw new CommandError(`There is no active member with the email address ${email} in this project.`)
  return member
}
