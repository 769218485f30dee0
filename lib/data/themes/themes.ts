import type { Prisma } from '@/generated/prisma/client'
import { withDescendants } from '@/lib/domain/codebook/tree'
import { spread } from '@/lib/domain/themes/spread'
import type { Member } from '@/lib/domain/access/viewer'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import type { Theme, ThemeSummary } from '@/lib/schemas/theme'
import { selection } from '@/lib/data/annotations/conditions'
import { where } from '@/lib/data/annotations/excerpts'
import { setOf } from '@/lib/data/annotations/counted-sets'
import { keptCounts } from '@/lib/data/annotations/kept-counts'
import { amongOverlays, askedOfEach, taggedAnnotations } from '@/lib/data/annotations/overlays'
import { visibleCoding } from '@/lib/data/annotations/visibility'
import type { Transaction } from '@/lib/data/database/client'
import { tagTree } from '@/lib/data/codebook/tags'
import { amongTags, hiddenAmong, visibleTag } from '@/lib/data/rounds/hidden-tags'

const fields = {
  id: true,
  name: true,
  definition: true,
  colour: true,
  position: true,
  narrative: true,
  version: true,
  createdAt: true,
  updatedAt: true,
  tags: { select: { tagId: true }, where: { tag: { deletedAt: null } }, orderBy: { position: 'asc' } },
} as const satisfies Prisma.ThemeSelect
type ThemeRow = Prisma.ThemeGetPayload<{ select: typeof fields }>

/** Every theme in order, with counts of what the viewer sees under its tags and their descendants. Read whole: there are dozens. */
export async function listThemes(db: Transaction, member: Member): Promise<Theme[]> {
  const rows = await db.theme.findMany({
    where: { projectId: member.projectId, deletedAt: null },
    select: fields,
    orderBy: [{ position: 'asc' }, { id: 'asc' }],
  })
  return counted(db, member, await withVisibleTags(db, member, rows))
}

export async function getTheme(db: Transaction, member: Member, id: string): Promise<Theme | null> {
  const row = await db.theme.findUnique({
    where: { projectId_id: { projectId: member.projectId, id }, deletedAt: null },
    select: fields,
  })
  const [theme] = row ? await counted(db, member, await withVisibleTags(db, member, [row])) : []
  return theme ?? null
}

async function withVisibleTags(db: Transaction, member: Member, rows: ThemeRow[]): Promise<ThemeRow[]> {
  const hidden = await hiddenAmong(
    db,
    member,
    rows.flatMap((row) => row.tags.map(({ tagId }) => tagId)),
  )
  return rows.map((row) => ({ ...row, tags: row.tags.filter(({ tagId }) => !hidden.has(tagId)) }))
}

/** Whether there is such a theme, without counting what it holds. */
export async function hasTheme(db: Transaction, member: Member, id: string): Promise<boolean> {
  return (await db.theme.count({ where: { projectId: member.projectId, id, deletedAt: null } })) === 1
}

interface Tally {
  counts: Theme['counts']
  spread: number[]
}

/** As many columns as a card has room for. */
const spreadColumns = 40

async function counted(db: Transaction, member: Member, rows: ThemeRow[]): Promise<Theme[]> {
  const tree = await tagTree(db, member)
  const themes = rows.map((row) => ({
    id: row.id,
    tagIds: withDescendants(
      tree,
      row.tags.map((tag) => tag.tagId),
    ),
  }))
  const tallies = await tallyThemes(
    db,
    member,
    themes.filter(({ tagIds }) => tagIds.length > 0),
  )
  return rows.map((row) => presentTheme(row, tallies.get(row.id)))
}

interface TaggedTheme {
  id: string
  tagIds: string[]
}

