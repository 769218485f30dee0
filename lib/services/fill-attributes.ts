import { listAttributes } from '@/lib/data/attributes'
import type { Database, Transaction } from '@/lib/data/client'
import { describedDocuments, setAttributes } from '@/lib/data/document-attributes'
import { appendEvents } from '@/lib/data/events'
import type { Member } from '@/lib/domain/access/viewer'
import { givenValues, planAttributes, type AttributeLine, type FilledLine, type NamedDocument } from '@/lib/domain/documents/plan-attributes'
import { AppError } from '@/lib/errors'
import { readAttributeFile } from '@/lib/importers/attribute-file'
import { ImportRefused } from '@/lib/importers/import-refused'
import type { AttributeValues } from '@/lib/schemas/document'
import type { TakenLines } from '@/lib/schemas/primitives'
import { authorise } from './authorise'
import { demandStanding } from '@/lib/data/demand-standing'
import { withoutNulls } from './documents'

export interface AttributeFill {
  dryRun: boolean
  /** Documents that got values, or with dryRun would. */
  changed: number
  nameColumn: string
  ignored: string[]
  lines: FilledLine[]
  event: number | null
}

/** What taking a filling back needs to know: of each document the values it had and has of the attributes that were filled. */
export interface FillUndo {
  changed: { id: string; title: string; before: AttributeValues; after: AttributeValues }[]
}

/** Fills the attributes of documents from a sheet, as one act: what is empty, and what differs in the lines of `take`. With `dryRun` says what it would do. */
export async function fillAttributes(db: Database, member: Member, bytes: Uint8Array, { dryRun, take }: { dryRun: boolean; take: TakenLines }): Promise<AttributeFill> {
  authorise(member, 'documents.write')
  const { lines, ...file } = await readable(bytes, await listAttributes(db, member))
  if (dryRun) {
    const planned = await plan(db, member, lines)
    return { dryRun, ...file, lines: planned.lines, changed: changes(planned, take).length, event: null }
  }
  return db.$transaction(
    async (tx) => {
      await demandStanding(tx, member)
      const planned = await plan(tx, member, lines, true)
      const changed = changes(planned, take)
      if (changed.length === 0) return { dryRun, ...file, lines: planned.lines, changed: 0, event: null }
      await setAttributes(tx, member, changed.map(({ id, after }) => ({ id, values: withoutNulls({ ...planned.attributesOf(id), ...after }) })))
      const after = { count: changed.length, titles: changed.map(({ title }) => title).slice(0, 50) }
      const [event = null] = await appendEvents(tx, member, [{ type: 'attribute.filled', subjectId: member.projectId, after, undo: { changed } satisfies FillUndo }])
      return { dryRun, ...file, lines: planned.lines, changed: changed.length, event }
    },
    { timeout: 60_000 },
  )
}

interface Plan {
  lines: FilledLine[]
  documents: ReadonlyMap<string, NamedDocument>
  attributesOf: (id: string) => AttributeValues
}

async function plan(tx: Transaction, member: Member, lines: readonly AttributeLine[], locks = false): Promise<Plan> {
  const [documents, attributes] = [await describedDocuments(tx, member, locks), await listAttributes(tx, member)]
  const byId = new Map(documents.map((document) => [document.id, document]))
  return { lines: planAttributes(documents, attributes, lines), documents: byId, attributesOf: (id) => ({ ...byId.get(id)?.attributes }) }
}

function changes({ lines, documents }: Plan, take: TakenLines): FillUndo['changed'] {
  return lines.flatMap((line) => {
    const document = line.documentId === null ? undefined : documents.get(line.documentId)
    const after = givenValues(line, take === 'all' || take.has(line.line))
    if (!document || Object.keys(after).length === 0) return []
    const before = Object.fromEntries(Object.keys(after).map((key) => [key, document.attributes[key] ?? null]))
    return [{ id: document.id, title: document.title, before, after }]
  })
}

async function readable(bytes: Uint8Array, attributes: readonly { key: string; label: string }[]) {
  try {
    return await readAttributeFile(bytes, attributes)
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error
    const code = error.code === 'too-large' ? 'too-large' : error.code === 'unsupported-format' ? 'unsupported-format' : 'refused'
    throw new AppError(code, `${error.detail} Nothing was stored.`, { reason: error.code })
  }
}
