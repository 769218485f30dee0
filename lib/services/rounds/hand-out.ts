import { newId } from '@/lib/data/database/ids'
import { everythingToAll, faultOf, planAssignment, type Assigned } from '@/lib/domain/rounds/assignment'
import { AppError, fault } from '@/lib/errors'
import type { AssignmentRequest, KeptAssignment } from '@/lib/schemas/round'
import { say } from '@/lib/i18n/say'

/** Who gets which documents, as was asked for, and what is kept of how. Refuses a table, or a share, that leaves a document or a coder with nothing. */
export function handOut(
  asked: AssignmentRequest | undefined,
  documentIds: readonly string[],
  coderIds: readonly string[],
): { tasks: Assigned[]; kept?: KeptAssignment } {
  const documents = [...new Set(documentIds)]
  const coders = [...new Set(coderIds)]
  if (asked === undefined) return { tasks: everythingToAll(documents, coders) }
  if ('tasks' in asked) {
    demandWhole(asked.tasks, documents, coders)
    return { tasks: asked.tasks, kept: { overlap: null, seed: null } }
  }
  const { overlap, seed = newId().slice(-12) } = asked
  const tasks = planAssignment({ documentIds: documents, coderIds: coders, overlap, seed })
  demandWhole(tasks, documents, coders)
  return { tasks, kept: { overlap, seed } }
}

function demandWhole(tasks: readonly Assigned[], documentIds: readonly string[], coderIds: readonly string[]): void {
  const found = faultOf(tasks, documentIds, coderIds)
  if (found)
    throw new AppError('invalid', sentences[found.fault](), {
      errors: [fault('assignment', sentences[found.fault]())],
    })
}

const sentences = {
  'foreign-document': () => say('refusals.rounds.foreignDocument'),
  'foreign-coder': () => say('refusals.rounds.foreignCoder'),
  'document-without-coder': () => say('refusals.rounds.documentWithoutCoder'),
  'coder-without-document': () => say('refusals.rounds.coderWithoutDocument'),
} as const