/** Question: how many excerpts, of how many coders, has each theme in each document? Kept counts where there are any; documents in order of import. */
async function tallyThemes(
  db: Transaction,
  member: Member,
  themes: readonly TaggedTheme[],
): Promise<Map<string, Tally>> {
  if (themes.length === 0) return new Map()
  const kept = member.blindRoundIds.length > 0 ? new Map<string, Parts>() : await keptParts(db, member, themes)
  const anew = await partsAnew(
    db,
    member,
    themes.filter(({ id }) => !kept.has(id)),
  )
  const documents = await db.document.findMany({
    where: { projectId: member.projectId, deletedAt: null },
    select: { id: true },
    orderBy: { id: 'asc' },
  })
  const ids = documents.map(({ id }) => id)
  return new Map([...kept, ...anew].map(([id, parts]) => [id, tallied(parts, ids)]))
}

/** A theme's excerpts by document, those without any left out, and who marked them. */
interface Parts {
  byDocument: Map<string, number>
  authorIds: Set<string>
}

function tallied({ byDocument, authorIds }: Parts, documentIds: readonly string[]): Tally {
  const excerpts = [...byDocument.values()].reduce((sum, count) => sum + count, 0)
  return {
    counts: { excerpts, documents: byDocument.size, coders: authorIds.size },
    spread: spread(
      documentIds.map((id) => byDocument.get(id) ?? 0),
      spreadColumns,
    ),
  }
}

/** The parts of those themes of which counts are kept. A row for each document would be twenty thousand rows: they come as one text for each theme. */
async function keptParts(db: Transaction, member: Member, themes: readonly TaggedTheme[]): Promise<Map<string, Parts>> {
  const sets = new Map(themes.map(({ id, tagIds }) => [id, setOf(tagIds)]))
  const found = new Map<string, Parts>()
  const asked = { projectIds: [member.projectId], sets: [...sets.values()], layer: 'coder' } as const
  const authors = await db.$queryRaw<{ setId: string; ids: string[] }[]>`
    SELECT "setId", COALESCE(array_agg("keyId") FILTER (WHERE count > 0), '{}') AS ids FROM (${keptCounts(member, { ...asked, per: 'author' })}) c GROUP BY 1`
  const documents = await db.$queryRaw<{ setId: string; counts: string }[]>`
    SELECT "setId", COALESCE(string_agg(concat("keyId", count), ' ') FILTER (WHERE count > 0), '') AS counts FROM (${keptCounts(member, { ...asked, per: 'document' })}) c GROUP BY 1`
  const byAuthor = new Map(authors.map(({ setId, ids }) => [setId, new Set(ids)]))
  const byDocument = new Map(documents.map(({ setId, counts }) => [setId, countsFrom(counts)]))
  for (const [id, set] of sets) {
    const [authorIds, counts] = [byAuthor.get(set.id), byDocument.get(set.id)]
    if (authorIds && counts) found.set(id, { authorIds, byDocument: counts })
  }
  return found
}

const idLength = 36
const countsFrom = (text: string): Map<string, number> =>
  new Map(
    text === '' ? [] : text.split(' ').map((each) => [each.slice(0, idLength), Number(each.slice(idLength))] as const),
  )

/** The same, by one pass over the postings of their tags. */
async function partsAnew(db: Transaction, member: Member, themes: readonly TaggedTheme[]): Promise<Map<string, Parts>> {
  if (themes.length === 0) return new Map()
  const pairs = themes.flatMap(({ id, tagIds }) => tagIds.map((tagId) => [id, tagId] as const))
  const among = await amongOverlays(db, member, { layer: 'coder' })
  const rows = await db.$queryRaw<{ themeId: string; documentId: string; excerpts: number; authorIds: string[] }[]>`
    SELECT g."themeId", a."documentId", count(DISTINCT a.id)::int AS excerpts, array_agg(DISTINCT a."authorId") AS "authorIds"
    FROM ${taggedAnnotations(member)}
    JOIN unnest(${pairs.map(([id]) => id)}::uuid[], ${pairs.map(([, id]) => id)}::uuid[]) AS g("themeId", "tagId") ON g."tagId" = x."tagId"
    WHERE a."projectId" = ${member.projectId}::uuid AND ${visibleCoding(member)}${among} GROUP BY 1, 2`
  const found = new Map(themes.map(({ id }): [string, Parts] => [id, { byDocument: new Map(), authorIds: new Set() }]))
  for (const { themeId, documentId, excerpts, authorIds } of rows) {
    const parts = found.get(themeId)
    parts?.byDocument.set(documentId, excerpts)
    for (const authorId of authorIds) parts?.authorIds.add(authorId)
  }
  return found
}

