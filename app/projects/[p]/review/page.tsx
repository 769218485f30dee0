import type { Metadata } from 'next'
import { ReviewPage } from '@/components/review/review-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { codedPlaces } from '@/lib/data/annotations/coded-places'
import { database } from '@/lib/data/database/client'
import { documentTitles } from '@/lib/data/documents/document-titles'
import { everyPage } from '@/lib/data/database/every-page'
import { listMembers } from '@/lib/data/projects/members'
import { firstComparison } from '@/lib/data/review/first-comparison'
import { listRounds } from '@/lib/data/rounds/rounds'
import { listTags } from '@/lib/data/codebook/tags'
import { can } from '@/lib/domain/access/actions'
import { choiceInAddress } from '@/lib/domain/review/review-address'
import { codedTogether } from '@/lib/domain/review/shared-documents'
import { translations } from '@/lib/i18n/server'

interface Props {
  params: Promise<{ p: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('review'))('title') }
}

/** Where coders differ, and what is decided about it. */
export default async function Page({ params, searchParams }: Props) {
  const member = await requireMember((await params).p)
  const db = database()
  const [rounds, documents, members, tags, places] = await Promise.all([
    everyPage((query) => listRounds(db, member, query)),
    documentTitles(db, member),
    everyPage((query) => listMembers(db, member, query)),
    listTags(db, member),
    codedPlaces(db, member),
  ])
  const coded = codedTogether(places)
  const choice =
    choiceInAddress(
      addressQuery(await searchParams),
      rounds.map(({ id }) => id),
    ) ?? (await firstComparison(db, member, coded, rounds[0]?.id ?? null))
  const working = new Set(places.map(({ roundId, coderId }) => `${roundId}/${coderId}`))
  return (
    <ReviewPage
      projectId={member.projectId}
      mayWrite={can(member.role, 'review.write', member.settings)}
      rounds={rounds.map(({ id, name, documentIds, coderIds }) => ({
        id,
        name,
        documentIds,
        coderIds: coderIds.filter((coderId) => working.has(`${id}/${coderId}`)),
      }))}
      documents={documents}
      people={members.map(({ user }) => ({ id: user.id, name: user.name }))}
      coded={coded}
      initialTags={tags}
      initialChoice={choice}
    />
  )
}

/** The query of the page's address, as it was written. */
function addressQuery(query: Record<string, string | string[] | undefined>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, values]) => [values ?? []].flat().map((value) => [name, value])),
  )
}
