import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Database } from '@/lib/data/database/client'
import { demoProjectId, removeBegun, seededState } from '@/lib/data/projects/demo-project'
import { insertAccountOnce } from '@/lib/data/accounts/accounts'
import { insertMembership } from '@/lib/data/projects/project-writes'
import { newId } from '@/lib/data/database/ids'
import type { Member, Viewer } from '@/lib/domain/access/viewer'
import { loadDemoContent } from '@/lib/demo/load-demo-content'
import { createAttribute } from '@/lib/services/documents/attributes'
import { importFile } from '@/lib/services/documents/import-document'
import { memberByEmail, viewerByEmail } from '@/lib/services/projects/member-of'
import { createProject } from '@/lib/services/projects/projects'
import { beginOfDemo, daysAfter, seedDemoAnnotations } from './seed-demo-annotations'
import { askNewcomer, demoPeople, finishDemoRounds, setUpDemoRounds } from './seed-demo-rounds'
import { createTag } from '@/lib/services/codebook/tags'
import { changeTheme, createTheme } from '@/lib/services/themes/themes'

export { demoProjectId }

type Content = ReturnType<typeof loadDemoContent>

export interface DemoOptions {
  now: Date
  /** Becomes a lead of the project too: whoever asks to look around. */
  forUser?: Viewer
  /** The hash of a password for the fictional coders; without it nobody can sign in as them. */
  passwordHash?: string
  /** The folder that holds the project's own files. */
  root?: string
}

/**
 * Makes the demo project: its people, documents by way of the importers, codebook, themes, and annotations dated over the weeks before `now`. Where it is there
 * already nothing is made, and only `forUser` joins it; what an interrupted run has left is made anew.
 */
export async function seedDemoProject(
  db: Database,
  { now, forUser, passwordHash, root = process.cwd() }: DemoOptions,
): Promise<{ projectId: string; created: boolean }> {
  const state = await seededState(db, demoProjectId)
  if (state === 'begun') await removeBegun(db, demoProjectId)
  const content = loadDemoContent(pathToFileURL(`${join(root, 'seed/demo')}/`))
  if (state !== 'whole') await makeProject(db, content, now, passwordHash)
  if (forUser) {
    await insertMembership(db, { projectId: demoProjectId, userId: forUser.userId, role: 'lead' })
    const lead = await demoLead(db, content)
    const newcomer = await memberByEmail(db, forUser.email, demoProjectId)
    if (lead && newcomer) await askNewcomer(db, lead, newcomer, now)
  }
  return { projectId: demoProjectId, created: state !== 'whole' }
}

async function demoLead(db: Database, { coders }: Content): Promise<Member | null> {
  const lead = coders.find((coder) => coder.role === 'lead')
  return lead ? memberByEmail(db, lead.email, demoProjectId) : null
}

async function makeProject(db: Database, content: Content, now: Date, passwordHash: string | undefined): Promise<void> {
  const { manifest, coders } = content
  for (const { name, email } of coders)
    await insertAccountOnce(db, { id: newId(), name, email, passwordHash: passwordHash ?? null })
  const lead = coders.find((coder) => coder.role === 'lead')
  const viewer = lead && (await viewerByEmail(db, lead.email))
  if (!viewer) throw new Error('The demo project has no lead who may sign in')
  await createProject(db, viewer, { id: demoProjectId, ...manifest.project })
  for (const { email, role } of coders) {
    const person = await viewerByEmail(db, email)
    if (person) await insertMembership(db, { projectId: demoProjectId, userId: person.userId, role })
  }
  const member = await demoLead(db, content)
  if (!member) throw new Error('The demo project could not be entered')
  for (const attribute of manifest.attributes) await createAttribute(db, member, attribute)
  const documentIds = await addDocuments(db, member, content)
  const tagIds = await addCodebook(db, member, content)
  await addThemes(db, member, content, tagIds, now)
  const people = await demoPeople(db, content, demoProjectId)
  const begun = beginOfDemo(now)
  const roundOf = await setUpDemoRounds(db, member, content, { documentIds, people }, begun)
  await seedDemoAnnotations(db, member, content, { documentIds, tagIds, people, roundOf }, begun)
  await finishDemoRounds(
    db,
    content,
    { documentIds, people },
    { submitted: daysAfter(begun, 40), reviewed: daysAfter(begun, 41) },
  )
}

async function addDocuments(db: Database, member: Member, { manifest, bodies }: Content): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { file, title, language, attributes } of manifest.documents) {
    const bytes = Buffer.from(bodies.get(file) ?? '')
    const { row } = await importFile(
      db,
      member,
      { filename: file, mediaType: file.endsWith('.md') ? 'text/markdown' : 'text/plain', bytes },
      { title, language, attributes },
    )
    ids.set(file, row.document.id)
  }
  return ids
}

async function addCodebook(db: Database, member: Member, { codebook }: Content): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const { key, parent, ...tag } of codebook) {
    const { row } = await createTag(db, member, { ...tag, parentId: parent === undefined ? null : ids.get(parent) })
    ids.set(key, row.id)
  }
  return ids
}

async function addThemes(
  db: Database,
  member: Member,
  { themes }: Content,
  tagIds: Map<string, string>,
  now: Date,
): Promise<void> {
  for (const { name, definition, colour, tags, narrative } of themes) {
    const { row } = await createTheme(db, member, {
      name,
      definition,
      colour,
      tagIds: tags.flatMap((key) => tagIds.get(key) ?? []),
    })
    const content = narrative.split('\n\n').map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }))
    await changeTheme(db, member, row.id, { narrative: { type: 'doc', content } }, now)
  }
}
