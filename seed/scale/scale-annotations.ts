import { insertRows } from '@/lib/data/database/bulk-rows'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { describeAnchor } from '@/lib/domain/anchoring/describe-anchor'
import type { ScaleCodebook } from './scale-codebook'
import type { ScaleText } from './scale-document'

interface Plan {
  projectId: string
  texts: ScaleText[]
  authors: string[]
  codebook: ScaleCodebook
  count: number
  random: () => number
  now: Date
}

const batchSize = 2_000
const year = 365 * 86_400_000

/** Marks `count` passages from one word to some sentences long, document by document in turn, dated over the year before `now`. */
export async function addScaleAnnotations(db: Database, plan: Plan): Promise<void> {
  for (let from = 0; from < plan.count; from += batchSize) {
    const batch = Array.from({ length: Math.min(batchSize, plan.count - from) }, (_, i) => annotation(plan, from + i))
    await db.$transaction(
      async (tx) => {
        await insertRows(
          tx,
          'Annotation',
          batch.map(({ row }) => row),
        )
        await insertRows(
          tx,
          'AnnotationTag',
          batch.flatMap(({ row, tagIds }) =>
            tagIds.map((tagId) => ({
              projectId: row.projectId,
              annotationId: row.id,
              tagId,
              documentId: row.documentId,
              start: row.start,
              createdById: row.authorId,
              createdAt: row.createdAt,
            })),
          ),
        )
      },
      { timeout: 60_000 },
    )
  }
}

function annotation({ projectId, texts, authors, codebook, count, random, now }: Plan, index: number) {
  const { documentId, revisionId, text } = at(texts, index % texts.length)
  const anchor = span(text, random)
  const createdAt = new Date(now.getTime() - Math.floor(((count - index) / count) * year)).toISOString()
  const note = index % 5 === 0 ? `Note ${index}: to be compared with the minutes of the year before.` : ''
  const sampled = codebook.samples
    .filter(({ size }) => Math.floor(((index + 1) * size) / count) > Math.floor((index * size) / count))
    .map(({ tagIds }) => at(tagIds, index % tagIds.length))
  const chosen = [pick(codebook.leaves, random), ...(random() < 0.3 ? [pick(codebook.leaves, random)] : [])]
  const row = {
    projectId,
    id: newId(),
    documentId,
    revisionId,
    ...anchor,
    authorId: pick(authors, random),
    layer: 'coder',
    visibility: 'shared',
    note,
    roundId: null,
    certainty: null,
    secondOpinion: false,
    version: 1,
    createdAt,
    updatedAt: createdAt,
  }
  return { row, tagIds: [...new Set([...sampled, ...chosen])] }
}

function span(text: string, random: () => number) {
  const start = Math.floor(random() * (text.length - 1))
  const end = Math.min(text.length, start + 20 + Math.floor(random() * random() * 500))
  const described = describeAnchor(text, start, end)
  if (!described.ok) throw new Error(`[${start}, ${end}) of ${text.length} is ${described.reason}`)
  return { start, end, ...described.value }
}

const pick = <T>(list: readonly T[], random: () => number): T => at(list, Math.floor(random() * list.length))

function at<T>(list: readonly T[], index: number): T {
  const item = list[index]
  if (item === undefined) throw new RangeError(`There is no item ${index} of ${list.length}`)
  return item
}
