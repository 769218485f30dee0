import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ProposalsPage } from '@/components/codebook/proposals/proposals-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { getProject } from '@/lib/data/projects/projects'
import { listProposals } from '@/lib/data/codebook/proposals'
import { listTags } from '@/lib/data/codebook/tags'
import { translations } from '@/lib/i18n/server'

interface Props {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireMember((await params).p)
  const t = await translations('codebook')
  return { title: t('proposals.title') }
}

export default async function Page({ params }: Props) {
  const member = await requireMember((await params).p)
  const db = database()
  const [project, tags, open, settled] = await Promise.all([
    getProject(db, member),
    listTags(db, member),
    listProposals(db, member, 'open'),
    listProposals(db, member, 'settled'),
  ])
  if (!project) notFound()
  return (
    <ProposalsPage
      project={project}
      viewerId={member.userId}
      initialTags={tags}
      initialOpen={open}
      initialSettled={settled}
    />
  )
}
