import { Prisma } from '@/generated/prisma/client'
import { abilities, defaultSettings, type ProjectSettings, type Role } from '@/lib/domain/access/actions'
import type { Member, Viewer } from '@/lib/domain/access/viewer'
import type { PageQuery } from '@/lib/schemas/primitives'
import type { Project } from '@/lib/schemas/project'
import type { Transaction } from '@/lib/data/database/client'
import { countCodings } from '@/lib/data/annotations/count-codings'
import { newestEvent, newestEventOf } from '@/lib/data/history/newest-event'
import { blindRoundIdsOf, loadHiding } from '@/lib/data/rounds/load-veil'
import { cutPage, decodeCursor, type Page } from '@/lib/data/database/page'
import { amongTags, visibleTag } from '@/lib/data/rounds/hidden-tags'

interface ProjectRow {
  id: string
  /** The name as this database sorts it: its idea of lower case is not JavaScript's. */
  sortName: string
  name: string
  description: string
  settings: Partial<ProjectSettings>
  role: Role
  pinnedTagIds: string[]
  version: number
  createdAt: Date
  updatedAt: Date
  documents: number
  tags: number
  themes: number
  members: number
  lastEvent: number | null
  /** Whether something may be hidden; left out where nothing is. */
  hides?: boolean
}

type Seer = Pick<Member, 'userId' | 'blindRoundIds'>

const inUse = Prisma.sql`t."deletedAt" IS NULL AND t."archivedAt" IS NULL`

// Counts what this viewer sees: a colleague's private annotations are no part of it, nor what a blind round hides (`withoutHidden`).
const columns = (seer: Seer) => Prisma.sql`
  p.id, p.name, lower(p.name) AS "sortName", p.description, p.settings, p.version, p."createdAt", p."updatedAt", m.role::text AS role,
  ARRAY(SELECT t.id FROM unnest(m."pinnedTagIds") WITH ORDINALITY AS pinned(id, place) JOIN "Tag" t ON t."projectId" = p.id AND t.id = pinned.id
    AND t."deletedAt" IS NULL AND t."archivedAt" IS NULL${visibleTag(seer, 't')} ORDER BY pinned.place) AS "pinnedTagIds",
  (SELECT count(*)::int FROM "Document" d WHERE d."projectId" = p.id AND d."deletedAt" IS NULL) AS documents,
  ${seer.blindRoundIds.length > 0 ? Prisma.sql`0` : Prisma.sql`(SELECT count(*)::int FROM "Tag" t WHERE t."projectId" = p.id AND ${inUse})`} AS tags,
  (SELECT count(*)::int FROM "Theme" h WHERE h."projectId" = p.id AND h."deletedAt" IS NULL) AS themes,
  (SELECT count(*)::int FROM "Membership" o WHERE o."projectId" = p.id) AS members,
  ${newestEventOf(seer.userId)} AS "lastEvent"`

/** The projects this viewer belongs to, by name. */
export async function listProjects(db: Transaction, viewer: Viewer, query: PageQuery): Promise<Page<Project>> {
  const after = decodeCursor(query.cursor, ['text', 'id'])
  const seer = { userId: viewer.userId, blindRoundIds: await blindRoundIdsOf(db, viewer.userId) }
  const rows = await db.$queryRaw<ProjectRow[]>`
    SELECT ${columns(seer)} FROM "Membership" m JOIN "Project" p ON p.id = m."projectId" AND p."deletedAt" IS NULL
    WHERE m."userId" = ${viewer.userId}::uuid
      ${after ? Prisma.sql`AND (lower(p.name), p.id) > (${after[0]}, ${after[1]}::uuid)` : Prisma.empty}
    ORDER BY lower(p.name), p.id LIMIT ${query.limit + 1}`
  const total =
    query.total === 'false'
      ? undefined
      : await db.membership.count({ where: { userId: viewer.userId, project: { deletedAt: null } } })
  const shown =
    seer.blindRoundIds.length === 0
      ? rows
      : await Promise.all(rows.map((row) => withoutHidden(db, { ...seer, projectId: row.id }, row)))
  const page = cutPage(
    shown,
    query,
    (row) => [row.sortName, row.id],
    (row) => row,
  )
  const counts = await countCodings(
    db,
    seer,
    'projectId',
    page.items.map((row) => row.id),
  )
  return { ...page, items: page.items.map((row) => presentProject(row, counts.get(row.id))), total }
}

export async function getProject(
  db: Transaction,
  member: Pick<Member, 'userId' | 'projectId' | 'blindRoundIds'>,
): Promise<Project | null> {
  const [row] = await db.$queryRaw<ProjectRow[]>`
    SELECT ${columns(member)} FROM "Membership" m JOIN "Project" p ON p.id = m."projectId" AND p."deletedAt" IS NULL
    WHERE m."userId" = ${member.userId}::uuid AND m."projectId" = ${member.projectId}::uuid`
  return row
    ? presentProject(
        await withoutHidden(db, member, row),
        (await countCodings(db, member, 'projectId', [row.id])).get(row.id),
      )
    : null
}

/**
 * Where a blind round hides something, the newest event is the newest one that exists for the viewer, since its number would tell that colleagues are at work,
 * and so are the tags that are counted.
 */
async function withoutHidden(
  db: Transaction,
  seer: Seer & Pick<Member, 'projectId'>,
  row: ProjectRow,
): Promise<ProjectRow> {
  if (seer.blindRoundIds.length === 0) return row
  const member = { ...seer, role: row.role, settings: { ...defaultSettings, ...row.settings } }
  const [tags] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM "Tag" t WHERE t."projectId" = ${member.projectId}::uuid AND ${inUse}${visibleTag(member, 't')}${await amongTags(db, member)}`
  const hiding = await loadHiding(db, member)
  return { ...row, tags: tags?.count ?? 0, lastEvent: await newestEvent(db, member), hides: hiding.size > 0 }
}

function presentProject(row: ProjectRow, annotations = 0): Project {
  const settings = { ...defaultSettings, ...row.settings }
  const { documents, tags, themes, members } = row
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    settings,
    role: row.role,
    abilities: abilities(row.role, settings),
    counts: { documents, tags, annotations, themes, members },
    hides: row.hides ?? false,
    pinnedTagIds: row.pinnedTagIds,
    lastEvent: row.lastEvent ?? 0,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}
