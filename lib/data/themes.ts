import type { Prisma } from '@/generated/prisma/client'
import { withDescendants } from '@/lib/domain/codebook/tree'
import type { Member } from '@/lib/domain/access/viewer'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import type { Theme, ThemeSummary } from '@/lib/schemas/theme'
import { selection } from './annotations/conditions'
import { where } from './annotations/excerpts'
import { visibleAnnotation } from './annotations/visibility'
import type { Transaction } from './client'
import { tagTree } from './tags'

const fields = {
  id: true, name: true, definition: true, colour: true, position: true, narrative: true, version: true, createdAt: true, updatedAt: true,
  tags: { select: { tagId: true }, where: { tag: { deletedAt: null } }, orderBy: { position: 'asc' } },
} as const satisfies Prisma.ThemeSelect
type ThemeRow = Prisma.ThemeGetPayload<{ select: typeof fields }>

/** Every theme in order, with counts of what the viewer sees under its tags and their descendants. Read whole: there are dozens. */
export async function listThemes(db: Transaction, member: Member): Promise<Theme[]> {
  const [rows, tree] = await Promise.all([
    db.theme.findMany({ where: { projectId: member.projectId, deletedAt: null }, select: fields, orderBy: [{ position: 'asc' }, { id: 'asc' }] }),
    tagTree(db, member),
  ])
  const pairs = rows.flatMap((row) => withDescendants(tree, row.tags.map((tag) => tag.tagId)).map((tagId) => [row.id, tagId] as const))
  const counts = await countByTheme(db, member, pairs)
  return rows.map((row) => presentTheme(row, counts.get(row.id)))
}

export async function getTheme(db: Transaction, member: Member, id: string): Promise<Theme | null> {
  const row = await db.theme.findUnique({ where: { projectId_id: { projectId: member.projectId, id }, deletedAt: null }, select: fields })
  if (!row) return null
  const tree = await tagTree(db, member)
  const pairs = withDescendants(tree, row.tags.map((tag) => tag.tagId)).map((tagId) => [row.id, tagId] as const)
  return presentTheme(row, (await countByTheme(db, member, pairs)).get(id))
}

type Counts = Theme['counts']

async function countByTheme(db: Transaction, member: Member, pairs: (readonly [string, string])[]): Promise<Map<string, Counts>> {
  const rows = await db.$queryRaw<(Counts & { themeId: string })[]>`
    SELECT g."themeId", count(DISTINCT a.id)::int AS excerpts, count(DISTINCT a."documentId")::int AS documents, count(DISTINCT a."authorId")::int AS coders
    FROM unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, id]) => id)}::uuid[]) AS g("themeId", "tagId")
    JOIN "AnnotationTag" x ON x."projectId" = ${member.projectId}::uuid AND x."tagId" = g."tagId"
    JOIN "Annotation" a ON a."projectId" = x."projectId" AND a.id = x."annotationId"
    WHERE ${visibleAnnotation(member)} GROUP BY g."themeId"`
  return new Map(rows.map(({ themeId, excerpts, documents, coders }) => [themeId, { excerpts, documents, coders }]))
}

function presentTheme(row: ThemeRow, counts: Counts = { excerpts: 0, documents: 0, coders: 0 }): Theme {
  return {
    id: row.id,
    name: row.name,
    definition: row.definition,
    colour: row.colour,
    position: row.position,
    tagIds: row.tags.map((tag) => tag.tagId),
    narrative: row.narrative,
    counts,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/**
 * Question: what stands under this theme, counted by document, tag, coder and month, and with which other tags?
 * The selection is made once, as a table of annotation ids, and every count reads that.
 */
export async function themeSummary(db: Transaction, member: Member, filter: AnnotationFilter): Promise<ThemeSummary> {
  const chosen = await selection(db, member, filter)
  const [row] = await db.$queryRaw<{ summary: ThemeSummary }[]>`
    WITH chosen AS MATERIALIZED (SELECT a.id, a."documentId", a."authorId" FROM "Annotation" a WHERE ${where(member, chosen)}),
    tagged AS MATERIALIZED (
      SELECT x."tagId", count(*)::int AS count FROM chosen c JOIN "AnnotationTag" x ON x."projectId" = ${member.projectId}::uuid AND x."annotationId" = c.id GROUP BY x."tagId"
    ),
    documents AS (
      SELECT d.id, d.title, c.count, d.attributes ->> 'date' AS date FROM (SELECT "documentId", count(*)::int AS count FROM chosen GROUP BY 1) c
      JOIN "Document" d ON d."projectId" = ${member.projectId}::uuid AND d.id = c."documentId"
    ),
    named AS (
      SELECT t.id, t.name, t.colour, g.count, t.id = ANY(${chosen.tagIds ?? []}::uuid[]) AS own FROM tagged g
      JOIN "Tag" t ON t."projectId" = ${member.projectId}::uuid AND t.id = g."tagId" AND t."deletedAt" IS NULL
    )
    SELECT json_build_object(
      'excerpts', (SELECT count(*)::int FROM chosen),
      'byDocument', (SELECT COALESCE(json_agg(json_build_object('id', id, 'title', title, 'count', count) ORDER BY count DESC, title), '[]') FROM documents),
      'byTag', (SELECT COALESCE(json_agg(json_build_object('id', id, 'name', name, 'colour', colour, 'count', count) ORDER BY count DESC, name), '[]') FROM named WHERE own),
      'byAuthor', (SELECT COALESCE(json_agg(json_build_object('id', u.id, 'name', u.name, 'count', c.count) ORDER BY c.count DESC, u.name), '[]')
        FROM (SELECT "authorId", count(*)::int AS count FROM chosen GROUP BY 1) c JOIN "User" u ON u.id = c."authorId"),
      'byMonth', (SELECT COALESCE(json_agg(json_build_object('month', month, 'count', count) ORDER BY month), '[]')
        FROM (SELECT left(date, 7) AS month, sum(count)::int AS count FROM documents WHERE date ~ '^[0-9]{4}-[0-9]{2}' GROUP BY 1) m),
      'undated', (SELECT COALESCE(sum(count), 0)::int FROM documents WHERE date IS NULL OR date !~ '^[0-9]{4}-[0-9]{2}'),
      'cooccurring', (SELECT COALESCE(json_agg(json_build_object('id', id, 'name', name, 'colour', colour, 'count', count) ORDER BY count DESC, name), '[]')
        FROM (SELECT * FROM named WHERE NOT own ORDER BY count DESC, name LIMIT 50) n)
    ) AS summary`
  if (!row) throw new Error('An aggregate always answers one row')
  return row.summary
}
