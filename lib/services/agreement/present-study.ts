import { sentenceVersion } from '@/lib/domain/sentences/sentences'
import type { StudySettings, AgreementAnswer } from '@/lib/schemas/agreement'
import type { ReadStudy } from './read-study'

type Presented = Pick<
  AgreementAnswer,
  'rules' | 'round' | 'coders' | 'tags' | 'documents' | 'leftOut' | 'hidden' | 'spans'
>

/** What every answer about agreement says of the study it was counted from. */
export function presentStudy(
  { packed, round, tags, documents, people, hidden, spans }: ReadStudy,
  tagIds: readonly string[],
  leftOut: readonly string[],
): Presented {
  const titles = new Map(documents.map(({ id, title }) => [id, title]))
  const rows = packed.documents.map(({ id, coderIds }) => ({
    id,
    title: titles.get(id) ?? '',
    coderIds: [...coderIds].sort(),
  }))
  const out = new Set(leftOut)
  const compared = rows.filter(({ id }) => !out.has(id))
  const byId = new Map(tags.map((tag) => [tag.id, tag]))
  return {
    rules: {
      layer: 'coder',
      visibility: 'shared',
      coded: !round ? 'any-annotation' : round.isOpen ? 'submitted-or-work' : 'submitted',
      missing: 'left-out',
    },
    round: round && { id: round.id, name: round.name },
    coders: packed.coderIds.map((id) => ({
      id,
      name: people.get(id) ?? '',
      documents: compared.filter(({ coderIds }) => coderIds.includes(id)).length,
    })),
    tags: tagIds.flatMap((id) => byId.get(id) ?? []),
    documents: compared,
    leftOut: rows.filter(({ id }) => out.has(id)),
    hidden: hidden.map(({ documentId, round: by, until }) => ({
      documentId,
      title: titles.get(documentId) ?? '',
      round: { id: by.id, name: by.name },
      until,
    })),
    spans,
  }
}

/** The choices as they were understood, field by field; characters with what one is, sentences with the version of the rules that cut them. */
export function echoStudy({
  unit,
  coderIds,
  tagIds,
  documentIds,
  roundId,
  whiteSpace,
  touching,
  overlappingTags,
}: StudySettings) {
  return {
    unit,
    ...(unit === 'character' && { character: 'grapheme-cluster' as const }),
    ...(unit === 'sentence' && { sentenceVersion }),
    ...(coderIds && { coderIds }),
    ...(tagIds && { tagIds }),
    ...(documentIds && { documentIds }),
    ...(roundId !== undefined && { roundId }),
    whiteSpace,
    touching,
    overlappingTags,
  }
}
