import { blindDocuments, studyRound, type BlindDocument, type StudyRound } from '@/lib/data/agreement/study-rounds'
import {
  codedLayers,
  revisionParts,
  studyDocuments,
  studyPeople,
  studyTags,
  type CodedLayer,
  type StudyDocumentRow,
} from '@/lib/data/agreement/study-rows'
import type { Database, Transaction } from '@/lib/data/database/client'
import type { PackedDocument, PackedStudy } from '@/lib/workers/agreement/question'
import { whoCoded } from '@/lib/domain/agreement/study/who-coded'
import type { Member } from '@/lib/domain/access/viewer'
import { AppError, fault, notFound } from '@/lib/errors'
import type { StudySettings } from '@/lib/schemas/agreement'
import { authorise } from '../authorise'
import { say } from '@/lib/i18n/say'

/** A study as it was read for one member: what is counted, and the names of what is in it. */
export interface ReadStudy {
  packed: PackedStudy
  round: StudyRound | null
  tags: Awaited<ReturnType<typeof studyTags>>
  documents: StudyDocumentRow[]
  /** Names by id, of members and of everybody whose work is in the study. */
  people: ReadonlyMap<string, string>
  hidden: BlindDocument[]
  /** Tags on annotations, of the coders compared in the documents compared. */
  spans: number
}

/**
 * Reads what the settings choose, from one snapshot and as far as the member sees it: colleagues' work that a blind round hides is not there, and their
 * tasks neither. Rejects with 404 for a round that is not there, with 422 for other ids that are not.
 */
export async function readStudy(db: Database, member: Member, settings: StudySettings): Promise<ReadStudy> {
  authorise(member, 'annotations.read')
  return db.$transaction(async (tx) => read(tx, member, settings), {
    isolationLevel: 'RepeatableRead',
    timeout: 60_000,
    maxWait: 10_000,
  })
}

async function read(tx: Transaction, member: Member, settings: StudySettings): Promise<ReadStudy> {
  const round = settings.roundId === undefined ? null : await studyRound(tx, member, settings.roundId)
  if (settings.roundId !== undefined && !round) throw notFound('round')
  const [tags, members, hidden] = [
    await studyTags(tx, member),
    await studyPeople(tx, member),
    await blindDocuments(tx, member),
  ]
  const documents = await studyDocuments(tx, member, settings.documentIds ?? round?.documentIds)
  demandKnown(
    'documentIds',
    settings.documentIds,
    documents.map(({ id }) => id),
  )
  demandKnown(
    'tagIds',
    settings.tagIds,
    tags.map(({ id }) => id),
  )
  const tagIds = tags.map(({ id }) => id)
  const layers = await codedLayers(
    tx,
    member,
    {
      documentIds: documents.map(({ id }) => id),
      authorIds: settings.coderIds,
      ...(round && { roundIds: [round.id] }),
    },
    tagIds,
  )
  const people = new Map([
    ...members.map(({ id, name }) => [id, name] as const),
    ...layers.map((layer) => [layer.coderId, layer.coderName] as const),
    ...(round?.tasks ?? []).map(({ coder }) => [coder.id, coder.name] as const),
  ])
  demandKnown('coderIds', settings.coderIds, [...people.keys()])
  const coded = whoCoded(
    documents.map(({ id }) => id),
    layers,
    round,
    settings.coderIds,
  )
  const packed: PackedStudy = {
    coderIds: [...coded.coderIds].sort((a, b) => byName(people, a, b)),
    tagIds,
    ...(settings.tagIds && { chosenTagIds: tagIds.filter((id) => settings.tagIds?.includes(id)) }),
    documents: await packDocuments(tx, member, { documents, layers, round, settings, coders: coded.byDocument }),
    rules: {
      unit: settings.unit,
      whiteSpace: settings.whiteSpace,
      touching: settings.touching,
      overlappingTags: settings.overlappingTags,
    },
  }
  return {
    packed,
    round,
    tags,
    documents,
    people,
    hidden: hidden.filter((one) => documents.some(({ id }) => id === one.documentId)),
    spans: spansIn(packed, layers),
  }
}

const byName = (people: ReadonlyMap<string, string>, a: string, b: string): number =>
  (people.get(a) ?? '').localeCompare(people.get(b) ?? '') || (a < b ? -1 : 1)

interface ToPack {
  documents: StudyDocumentRow[]
  layers: CodedLayer[]
  round: StudyRound | null
  settings: StudySettings
  coders: ReadonlyMap<string, string[]>
}

async function packDocuments(
  tx: Transaction,
  member: Member,
  { documents, layers, round, settings, coders }: ToPack,
): Promise<PackedDocument[]> {
  const byTree = settings.unit === 'sentence' || settings.unit === 'paragraph'
  // A character is one code unit in ASCII; in other texts it has to be looked at.
  const needs = byTree
    ? 'tree'
    : settings.whiteSpace === 'excluded'
      ? 'text'
      : settings.unit === 'character'
        ? 'other-than-ascii'
        : null
  const compared = documents.filter(({ id }) => (coders.get(id)?.length ?? 0) > 1)
  const parts = needs
    ? await revisionParts(
        tx,
        member,
        compared.map(({ revisionId }) => revisionId),
        needs,
      )
    : []
  const partsOf = new Map(parts.map((part) => [part.revisionId, part]))
  const byDocument = new Map(documents.map(({ id }): [string, PackedDocument['layers']] => [id, []]))
  for (const { documentId, coderId, spans } of layers) byDocument.get(documentId)?.push({ coderId, spans })
  return documents.map(({ id, revisionId, length, language }) => {
    const part = partsOf.get(revisionId)
    return {
      id,
      length,
      language,
      coderIds: coders.get(id) ?? [],
      layers: byDocument.get(id) ?? [],
      ...(part && { text: part.text, ...(part.content !== null && { content: part.content }) }),
      ...(round &&
        round.passages.length > 0 && {
          passages: round.passages
            .filter((passage) => passage.documentId === id && passage.revisionId === revisionId)
            .map(({ start, end }) => ({ start, end })),
        }),
    }
  })
}

function spansIn({ documents }: PackedStudy, layers: readonly CodedLayer[]): number {
  const coders = new Map(documents.map(({ id, coderIds }) => [id, coderIds.length > 1 ? coderIds : []]))
  return layers.reduce(
    (sum, layer) => sum + (coders.get(layer.documentId)?.includes(layer.coderId) ? layer.count : 0),
    0,
  )
}

function demandKnown(path: string, asked: readonly string[] | undefined, known: readonly string[]): void {
  const there = new Set(known)
  if (!asked?.some((id) => !there.has(id))) return
  throw new AppError('invalid', say('refusals.agreement.choiceGone'), {
    errors: [fault(path, say('faults.notInProject'))],
  })
}