function presentTheme(
  row: ThemeRow,
  { counts, spread }: Tally = { counts: { excerpts: 0, documents: 0, coders: 0 }, spread: [] },
): Theme {
  return {
    id: row.id,
    name: row.name,
    definition: row.definition,
    colour: row.colour,
    position: row.position,
    tagIds: row.tags.map((tag) => tag.tagId),
    narrative: row.narrative,
    counts,
    spread,
    version: row.version,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  }
}

/**
 * Question: what stands under this theme, tag or filter, counted by document, tag, coder and month, and with which other tags?
 * The selection is made once, as a table of annotation ids, and every count reads that.
 */
export async function themeSummary(db: Transaction, member: Member, filter: AnnotationFilter): Promise<ThemeSummary> {
  const chosen = await selection(db, member, filter)
  const [row] = await db.$queryRaw<{ summary: ThemeSummary }[]>`
    WITH chosen AS MATERIALIZED (SELECT a.id, a."documentId", a."authorId", a.layer FROM "Annotation" a WHERE ${where(member, chosen)}),
    tagged AS MATERIALIZED (
      SELECT x."tagId", count(*)::int AS count FROM chosen c CROSS JOIN LATERAL (SELECT p."tagId" FROM "AnnotationTag" p WHERE p."projectId" = ${member.projectId}::uuid AND p."annotationId" = c.id${askedOfEach(member)}) x GROUP BY x."tagId"
    ),
    documents AS (
      SELECT d.id, d.title, c.count, d.attributes ->> 'date' AS date FROM (SELECT "documentId", count(*)::int AS count FROM chosen GROUP BY 1) c
      JOIN "Document" d ON d."projectId" = ${member.projectId}::uuid AND d.id = c."documentId"
    ),
    named AS (
      SELECT t.id, t.name, t.colour, g.count, (${chosen.tagIds === null} OR t.id = ANY(${chosen.tagIds ?? []}::uuid[])) AS own FROM tagged g
      JOIN "Tag" t ON t."projectId" = ${member.projectId}::uuid AND t.id = g."tagId" AND t."deletedAt" IS NULL${visibleTag(member, 't')}${await amongTags(db, member)}
    )
    SELECT json_build_object(
      'excerpts', (SELECT count(*)::int FROM chosen),
      'byDocument', (SELECT COALESCE(json_agg(json_build_object('id', id, 'title', title, 'count', count) ORDER BY count DESC, title), '[]') FROM documents),
      'byTag', (SELECT COALESCE(json_agg(json_build_object('id', id, 'name', name, 'colour', colour, 'count', count) ORDER BY count DESC, name), '[]') FROM named WHERE own),
      'byAuthor', (SELECT COALESCE(json_agg(json_build_object('id', u.id, 'name', u.name, 'count', c.count) ORDER BY c.count DESC, u.name), '[]')
        FROM (SELECT "authorId", count(*)::int AS count FROM chosen WHERE layer = 'coder' GROUP BY 1) c JOIN "User" u ON u.id = c."authorId"),
      'byMonth', (SELECT COALESCE(json_agg(json_build_object('month', month, 'count', count) ORDER BY month), '[]')
        FROM (SELECT left(date, 7) AS month, sum(count)::int AS count FROM documents WHERE date ~ '^[0-9]{4}-[0-9]{2}' GROUP BY 1) m),
      'undated', (SELECT COALESCE(sum(count), 0)::int FROM documents WHERE date IS NULL OR date !~ '^[0-9]{4}-[0-9]{2}'),
      'cooccurring', (SELECT COALESCE(json_agg(json_build_object('id', id, 'name', name, 'colour', colour, 'count', count) ORDER BY count DESC, name), '[]')
        FROM (SELECT * FROM named WHERE NOT own ORDER BY count DESC, name LIMIT 50) n)
    ) AS summary`
  if (!row) throw new Error('An aggregate always answers one row')
  return row.summary
}
