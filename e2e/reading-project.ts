import { expect, type Person } from './fixtures'

/** A project with one document, made through the API by its lead. */
export interface ReadingProject {
  projectId: string
  documentId: string
  text: string
  /** Tag ids by name. */
  tags: Record<string, string>
  address: string
}

const paragraphs = [
  'The harbour slept. At noon the boats came home without fish, and the master wrote it down.',
  'Security, he said, is a net that is mended every night. Nobody sees it. When it tears, the whole village hears the sea.',
  'Fever followed the ferry inland. It carries no passport and asks for none. The doctor counted nine beds and forty names.',
]

export const readingText = paragraphs.join('\n\n')
const tagNames = ['Fisheries', 'Public health', 'Border']

/** Calls the API as a person. Fails where the answer is not a success. */
export async function callAs(person: Person, method: string, path: string, data?: object): Promise<unknown> {
  const answer = await person.context.request.fetch(`/api/v1${path}`, { method, ...(data && { data }) })
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true)
  return answer.status() === 204 ? undefined : answer.json()
}

export async function readingProject(
  lead: Person,
  document: { text?: string; markdown?: string; language?: string; title?: string } = {},
): Promise<ReadingProject> {
  const { id: projectId } = (await callAs(lead, 'POST', '/projects', { name: 'Reading' })) as { id: string }
  const { document: made } = (await callAs(lead, 'POST', `/projects/${projectId}/documents`, {
    title: 'The harbour',
    ...(document.markdown === undefined && { text: readingText }),
    ...document,
  })) as { document: { id: string } }
  const tags: Record<string, string> = {}
  for (const name of tagNames) {
    const tag = (await callAs(lead, 'POST', `/projects/${projectId}/tags`, {
      name,
      definition: `What belongs to ${name.toLowerCase()}.`,
      useWhen: 'It is spoken of.',
    })) as { id: string }
    tags[name] = tag.id
  }
  const text = await (await lead.context.request.get(`/api/v1/projects/${projectId}/documents/${made.id}/text`)).text()
  return { projectId, documentId: made.id, text, tags, address: `/projects/${projectId}/documents/${made.id}` }
}

/** Lets somebody into the project as a coder. */
export const joinAsCoder = (lead: Person, coder: Person, projectId: string): Promise<void> =>
  joinAs(lead, coder, projectId, 'coder')

/** Lets somebody into the project. */
export async function joinAs(lead: Person, who: Person, projectId: string, role: 'coder' | 'reader'): Promise<void> {
  const { url } = (await callAs(lead, 'POST', `/projects/${projectId}/invitations`, { role })) as { url: string }
  await callAs(who, 'POST', `/invitations/${url.split('/').at(-1)}/accept`, {})
}

/** Tags the first place of `words` through the API, as `person`. */
export async function tagAs(
  person: Person,
  project: ReadingProject,
  words: string,
  tagNamesOfIt: string[],
  more: object = {},
): Promise<{ id: string; version: number }> {
  const start = project.text.indexOf(words)
  const body = {
    documentId: project.documentId,
    start,
    end: start + words.length,
    quote: words,
    tagIds: tagNamesOfIt.map((name) => project.tags[name]),
    ...more,
  }
  return (await callAs(person, 'POST', `/projects/${project.projectId}/annotations`, body)) as {
    id: string
    version: number
  }
}

export interface Stored {
  id: string
  quote: string
  tagIds: string[]
  note: string
  visibility: string
  starred: boolean
}

/** What the server has, in the order of the text. */
export async function storedBy(person: Person, { projectId, documentId }: ReadingProject): Promise<Stored[]> {
  const { items } = (await callAs(person, 'GET', `/projects/${projectId}/annotations?documentId=${documentId}`)) as {
    items: Stored[]
  }
  return items
}
