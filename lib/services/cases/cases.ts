import { insertCase, lockCase, lockCases, setCaseBinned, updateCase } from '@/lib/data/cases/case-writes'
import { getCase } from '@/lib/data/cases/cases'
import type { Database, Transaction } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { uniqueViolation } from '@/lib/data/database/violations'
import { appendEvents } from '@/lib/data/history/events'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { Case, CaseChange, CaseCreate } from '@/lib/schemas/case'
import { authorise } from '../authorise'
import { checkAttributeValues } from '../documents/attributes'
import { withoutNulls } from '../documents/documents'
import type { Done } from '../done'
import type { Created } from '../projects/projects'
import { staleVersion } from '../stale-version'
import { addParts } from './case-parts'

/** Makes a case, with what belongs to it. The same client-made id again is the stored one. */
export async function createCase(
  db: Database,
  member: Member,
  { id = newId(), name, description = '', attributes = {}, parts }: CaseCreate,
  now: Date,
): Promise<Created<Case> & Done<Case>> {
  authorise(member, 'documents.write')
  return refusingTwins(name, () =>
    db.$transaction(async (tx) => {
      await lockCases(tx, member)
      const existing = await getCase(tx, member, id)
      if (existing) return { row: existing, created: false, event: null }
      const values = withoutNulls(await checkAttributeValues(tx, member, attributes, 'case'))
      if (!(await insertCase(tx, member, id, { name, description, attributes: values }, now))) throw notFound('case') // It is in the bin.
      await addParts(tx, member, id, parts, now)
      const row = await required(tx, member, id)
      const [event = null] = await appendEvents(tx, member, [
        { type: 'case.created', subjectId: id, after: recordedCase(row) },
      ])
      return { row, created: true, event }
    }),
  )
}

/** Renames or describes a case, or changes some of its attributes. */
export async function changeCase(
  db: Database,
  member: Member,
  id: string,
  { version, attributes, ...words }: CaseChange,
  now: Date,
): Promise<Done<Case>> {
  authorise(member, 'documents.write')
  return refusingTwins(words.name ?? '', () =>
    db.$transaction(async (tx) => {
      const before = await standing(tx, member, id, version)
      const values = attributes && {
        attributes: withoutNulls({
          ...before.attributes,
          ...(await checkAttributeValues(tx, member, attributes, 'case')),
        }),
      }
      await updateCase(tx, member, id, { ...words, ...values }, now)
      const row = await required(tx, member, id)
      const [event = null] = await appendEvents(tx, member, [
        { type: 'case.changed', subjectId: id, before: recordedCase(before), after: recordedCase(row) },
      ])
      return { row, event }
    }),
  )
}

/** Moves a case to the bin; its documents and what is marked on them are untouched. */
export async function deleteCase(
  db: Database,
  member: Member,
  id: string,
  version: number | undefined,
  now: Date,
): Promise<Done<null>> {
  authorise(member, 'documents.write')
  return db.$transaction(async (tx) => {
    const before = await standing(tx, member, id, version)
    await setCaseBinned(tx, member, id, now)
    const [event = null] = await appendEvents(tx, member, [
      { type: 'case.deleted', subjectId: id, before: recordedCase(before) },
    ])
    return { row: null, event }
  })
}

/** What the history keeps of a case: counts are the viewer's own and no part of it. */
export const recordedCase = ({ id, name, description, attributes, version }: Case) => ({
  id,
  name,
  description,
  attributes,
  version,
})
export type RecordedCase = ReturnType<typeof recordedCase>

/** A live case, held until the transaction ends; 409 where it is not of the version that was seen. */
async function standing(tx: Transaction, member: Member, id: string, version: number | undefined): Promise<Case> {
  await lockCase(tx, member, id)
  const row = await required(tx, member, id)
  if (version !== undefined && version !== row.version) throw staleVersion(row, 'case')
  return row
}

async function required(tx: Transaction, member: Member, id: string): Promise<Case> {
  const row = await getCase(tx, member, id)
  if (!row) throw notFound('case')
  return row
}

/** Runs `work` and turns the violation of the index on names into a sentence. */
export async function refusingTwins<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (uniqueViolation(error) === 'Case_live_name')
      throw new AppError('already-exists', say('refusals.cases.nameTaken', { name }), {
        errors: [fault('name', say('faults.taken'))],
      })
    throw error
  }
}
