import { tagTree } from '@/lib/data/codebook/tags'
import type { Transaction } from '@/lib/data/database/client'
import { documentTitles } from '@/lib/data/documents/document-titles'
import type { Member } from '@/lib/domain/access/viewer'
import { inTreeOrder } from '@/lib/domain/codebook/tree'
import type { Names } from '@/lib/schemas/names'

/** The names of all that the member can go to: documents, tags, themes, cases and people, each kind in its usual order. Nothing is counted for it. */
export async function allNames(db: Transaction, member: Member): Promise<Names> {
  const [titles, tags, themes, cases, people] = await Promise.all([
    documentTitles(db, member),
    tagTree(db, member),
    db.theme.findMany({
      where: { projectId: member.projectId, deletedAt: null },
      select: { id: true, name: true },
      orderBy: [{ position: 'asc' }, { id: 'asc' }],
    }),
    db.case.findMany({
      where: { projectId: member.projectId, deletedAt: null },
      select: { id: true, name: true },
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
    }),
    db.membership.findMany({
      where: { projectId: member.projectId },
      select: { user: { select: { id: true, name: true } } },
      orderBy: { user: { name: 'asc' } },
    }),
  ])
  return {
    documents: titles.map(({ id, title }) => ({ id, name: title })),
    tags: inTreeOrder(tags).map(({ tag, path }) => ({
      id: tag.id,
      name: tag.name,
      path: path.slice(0, -1),
      colour: tag.colour,
    })),
    themes,
    cases,
    members: people.map(({ user }) => user),
  }
}
