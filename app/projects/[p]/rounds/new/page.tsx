import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { SetUpPage } from '@/components/rounds/set-up-page'
import { requireMember } from '@/lib/auth/page-viewer'
import { database } from '@/lib/data/client'
import { listDocuments } from '@/lib/data/documents'
import { listMembers } from '@/lib/data/members'
import { isId, newId } from '@/lib/data/ids'
import { passageWords } from '@/lib/data/rounds/passage-words'
import { getRound } from '@/lib/data/rounds/rounds'
import { listTags } from '@/lib/data/tags'
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
    await listDocuments(db, member, { limit: 1000, total: 'false' }),
    await listMembers(db, member, { limit: 500, total: 'false' }),
    await listTags(db, member),
    one('again') === null ? null : await getRound(db, member, one('again') ?? ''),
  ]
  const coders = members.items.flatMap(({ user, role }) => (role === 'lead' || role === 'coder' ? [{ id: user.id, name: user.name, role }] : []))
  const start = {
    seed: newId().slice(-12),
    kind: many('kind')[0] ?? null,
    again,
    passages: await passageWords(db, member, again?.passages ?? passagesInAddress(many('passage'))),
    documentIds: documents.items.flatMap(({ id }) => (many('documentId').includes(id) ? [id] : [])),
    tagIds: many('tagId').filter(isId),
    authorId: one('authorId'),
    secondOpinion: many('secondOpinion')[0] === 'true',
  }
  return <SetUpPage projectId={member.projectId} documents={documents.items.map(({ id, title }) => ({ id, title }))} coders={coders} tags={tags.filter((tag) => tag.archivedAt === null)} start={start} />
}
