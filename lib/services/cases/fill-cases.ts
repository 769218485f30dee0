import { demandStanding } from '@/lib/data/accounts/demand-standing'
import { lockCases } from '@/lib/data/cases/case-writes'
import {
  describedCases,
  insertNamedCases,
  setCaseAttributes,
  type DescribedCase,
} from '@/lib/data/cases/described-cases'
import type { Database, Transaction } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { insertAttribute } from '@/lib/data/documents/attribute-writes'
import { listAttributes } from '@/lib/data/documents/attributes'
import { appendEvents } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import {
  givenValues,
  planAttributes,
  type AttributeLine,
  type FilledLine,
} from '@/lib/domain/documents/plan-attributes'
import { nameFrom } from '@/lib/domain/storable/name-from'
import { ownValue } from '@/lib/domain/own-value'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import { isCaseName, type CaseFill } from '@/lib/schemas/case'
import type { Attribute, AttributeValues, MadeColumns } from '@/lib/schemas/document'
import type { TakenLines } from '@/lib/schemas/primitives'
import { authorise } from '../authorise'
import { withoutNulls } from '../documents/documents'
import { readColumns } from '../documents/made-columns'
import { toldLine } from '../documents/told-line'
import { inSteps } from '../in-steps'

interface FillRequest {
  dryRun: boolean
  take: TakenLines
  /** Columns that become attributes first. */
  make: MadeColumns
}

/** What reverting needs: of each case the values it had and has of what was filled, the attributes made for it, and the cases that are new. */
export interface CaseFillUndo {
  changed: { id: string; name: string; before: AttributeValues; after: AttributeValues }[]
  made: Attribute[]
  added: string[]
}

/**
 * Fills the attributes of cases from a sheet, as one event: what is empty, and what differs in the lines of `take`. A line that names no case makes one.
 * Columns of `make` become attributes before. With `dryRun` says what it would do.
 */
export async function fillCases(
  db: Database,
  member: Member,
  bytes: Uint8Array,
  { dryRun, take, make }: FillRequest,
  now: Date,
  signal?: AbortSignal,
): Promise<CaseFill & { event: number | null }> {
  authorise(member, 'documents.write')
  // Before the transaction, which is to be short: the sheet may have to wait for its turn.
  const known = await listAttributes(db, member, 'case')
  const { file, made } = await readColumns(member, bytes, known, make, signal, 'case')
  const told = {
    dryRun,
    nameColumn: file.nameColumn,
    ignored: [...file.proposals.map(({ column }) => column), ...file.unnamed],
    proposals: file.proposals,
    made,
  }
  if (dryRun) {
    const planned = await plan(db, member, file.lines, [...known, ...made], false)
    return { ...told, ...answer(planned, take), event: null }
  }
  return db.$transaction(
    async (tx) => {
      await demandStanding(tx, member)
      await lockCases(tx, member)
      const attributes = await listAttributes(tx, member, 'case')
      for (const attribute of made)
        if (!(await insertAttribute(tx, member, attribute)))
          throw new AppError('already-exists', say('refusals.documents.attributeMade', { name: attribute.label }))
      const planned = await plan(tx, member, file.lines, [...attributes, ...made], true)
      await insertNamedCases(tx, member, planned.added, now)
      const changed = changes(planned, take)
      await setCaseAttributes(
        tx,
        member,
        changed.map(({ id, after }) => ({
          id,
          values: withoutNulls({ ...planned.cases.get(id)?.attributes, ...after }),
        })),
      )
      const added = planned.added.map(({ id }) => id)
      const names = [...new Set([...planned.added, ...changed].map(({ name }) => name))]
      const events = await appendEvents(tx, member, [
        ...made.map((attribute) => ({ type: 'attribute.created', subjectId: attribute.id, after: attribute })),
        ...(names.length === 0
          ? []
          : [
              {
                type: 'case.filled',
                subjectId: member.projectId,
                after: { count: names.length, names: names.slice(0, 50) },
                undo: { changed, made, added } satisfies CaseFillUndo,
              },
            ]),
      ])
      return { ...told, ...answer(planned, take), event: events.at(-1) ?? null }
    },
    { timeout: 60_000 },
  )
}

interface Plan {
  lines: FilledLine[]
  cases: ReadonlyMap<string, DescribedCase>
  /** Cases that the sheet names and that are not there. */
  added: DescribedCase[]
}

async function plan(
  tx: Transaction,
  member: Member,
  lines: readonly AttributeLine[],
  attributes: readonly Attribute[],
  locks: boolean,
): Promise<Plan> {
  const stored = await describedCases(tx, member, locks)
  const named = (cases: readonly DescribedCase[]) =>
    cases.map(({ id, name, attributes: values }) => ({ id, title: name, filename: null, attributes: values }))
  const first = await inSteps(planAttributes(named(stored), attributes, lines))
  // Of several spellings the first counts.
  const missing = new Map(
    first.toReversed().flatMap(({ name, refusal }) => {
      const trimmed = nameFrom(name, name.length)
      return refusal === 'unknown' && isCaseName(trimmed) ? [[trimmed.toLowerCase(), trimmed] as const] : []
    }),
  )
  const added = [...missing.values()].map((name) => ({ id: newId(), name, attributes: {} }))
  const all = [...stored, ...added]
  return {
    lines: added.length === 0 ? first : await inSteps(planAttributes(named(all), attributes, lines)),
    cases: new Map(all.map((one) => [one.id, one])),
    added,
  }
}

function changes({ lines, cases }: Plan, take: TakenLines): CaseFillUndo['changed'] {
  return lines.flatMap((line) => {
    const one = line.documentId === null ? undefined : cases.get(line.documentId)
    const after = givenValues(line, take === 'all' || take.has(line.line))
    if (!one || Object.keys(after).length === 0) return []
    const before = Object.fromEntries(Object.keys(after).map((key) => [key, ownValue(one.attributes, key) ?? null]))
    return [{ id: one.id, name: one.name, before, after }]
  })
}

/** What is told of the lines: `documentId` is the case’s id, which one that is new has not got yet. */
function answer(planned: Plan, take: TakenLines) {
  const fresh = new Set(planned.added.map(({ id }) => id))
  return {
    lines: planned.lines.map(toldLine),
    added: planned.lines.flatMap(({ line, documentId }) =>
      documentId !== null && fresh.has(documentId) ? [line] : [],
    ),
    changed: new Set([...fresh, ...changes(planned, take).map(({ id }) => id)]).size,
  }
}
