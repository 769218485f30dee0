import { listTags } from '@/lib/data/tags'
import type { Block, Report } from '@/lib/exporters/report'
import type { Table } from '@/lib/exporters/table'
import type { Tag } from '@/lib/schemas/tag'
import { reportWords, type ExportContext, type ReportWords } from './export-context'

// A codebook is read whole everywhere: it has hundreds of tags, not millions. Counts are of what the member sees.

const columns: [string, number][] = [['path', 40], ['name', 28], ['depth', 7], ['colour', 9], ['definition', 50], ['useWhen', 50], ['avoidWhen', 50], ['annotations', 12], ['archived', 9], ['parentId', 38], ['id', 38]]

/** One row a tag, in the order of the tree. */
export function codebookTable(context: ExportContext): Table {
  const row = (tag: Tag) => [tag.path.join(' > '), tag.name, tag.path.length - 1, tag.colour, tag.definition, tag.useWhen, tag.avoidWhen, tag.annotationCount, tag.archivedAt !== null, tag.parentId, tag.id]
  return { name: 'Codebook', columns: columns.map(([header, width]) => ({ header, width })), batches: wholeCodebook(context, row) }
}

/** Tags as the API shows them, in the order of the tree. */
export function codebookObjects(context: ExportContext): AsyncGenerator<object[]> {
  return wholeCodebook(context, (tag) => tag)
}

/** The codebook to read: a heading per tag, by depth, with its guidance. */
export function codebookReport(context: ExportContext): Report {
  const { member, now } = context
  const words = reportWords(member)
  const title = words('codebook', { project: member.projectName })
  return { title, author: member.name, created: now, pageWord: words('page'), blocks: blocks(context, words, title) }
}

async function* blocks(context: ExportContext, words: ReportWords, title: string): AsyncGenerator<Block[]> {
  const { member, now } = context
  yield [
    { kind: 'title', text: title },
    { kind: 'line', text: words('madeBy', { project: member.projectName, name: member.name, date: now.toISOString().slice(0, 10) }) },
  ]
  for await (const batch of wholeCodebook(context, (tag) => tagBlocks(tag, words))) yield batch.flat()
}

function tagBlocks(tag: Tag, words: ReportWords): Block[] {
  const level = Math.min(tag.path.length, 4) as 1 | 2 | 3 | 4
  const facts = [words('tagCounts', { count: tag.annotationCount }), tag.colour, ...(tag.archivedAt === null ? [] : [words('archived')])]
  const guidance = [tag.definition, tag.useWhen && words('useWhen', { text: tag.useWhen }), tag.avoidWhen && words('avoidWhen', { text: tag.avoidWhen })]
  return [
    { kind: 'heading', level, text: tag.name },
    { kind: 'line', text: facts.join(' · ') },
    ...guidance.filter((text) => text !== '').map((text): Block => ({ kind: 'paragraph', text })),
  ]
}

async function* wholeCodebook<T>({ tx, member }: ExportContext, show: (tag: Tag) => T): AsyncGenerator<T[]> {
  yield (await listTags(tx, member)).map(show)
}
