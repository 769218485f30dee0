import { ownValue } from '@/lib/domain/own-value'
import { insertAttribute } from '@/lib/data/documents/attribute-writes'
import { listAttributes } from '@/lib/data/documents/attributes'
import type { Database, Transaction } from '@/lib/data/database/client'
import { demandStanding } from '@/lib/data/accounts/demand-standing'
import { describedDocuments, setAttributes } from '@/lib/data/documents/document-attributes'
import { appendEvents } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import {
  givenValues,
  planAttributes,
  type AttributeLine,
  type FilledLine,
  type NamedDocument,
} from '@/lib/domain/documents/plan-attributes'
import type { ProposedAttribute } from '@/lib/domain/documents/propose-attribute'
import { rowsInAStep, type Steps } from '@/lib/domain/steps'
import { AppError } from '@/lib/errors'
import type { AttributeFile } from '@/lib/importers/sheets/attribute-file'
import type { Attribute, AttributeValues, MadeColumns } from '@/lib/schemas/document'
import type { TakenLines } from '@/lib/schemas/primitives'
import { authorise } from '@/lib/services/authorise'
import { inSteps } from '@/lib/services/in-steps'
import { withoutNulls } from './documents'
import { readColumns } from './made-columns'
import { toldLine, type ToldLine } from './told-line'
import { say } from '@/lib/i18n/say'

export interface AttributeFill {
  dryRun: boolean
  /** Documents that got values, or with dryRun would. */
  changed: number
  nameColumn: string
  ignored: string[]
  proposals: ProposedAttribute[]
  made: Attribute[]
  lines: ToldLine[]
  event: number | null
}

interface FillRequest {
  dryRun: boolean
  take: TakenLines
  /** Columns that become attributes first. */
  make: MadeColumns
}

/** What taking a filling back needs to know: of each document the values it had and has of the attributes that were filled, and the attributes made for it. */
export interface FillUndo {
  changed: { id: string; title: string; before: AttributeValues; after: AttributeValues }[]
  made?: Attribute[]
}

/**
 * Fills the attributes of documents from a sheet, as one event: what is empty, and what differs in the lines of `take`. Columns of `make` become attributes before.
 * With `dryRun` says what it would do.
 */
export async function fillAttributes(
  db: Database,
  member: Member,
  bytes: Uint8Array,
  { dryRun, take, make }: FillRequest,
  signal?: AbortSignal,
): Promise<AttributeFill> {
  authorise(member, 'documents.write')
  // Before the transaction, which is to be short: the sheet may have to wait for its turn.
  const known = await listAttributes(db, member)
  const { file, made } = await readColumns(member, bytes, known, make, signal)
  if (dryRun) {
    const planned = await plan(db, member, file.lines, [...known, ...made])
    return {
      dryRun,
      ...toldOf(file, made),
      lines: planned.lines.map(toldLine),
      changed: (await inSteps(changes(planned, take))).length,
      event: null,
    }
  }
  return db.$transaction(
    async (tx) => {
      await demandStanding(tx, member)
      const attributes = await listAttributes(tx, member)
      if (file.keys.length === 0)
        throw new AppError(
          'unsupported-format',
          say('refusals.documents.noAttributeColumn', {
            headers: [file.nameColumn, ...file.proposals.map(({ column }) => column)]
              .slice(0, 10)
              .map((header) => say('effects.quoted', { name: header.slice(0, 30) })),
          }),
        )
      for (const attribute of made)
        if (!(await insertAttribute(tx, member, attribute)))
          throw new AppError('already-exists', say('refusals.documents.attributeMade', { name: attribute.label }))
      const planned = await plan(tx, member, file.lines, [...attributes, ...made], true)
      const changed = await inSteps(changes(planned, take))
      await setAttributes(
        tx,
        member,
        changed.map(({ id, after }) => ({ id, values: withoutNulls({ ...planned.attributesOf(id), ...after }) })),
      )
      const after = { count: changed.length, titles: changed.map(({ title }) => title).slice(0, 50) }
      const events = await appendEvents(tx, member, [
        ...made.map((attribute) => ({ type: 'attribute.created', subjectId: attribute.id, after: attribute })),
        ...(changed.length === 0
          ? []
          : [
              {
                type: 'attribute.filled',
                subjectId: member.projectId,
                after,
                undo: { changed, ...(made.length > 0 && { made }) } satisfies FillUndo,
              },
            ]),
      ])
      return {
        dryRun,
        ...toldOf(file, made),
        lines: planned.lines.map(toldLine),
        changed: changed.length,
        event: events.at(-1) ?? null,
      }
    },
    { timeout: 60_000 },
  )
}

const toldOf = ({ nameColumn, proposals, unnamed }: AttributeFile, made: Attribute[]) => ({
  nameColumn,
  ignored: [...proposals.map(({ column }) => column), ...unnamed],
  proposals,
  made,
})

interface Plan {
  lines: FilledLine[]
  documents: ReadonlyMap<string, NamedDocument>
  attributesOf: (id: string) => AttributeValues
}

async function plan(
  tx: Transaction,
  member: Member,
  lines: readonly AttributeLine[],
  attributes: readonly Attribute[],
  locks = false,
): Promise<Plan> {
  const documents = await describedDocuments(tx, member, locks)
  const byId = new Map(documents.map((document) => [document.id, document]))
  return {
    lines: await inSteps(planAttributes(documents, attributes, lines)),
    documents: byId,
    attributesOf: (id) => ({ ...byId.get(id)?.attributes }),
  }
}

function* changes({ lines, documents }: Plan, take: TakenLines): Steps<FillUndo['changed']> {
  const changed: FillUndo['changed'] = []
  for (const [at, line] of lines.entries()) {
    if (at % rowsInAStep === 0) yield 0
    const document = line.documentId === null ? undefined : documents.get(line.documentId)
    const after = givenValues(line, take === 'all' || take.has(line.line))
    if (!document || Object.keys(after).length === 0) continue
    const before = Object.fromEntries(
      Object.keys(after).map((key) => [key, ownValue(document.attributes, key) ?? null]),
    )
    changed.push({ id: document.id, title: document.title, before, after })
  }
  return changed
}
