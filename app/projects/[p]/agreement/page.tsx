import type { Metadata } from 'next'
import { AgreementPage } from '@/components/agreement/agreement-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { studyDocuments, studyPeople, studyTags } from '@/lib/data/agreement/study-rows'
import { database } from '@/lib/data/database/client'
import { everyPage } from '@/lib/data/database/every-page'
import { comparableRoundIds } from '@/lib/data/rounds/comparable-rounds'
import { listRounds } from '@/lib/data/rounds/rounds'
import { can } from '@/lib/domain/access/actions'
import { translations } from '@/lib/i18n/server'

interface Props {
  params: Promise<{ p: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Pick<Props, 'params'>): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('agreement'))('title') }
}

/** How far the coders agree, and where that comes from. */
export default async function Page({ params, searchParams }: Props) {
  const member = await requireMember((await params).p)
  const db = database()
  const isBare = Object.keys(await searchParams).length === 0
  const [rounds, people, tags, documents, [firstRoundId]] = await Promise.all([
    everyPage((query) => listRounds(db, member, query)),
    studyPeople(db, member),
    studyTags(db, member),
    studyDocuments(db, member, undefined),
    // An address that chooses needs nothing to begin with.
    isBare ? comparableRoundIds(db, member) : [],
  ])
  const offered = {
    rounds: rounds.map(({ id, name }) => ({ id, name })),
    people,
    tags,
    documents: documents.map(({ id, title }) => ({ id, title })),
  }
  return (
    <AgreementPage
      projectId={member.projectId}
      offered={offered}
      firstRoundId={firstRoundId ?? null}
      mayFreeze={can(member.role, 'figures.freeze', member.settings)}
    />
  )
}
