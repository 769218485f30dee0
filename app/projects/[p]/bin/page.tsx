import type { Metadata } from 'next'
import { BinPage } from '@/components/history/bin-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { can, type Action } from '@/lib/domain/access/actions'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string }>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('history'))('bin.title') }
}

/** What was deleted, and the way back. */
export default async function ProjectBinPage({ params }: PageProps) {
  const { projectId, role, settings } = await requireMember((await params).p)
  const may = (action: Action) => can(role, action, settings)
  const restore = {
    document: may('documents.write'),
    tag: may('codebook.write'),
    theme: may('themes.write'),
    annotation: may('annotations.write'),
    memo: may('comments.write'),
    link: may('annotations.write'),
    case: may('documents.write'),
  }
  return <BinPage projectId={projectId} may={{ restore, purge: may('bin.purge') }} />
}
