import { dueAtOf } from '@/lib/domain/rounds/due'
import { everythingToAll, faultOf, planAssignment, type Assigned } from '@/lib/domain/rounds/assignment'
import { roundKinds, type RoundKind, type RoundVisibility } from '@/lib/domain/rounds/round'
import type { RoundDetail } from '@/lib/schemas/round'
import type { NewRound } from './use-rounds'

/** A passage that was handed to the form, with its words to be recognised by. */
export interface GivenPassage {
  documentId: string
  title: string
  start: number
  end: number
  quote: string
}

/** What is in the form in which a round is set up. */
export interface RoundForm {
  kind: RoundKind
  name: string
  instructions: string
  documentIds: readonly string[]
  coderIds: readonly string[]
  /** null: what is usual for its kind. */
  visibility: RoundVisibility | null
  /** YYYY-MM-DD, or empty. */
  dueDay: string
  /** Passages chosen beforehand; without any, norming and second looks draw them. */
  passages: readonly GivenPassage[]
  /** How many, or for a second look how many in a hundred. */
  amount: number
  tagIds: readonly string[]
  authorId: string | null
  secondOpinion: boolean
  seed: string
  previousId: string | null
  /** Who gets which documents: all of them, each one coder, or a share that every coder gets. */
  handing: Handing
  /** How many documents in a hundred every coder gets, where a share is asked for. */
  overlap: number
  /** What somebody made of the table by hand; null while it says what was drawn. */
  table: readonly Assigned[] | null
}

export const handings = ['all', 'none', 'share'] as const
type Handing = (typeof handings)[number]

/** Where a form begins; `seed` is any text that no other round has. */
export function emptyForm(seed: string): RoundForm {
  return {
    kind: 'coding',
    name: '',
    instructions: '',
    documentIds: [],
    coderIds: [],
    visibility: null,
    dueDay: '',
    passages: [],
    amount: 10,
    tagIds: [],
    authorId: null,
    secondOpinion: false,
    seed,
    previousId: null,
    handing: 'all',
    overlap: 20,
    table: null,
  }
}

/** How blind a kind of round is unless somebody chooses otherwise. */
const usualVisibility: Record<RoundKind, RoundVisibility> = {
  coding: 'until-own-submit',
  norming: 'until-all-submit',
  'second-look': 'until-own-submit',
}
export const visibilityOf = (form: RoundForm): RoundVisibility => form.visibility ?? usualVisibility[form.kind]

/** Whether the passages are drawn at random. */
export const isDrawn = (form: RoundForm): boolean => form.kind !== 'coding' && form.passages.length === 0

/** The documents of the round as the form stands; null where that is known only when passages have been drawn. */
export function documentsOf(form: RoundForm): readonly string[] | null {
  if (form.kind === 'coding') return form.documentIds
  return isDrawn(form) ? null : [...new Set(form.passages.map((passage) => passage.documentId))]
}

/** Who gets which documents as the form stands: as drawn, or as the table was edited, for the documents and coders that are chosen now. */
export function tableOf(form: RoundForm): Assigned[] {
  const { coderIds, handing, overlap, seed, table } = form
  const documentIds = documentsOf(form) ?? []
  if (table) return table.filter((task) => documentIds.includes(task.documentId) && coderIds.includes(task.coderId))
  if (handing === 'all' || coderIds.length === 0) return everythingToAll(documentIds, coderIds)
  return planAssignment({ documentIds, coderIds, overlap: handing === 'none' ? 0 : overlap, seed })
}

/** How the form hands documents out, as the API takes it; nothing where everybody gets everything. */
function assignmentOf(form: RoundForm): Pick<NewRound, 'assignment'> {
  if (form.table && documentsOf(form)) return { assignment: { tasks: tableOf(form) } }
  return form.handing === 'all'
    ? {}
    : { assignment: { overlap: form.handing === 'none' ? 0 : form.overlap, seed: form.seed } }
}

export type Need = 'name' | 'documents' | 'coders' | 'assignment'

/** What is still missing, in the order of the form. */
export function needsOf(form: RoundForm): Need[] {
  const needs: Need[] = []
  if (form.name.trim() === '') needs.push('name')
  if (form.kind === 'coding' && form.documentIds.length === 0) needs.push('documents')
  if (form.coderIds.length === 0) needs.push('coders')
  const documentIds = documentsOf(form) ?? []
  // A document without a coder, or a coder without a document: the server would refuse it.
  if (documentIds.length > 0 && form.coderIds.length > 0 && faultOf(tableOf(form), documentIds, form.coderIds))
    needs.push('assignment')
  return needs
}

/** The form as the API takes it. */
export function newRoundOf(form: RoundForm): NewRound {
  const {
    kind,
    name,
    instructions,
    coderIds,
    dueDay,
    passages,
    amount,
    tagIds,
    authorId,
    secondOpinion,
    seed,
    previousId,
  } = form
  const given = kind === 'coding' ? [] : passages.map(({ documentId, start, end }) => ({ documentId, start, end }))
  const documentIds =
    given.length > 0 ? [...new Set(given.map((passage) => passage.documentId))] : [...form.documentIds]
  return {
    kind,
    name,
    instructions,
    ...(documentIds.length > 0 && { documentIds }),
    coderIds: [...coderIds],
    visibility: visibilityOf(form),
    dueAt: dueDay === '' ? null : dueAtOf(dueDay),
    ...assignmentOf(form),
    ...(previousId !== null && { previousId }),
    ...(given.length > 0 && { passages: given }),
    ...(isDrawn(form) && {
      sample: {
        ...(kind === 'norming' ? { count: amount } : { percent: amount }),
        ...(seed.trim() !== '' && { seed: seed.trim() }),
        ...(tagIds.length > 0 && { tagIds: [...tagIds] }),
        ...(authorId !== null && { authorId }),
        ...(secondOpinion && { secondOpinion: true as const }),
      },
    }),
  }
}

/** What the page hands to the form. */
export interface FormStart {
  seed: string
  kind: string | null
  /** The round that is coded again. */
  again: RoundDetail | null
  passages: readonly GivenPassage[]
  documentIds: readonly string[]
  tagIds: readonly string[]
  authorId: string | null
  secondOpinion: boolean
}

/** The form as it stands when it opens: a round to be coded again brings its documents, people and instructions along. */
export function startingForm({
  seed,
  kind,
  again,
  passages,
  documentIds: asked,
  tagIds,
  authorId,
  secondOpinion,
}: FormStart): RoundForm {
  const form = { ...emptyForm(seed), passages, documentIds: asked, tagIds, authorId, secondOpinion }
  if (!again)
    return { ...form, kind: roundKinds.find((one) => one === kind) ?? (passages.length > 0 ? 'norming' : 'coding') }
  const { documentIds, coderIds, instructions, visibility, id } = again
  return { ...form, kind: again.kind, documentIds, coderIds, instructions, visibility, previousId: id }
}
