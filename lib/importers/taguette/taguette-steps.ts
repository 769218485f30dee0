import type { SqliteFile } from '@/lib/importers/sqlite/sqlite-file'

/** Who did something, and when, as the file writes it. */
interface Step {
  login: string
  date: string
}

/** Who made what, from the steps that the program keeps: rows of its other tables do not say. */
export interface Steps {
  documents: Map<number, Step>
  tags: Map<number, Step>
  highlights: Map<number, Step>
  /** How many there are, of which nothing else is kept. */
  others: number
}

/** What a step adds, and under which name its number stands; the first step about a thing is that by which it was made. */
const adds = {
  highlight_add: ['highlights', 'highlight_id'],
  tag_add: ['tags', 'tag_id'],
} as const

/** Reads the steps of a project. What is not as the program writes it says nothing. */
export function readSteps(file: SqliteFile, projectId: number): Steps {
  const steps: Steps = { documents: new Map(), tags: new Map(), highlights: new Map(), others: 0 }
  const columns = {
    date: 'text',
    user_login: 'text',
    project_id: 'number',
    document_id: 'number',
    payload: 'text',
  } as const
  for (const { date, user_login: login, project_id: of, document_id: documentId, payload } of file.rows(
    'commands',
    columns,
  )) {
    if (of !== projectId) continue
    steps.others += 1
    const said = parsed(payload)
    if (login === null || date === null || said === null) continue
    const type = said['type']
    if (type === 'document_add' && documentId !== null) first(steps.documents, documentId, { login, date })
    if (type !== 'highlight_add' && type !== 'tag_add') continue
    const [things, name] = adds[type]
    const id = said[name]
    if (typeof id === 'number') first(steps[things], id, { login, date })
  }
  return steps
}

function first(steps: Map<number, Step>, id: number, step: Step): void {
  if (!steps.has(id)) steps.set(id, step)
}

function parsed(text: string | null): Record<string, unknown> | null {
  try {
    const said: unknown = JSON.parse(text ?? '')
    return typeof said === 'object' && said !== null ? (said as Record<string, unknown>) : null
  } catch {
    return null
  }
}
