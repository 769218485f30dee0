import type { Metadata } from 'next'
import { RoundsPage } from '@/components/rounds/rounds-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { everyPage } from '@/lib/data/database/every-page'
import { listRounds, ownTasks } from '@/lib/data/rounds/rounds'
import { can } from '@/lib/domain/access/actions'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('rounds'))('title') }
}

/** The rounds of a project. */
export default async function ProjectRoundsPage({ params }: PageProps) {
  const member = await requireMember((await params).p)
  const [rounds, queue] = await Promise.all([
    everyPage((query) => listRounds(database(), member, query)),
    everyPage((query) => ownTasks(database(), member, { ...query, state: 'open', rounds: 'running' })),
  ])
  const may = {
    manage: can(member.role, 'rounds.manage', member.settings),
    code: can(member.role, 'annotations.write', member.settings),
  }
  return <RoundsPage projectId={member.projectId} may={may} initial={{ rounds, queue }} />
}
