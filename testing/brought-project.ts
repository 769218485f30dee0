import { importArchive } from './project-archive'
import type { Caller } from './team'

/** What a person is answered who imports the project of another program. */
export async function brought(who: Caller, file: Uint8Array) {
  const { status, body } = await importArchive(who, Buffer.from(file))
  return { status, body, path: `/projects/${body.project?.id}`, report: body.report?.conversion }
}

export interface Mark {
  quote: string
  start: number
  tags: string[]
  by: string
  note: string
}

/** All passages of a project, with the names of their tags, in an order of their own. */
export async function marksOf(who: Caller, path: string): Promise<Mark[]> {
  const items = async (at: string) => (await who.call('GET', `${path}${at}`)).body.items
  const names = new Map(
    (await items('/tags?limit=500')).map((tag: { id: string; path: string[] }) => [tag.id, tag.path.join('/')]),
  )
  const all: Mark[] = []
  let cursor = ''
  do {
    const { body } = await who.call('GET', `${path}/annotations?order=document&limit=500${cursor}`)
    for (const { quote, start, tagIds, author, note } of body.items)
      all.push({ quote, start, tags: tagIds.map((id: string) => names.get(id)).sort(), by: author.name, note })
    cursor = body.nextCursor ? `&cursor=${encodeURIComponent(body.nextCursor)}` : ''
  } while (cursor !== '')
  return all.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
}

/** The lines of a part of a report, by the last word of their keys, in alphabetical order. */
export const linesOf = (
  report: { said: Record<string, { key: string }[]> },
  part: 'kept' | 'changed' | 'lost' | 'warnings',
): string[] => (report.said[part] ?? []).map(({ key }) => key.split('.').at(-1) ?? '').sort()
