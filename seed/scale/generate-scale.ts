import { insertRows } from '@/lib/data/database/bulk-rows'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import type { Member } from '@/lib/domain/access/viewer'
import { memberByEmail, viewerByEmail } from '@/lib/services/projects/member-of'
import { createProject } from '@/lib/services/projects/projects'
import { addScaleAnnotations } from './scale-annotations'
import { addScaleCodebook, type ScaleTheme } from './scale-codebook'
import { scaleDocument, type ScaleText } from './scale-document'
import { seededRandom } from './words'

export interface ScaleOptions {
  documents: number
  annotations: number
  coders: number
  /** Characters of each document. */
  size: number
  now: Date
  name?: string
}

export interface ScaleProject {
  projectId: string
  lead: { userId: string; email: string }
  documentIds: string[]
  tagIds: string[]
  /** Themes whose numbers of excerpts are known. */
  themes: ScaleTheme[]
}

/**
 * Makes a project of invented text as large as asked for, through bulk statements: every annotation is shared, proves itself against its text and has one to
 * three tags. The same options make the same texts and places. Its coders have no password.
 */
export async function generateScale(db: Database, options: ScaleOptions): Promise<ScaleProject> {
  const random = seededRandom(options.documents * 31 + options.annotations * 7 + options.coders)
  const name =
    options.name ??
    `Scale: ${options.documents} documents, ${options.annotations} annotations, ${options.coders} coders`
  const lead = await makeProject(db, name, options.coders)
  const authors = (
    await db.membership.findMany({
      where: { projectId: lead.projectId },
      select: { userId: true },
      orderBy: { userId: 'asc' },
    })
  ).map((row) => row.userId)
  const texts = await addDocuments(db, lead, options, random)
  const codebook = await addScaleCodebook(db, lead, options.annotations)
  await addScaleAnnotations(db, {
    texts,
    authors,
    codebook,
    random,
    count: options.annotations,
    now: options.now,
    projectId: lead.projectId,
  })
  // What autovacuum does a minute later: the planner knows nothing of rows that came in bulk until somebody counts them. Empty tables are better not counted:
  // told that there is nothing, Postgres plans the checks of references as reading all of it, and keeps that plan while the table fills.
  if (options.annotations > 0)
    await db.$executeRawUnsafe('VACUUM (ANALYZE) "Annotation", "AnnotationTag", "Document", "Revision", "Tag"')
  const { leaves: tagIds, themes } = codebook
  return {
    projectId: lead.projectId,
    lead: { userId: lead.userId, email: lead.email },
    documentIds: texts.map((text) => text.documentId),
    tagIds,
    themes,
  }
}

async function makeProject(db: Database, name: string, coders: number): Promise<Member> {
  const emails = Array.from({ length: coders }, (_, i) => `scale-coder-${i + 1}@example.org`)
  await db.user.createMany({
    data: emails.map((email, i) => ({ id: newId(), email, name: `Coder ${i + 1}` })),
    skipDuplicates: true,
  })
  const viewer = await viewerByEmail(db, emails[0] ?? '')
  if (!viewer) throw new Error('A project needs at least one coder who is not deactivated')
  const { row } = await createProject(db, viewer, { name })
  const people = await db.user.findMany({ where: { email: { in: emails } }, select: { id: true } })
  await db.membership.createMany({
    data: people.map(({ id }) => ({ projectId: row.id, userId: id, role: 'coder' as const })),
    skipDuplicates: true,
  })
  const member = await memberByEmail(db, viewer.email, row.id)
  if (!member) throw new Error('The project could not be entered')
  return member
}

async function addDocuments(
  db: Database,
  member: Member,
  { documents, size, now }: ScaleOptions,
  random: () => number,
): Promise<ScaleText[]> {
  const texts: ScaleText[] = []
  for (let i = 0; i < documents; i += 1) {
    const { document, revision } = scaleDocument(member, i, size, now, random)
    await db.$transaction(async (tx) => {
      await insertRows(tx, 'Document', [document])
      await insertRows(tx, 'Revision', [revision])
      await tx.document.update({
        where: { projectId_id: { projectId: member.projectId, id: document.id } },
        data: { currentRevisionId: revision.id },
        select: { id: true },
      })
    })
    texts.push({ documentId: document.id, revisionId: revision.id, text: revision.text })
  }
  return texts
}
