import { v5 } from 'uuid'
import { Prisma } from '@/generated/prisma/client'
import type { Member } from '@/lib/domain/access/viewer'
import { equalNames } from '@/lib/domain/codebook/equal-names'
import type { Proposal, ProposalKind, ProposalState } from '@/lib/schemas/proposal'
import type { Tag } from '@/lib/schemas/tag'
import type { Transaction } from '@/lib/data/database/client'
import { amongProposals, roundMadeIn, visibleProposal, visibleTagId } from '@/lib/data/rounds/hidden-tags'
import { tagTree } from './tags'

interface ProposalRow {
  id: string
  kind: ProposalKind
  tagId: string | null
  tagName: string | null
  tagColour: string | null
  intoId: string | null
  intoName: string | null
  intoColour: string | null
  parentId: string | null
  parentName: string | null
  parentColour: string | null
  wanted: Proposal['wanted']
  reason: string
  proposedById: string | null
  proposedByName: string | null
  blindRoundId: string | null
  state: ProposalState
  answer: string
  decidedById: string | null
  decidedByName: string | null
  decidedAt: Date | null
  createdAt: Date
}

/** Which of the proposals about the codebook: those to decide about, those that were decided about or withdrawn, or all. */
export type WhichProposals = 'open' | 'settled' | 'all'

/**
 * The proposals that exist for this member, newest first: not those made while coding blind, or about a tag, that do not (`visibleTag`). Those to merge tags of
 * equal names are found in the codebook as the member sees it, after the others; they have no row until somebody decides about them. Read whole, as the
 * codebook is.
 */
export async function listProposals(db: Transaction, member: Member, which: WhichProposals): Promise<Proposal[]> {
  const state = {
    open: Prisma.sql`AND q.state = 'open'`,
    settled: Prisma.sql`AND q.state <> 'open'`,
    all: Prisma.empty,
  }[which]
  const found = await equalNamesOpen(db, member)
  const open = new Set(found.map(({ id }) => id))
  const rows = (await proposalRows(db, member, Prisma.sql`${state} ORDER BY q."createdAt" DESC, q.id DESC`))
    .filter(({ id }) => !open.has(id))
    .map(presentProposal)
  return which === 'settled' ? rows : [...rows, ...found]
}

/** One proposal, stored or found in equal names. */
export async function getProposal(db: Transaction, member: Member, id: string): Promise<Proposal | null> {
  const [row] = await proposalRows(db, member, Prisma.sql`AND q.id = ${id}::uuid`)
  // What was decided about equal names holds no longer where the two stand side by side again.
  const mayBeOpen = !row || (row.proposedById === null && row.state !== 'open' && row.state !== 'declined')
  const found = mayBeOpen ? (await equalNamesOpen(db, member)).find((one) => one.id === id) : undefined
  return found ?? (row ? presentProposal(row) : null)
}

async function proposalRows(db: Transaction, member: Member, condition: Prisma.Sql): Promise<ProposalRow[]> {
  const among = await amongProposals(db, member)
  const seen = (tagId: Prisma.Sql) =>
    member.blindRoundIds.length === 0
      ? Prisma.empty
      : Prisma.sql` AND (${tagId} IS NULL OR (true${visibleTagId(member, tagId, Prisma.sql`q."projectId"`)}))`
  return db.$queryRaw<ProposalRow[]>`
    SELECT q.id, q.kind, q."tagId", t.name AS "tagName", t.colour AS "tagColour", q."intoId", i.name AS "intoName", i.colour AS "intoColour", q."parentId", p.name AS "parentName", p.colour AS "parentColour",
      q.wanted, q.reason, q."proposedById", u.name AS "proposedByName", q.state, q.answer, q."decidedById", w.name AS "decidedByName", q."decidedAt", q."createdAt",
      ${roundMadeIn(member, { project: Prisma.sql`q."projectId"`, round: Prisma.sql`q."blindRoundId"`, maker: Prisma.sql`q."proposedById"` })} AS "blindRoundId"
    FROM "Proposal" q LEFT JOIN "User" u ON u.id = q."proposedById" LEFT JOIN "User" w ON w.id = q."decidedById"
      LEFT JOIN "Tag" t ON t."projectId" = q."projectId" AND t.id = q."tagId" LEFT JOIN "Tag" i ON i."projectId" = q."projectId" AND i.id = q."intoId" LEFT JOIN "Tag" p ON p."projectId" = q."projectId" AND p.id = q."parentId"
    WHERE q."projectId" = ${member.projectId}::uuid${among}${visibleProposal(member)}${seen(Prisma.sql`q."tagId"`)}${seen(Prisma.sql`q."intoId"`)}${seen(Prisma.sql`q."parentId"`)} ${condition}`
}

