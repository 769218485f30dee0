import type { Transaction } from '@/lib/data/database/client'
import { listExamples } from '@/lib/data/codebook/examples'
import { listTags } from '@/lib/data/codebook/tags'
import { listThemes } from '@/lib/data/themes/themes'
import type { Block, Report } from '@/lib/exporters/report'
import type { Table } from '@/lib/exporters/table'
import type { Member } from '@/lib/domain/access/viewer'
import type { TagExample } from '@/lib/schemas/example'
import type { Tag } from '@/lib/schemas/tag'
import type { QdaCodebook } from '@/lib/exporters/qdc'
import { AppError, fault } from '@/lib/errors'
import { madeBy, reportWords, type ExportContext, type ReportWords } from './export-context'
import { say } from '@/lib/i18n/say'

// A codebook is read whole everywhere: it has hundreds of tags, not millions. Counts are of what the member sees.

const columns: [string, number][] = [
  ['path', 40],
  ['name', 28],
  ['depth', 7],
  ['colour', 9],
  ['definition', 50],
  ['useWhen', 50],
  ['avoidWhen', 50],
  ['examples', 60],
  ['counterExamples', 60],
  ['annotations', 12],
  ['archived', 9],
  ['parentId', 38],
  ['id', 38],
]

/** One row a tag, in the order of the tree. */
export function codebookTable(context: ExportContext): Table {
  const row = (tag: Exported) => [
    tag.path.join(' > '),
    tag.name,
    tag.path.length - 1,
    tag.colour,
    tag.definition,
    tag.useWhen,
    tag.avoidWhen,
    quoted(tag, 'example').join('\n'),
    quoted(tag, 'counter').join('\n'),
    tag.annotationCount,
    tag.archivedAt !== null,
    tag.parentId,
    tag.id,
  ]
  return {
    name: 'Codebook',
    columns: columns.map(([header, width]) => ({ header, width })),
    batches: wholeCodebook(context, row),
  }
}

/** Tags as the API shows them, each with its examples, in the order of the tree. */
export function codebookObjects(context: ExportContext): AsyncGenerator<object[]> {
  return wholeCodebook(context, (tag) => tag)
}

/** The codebook to read: a heading per tag, by depth, with its guidance. */
export function codebookReport(context: ExportContext): Report {
  const { member, now } = context
  const words = reportWords(member)
  const title = words('codebook', { project: member.projectName })
  return {
    title,
    author: member.name,
    language: words.locale,
    created: now,
    pageWord: words('page'),
    blocks: blocks(context, words, title),
  }
}

/** The codebook for other programs: tags as codes, themes as sets. Refuses with 422 what has no tags, because the format cannot say so. */
export async function codebookForExchange(context: ExportContext): Promise<QdaCodebook> {
  const codebook = await qdaCodebook(context)
  if (codebook.codes.length === 0)
    throw new AppError('invalid', say('refusals.export.noTagsForQdc'), {
      errors: [fault('format', say('faults.qdcNeedsTag'))],
    })
  return codebook
}

/** Tags as codes and themes as sets, as REFI-QDA names them; either may be none. */
export async function qdaCodebook({ tx, member }: ExportContext): Promise<QdaCodebook> {
  const words = reportWords(member)
  const tags = await withExamples(tx, member)
  const themes = await listThemes(tx, member)
  return {
    origin: 'Commonplace',
    codes: tags.map((tag) => ({
      id: tag.id,
      name: tag.name,
      colour: tag.colour,
      description: guidanceOf(tag, words).join('\n'),
      isCodable: tag.archivedAt === null,
      depth: tag.path.length - 1,
    })),
    sets: themes.map((theme) => ({
      id: theme.id,
      name: theme.name,
      description: theme.definition,
      codeIds: theme.tagIds,
    })),
  }
}

async function* blocks(context: ExportContext, words: ReportWords, title: string): AsyncGenerator<Block[]> {
  yield [{ kind: 'title', text: title }, madeBy(context, words)]
  for await (const batch of wholeCodebook(context, (tag) => tagBlocks(tag, words))) yield batch.flat()
}

function tagBlocks(tag: Exported, words: ReportWords): Block[] {
  const level = Math.min(tag.path.length, 4) as 1 | 2 | 3 | 4
  const facts = [
    words('tagCounts', { count: tag.annotationCount }),
    tag.colour,
    ...(tag.archivedAt === null ? [] : [words('archived')]),
  ]
  return [
    { kind: 'heading', level, text: tag.name },
    { kind: 'line', text: facts.join(' · ') },
    ...guidanceOf(tag, words).map((text): Block => ({ kind: 'paragraph', text })),
  ]
}

function guidanceOf(tag: Exported, words: ReportWords): string[] {
  const guidance = [
    tag.definition,
    tag.useWhen && words('useWhen', { text: tag.useWhen }),
    tag.avoidWhen && words('avoidWhen', { text: tag.avoidWhen }),
  ]
  return [
    ...guidance.filter((text) => text !== ''),
    ...quoted(tag, 'example').map((text) => words('example', { text })),
    ...quoted(tag, 'counter').map((text) => words('counterExample', { text })),
  ]
}

async function* wholeCodebook<T>({ tx, member }: ExportContext, show: (tag: Exported) => T): AsyncGenerator<T[]> {
  yield (await withExamples(tx, member)).map(show)
}

/** A tag with the passages that show what it means, as the member sees them. */
type Exported = Tag & {
  examples: Pick<TagExample, 'kind' | 'quote' | 'documentTitle' | 'documentId' | 'annotationId'>[]
}

async function withExamples(tx: Transaction, member: Member): Promise<Exported[]> {
  // As much of each as a cell of a spreadsheet holds.
  const examples = await listExamples(tx, member, undefined, 30_000)
  return (await listTags(tx, member)).map((tag) => ({
    ...tag,
    examples: examples
      .filter(({ tagId }) => tagId === tag.id)
      .map(({ kind, quote, documentTitle, documentId, annotationId }) => ({
        kind,
        quote,
        documentTitle,
        documentId,
        annotationId,
      })),
  }))
}

/** Their words, each with where they stand. */
const quoted = ({ examples }: Exported, wanted: TagExample['kind']): string[] =>
  examples.filter(({ kind }) => kind === wanted).map(({ quote, documentTitle }) => `“${quote}” (${documentTitle})`)
