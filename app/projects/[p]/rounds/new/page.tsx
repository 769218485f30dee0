import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SetUpPage } from '@/components/rounds/set-up-page'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { documentTitles } from '@/lib/data/documents/document-titles'
import { everyPage } from '@/lib/data/database/every-page'
import { listMembers } from '@/lib/data/projects/members'
import { isId, newId } from '@/lib/data/database/ids'
import { passageWords } from '@/lib/data/rounds/passage-words'
import { getRound } from '@/lib/data/rounds/rounds'
import { listTags } from '@/lib/data/codebook/tags'
import { can } from '@/lib/domain/access/actions'
import { passagesInAddress } from '@/lib/domain/rounds/passage-address'
import { translations } from '@/lib/i18n/server'

interface PageProps {
  params: Promise<{ p: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  await requireMember((await params).p)
  return { title: (await translations('rounds'))('form.title') }
}

/** The page on which leads set up a round. */
export default async function NewRoundPage({ params, searchParams }: PageProps) {
  const member = await requireMember((await params).p)
  if (!can(member.role, 'rounds.manage', member.settings)) notFound()
  const db = database()
  const query = await searchParams
  const many = (name: string) => [query[name] ?? []].flat()
  const one = (name: string) => many(name).find(isId) ?? null
  const [documents, members, tags, again] = [
    await documentTitles(db, member),
    await everyPage((query) => listMembers(db, member, query)),
    await listTags(db, member),
    one('again') === null ? null : await getRound(db, member, one('again') ?? ''),
  ]
  const coders = members.flatMap(({ user, role }) =>
    role === 'lead' || role === 'coder' ? [{ id: user.id, name: user.name, role }] : [],
  )
  const asked = new Set(many('documentId'))
  const start = {
    seed: newId().slice(-12),
    kind: many('kind')[0] ?? null,
    again,
    passages: await passageWords(db, member, again?.passages ?? passagesInAddress(many('passage'))),
    documentIds: documents.flatMap(({ id }) => (asked.has(id) ? [id] : [])),
    tagIds: many('tagId').filter(isId),
    authorId: one('authorId'),
    secondOpinion: many('secondOpinion')[0] === 'true',
  }
  return (
    <SetUpPage
      projectId={member.projectId}
      documents={documents}
      coders={coders}
      tags={tags.filter((tag) => tag.archivedAt === null)}
      start={start}
    />
  )
}