/** Merges of tags that stand side by side under equal names, but those that somebody has proposed or decided about as far as the member knows. */
async function equalNamesOpen(db: Transaction, member: Member): Promise<Proposal[]> {
  // The tree alone: what carries the tags is nothing to their names.
  const tags = (await tagTree(db, member)).map((tag) => ({
    ...tag,
    archivedAt: tag.archivedAt?.toISOString() ?? null,
    createdAt: tag.createdAt.toISOString(),
  }))
  const pairs = equalNames(tags)
  if (pairs.length === 0) return []
  // As far as they exist for the member: a pair that a colleague proposed while coding blind waits for whoever does not know of that.
  const ids = pairs.flatMap(({ tagId, intoId }) => [tagId, intoId])
  const known = await proposalRows(
    db,
    member,
    Prisma.sql`AND q.kind = 'merge' AND q.state IN ('open', 'declined') AND q."tagId" = ANY(${ids}::uuid[])`,
  )
  // That somebody’s proposal was declined decides nothing about equal names; that these were to stay apart does.
  const settled = new Set(
    known
      .filter(({ state, proposedById }) => state === 'open' || proposedById === null)
      .map(({ tagId, intoId }) => [tagId, intoId].toSorted().join()),
  )
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  return pairs.flatMap(({ tagId, intoId }) => {
    const [tag, into] = [byId.get(tagId), byId.get(intoId)]
    return tag && into && !settled.has([tagId, intoId].toSorted().join())
      ? [ofEqualNames(member.projectId, tag, into)]
      : []
  })
}

type Named = Pick<Tag, 'id' | 'name' | 'colour' | 'createdAt'>

const ofEqualNames = (projectId: string, tag: Named, into: Named): Proposal => ({
  // The same pair has the same id whoever asks, so that two who decide about it decide about one thing.
  id: v5([tag.id, into.id].toSorted().join(' '), projectId),
  kind: 'merge',
  origin: 'equal-names',
  tag: { id: tag.id, name: tag.name, colour: tag.colour },
  into: { id: into.id, name: into.name, colour: into.colour },
  parent: null,
  wanted: {},
  reason: '',
  proposedBy: null,
  blindRoundId: null,
  state: 'open',
  answer: '',
  decidedBy: null,
  decidedAt: null,
  createdAt: tag.createdAt > into.createdAt ? tag.createdAt : into.createdAt,
})

function presentProposal(row: ProposalRow): Proposal {
  const ref = (id: string | null, name: string | null, colour: string | null) =>
    id === null ? null : { id, name: name ?? '', colour: colour ?? '' }
  const person = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' })
  return {
    id: row.id,
    kind: row.kind,
    origin: row.proposedById === null ? 'equal-names' : 'person',
    tag: ref(row.tagId, row.tagName, row.tagColour),
    into: ref(row.intoId, row.intoName, row.intoColour),
    parent: ref(row.parentId, row.parentName, row.parentColour),
    wanted: row.wanted,
    reason: row.reason,
    proposedBy: person(row.proposedById, row.proposedByName),
    blindRoundId: row.blindRoundId,
    state: row.state,
    answer: row.answer,
    decidedBy: person(row.decidedById, row.decidedByName),
    decidedAt: row.decidedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  }
}
