import { listMemos } from '@/lib/data/memos/memos'
import { AppError, fault } from '@/lib/errors'
import { narrativeBlocks } from '@/lib/exporters/narrative-blocks'
import type { Block, Report } from '@/lib/exporters/report'
import type { Cell, Table } from '@/lib/exporters/table'
import { say } from '@/lib/i18n/say'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import type { Memo } from '@/lib/schemas/memo'
import { madeBy, reportWords, type ExportContext, type ReportWords } from './export-context'
import { describeFilter } from './export-filter'

// Memos are exported as the trail that they are: by when they were begun, oldest first.

const columns: [string, number][] = [
  ['createdAt', 17],
  ['updatedAt', 17],
  ['title', 34],
  ['kind', 14],
  ['text', 70],
  ['about', 12],
  ['subject', 34],
  ['document', 34],
  ['author', 18],
  ['visibility', 10],
  ['subjectId', 38],
  ['documentId', 38],
  ['id', 38],
]

/** One row a memo. */
export function memoTable(context: ExportContext): Table {
  const cells = ({ subject, ...memo }: Memo): Cell[] => [
    ...[new Date(memo.createdAt), new Date(memo.updatedAt), memo.title, memo.kind, memo.text],
    ...[subject.type, subject.name ?? subject.quote, subject.documentTitle, memo.author.name, memo.visibility],
    ...[subject.id, subject.documentId, memo.id],
  ]
  return {
    name: 'Memos',
    columns: columns.map(([header, width]) => ({ header, width })),
    batches: batches(context, cells),
  }
}

/** Memos as the API answers them. */
export function memoObjects(context: ExportContext): AsyncGenerator<object[]> {
  return batches(context, (memo) => memo)
}

/** Memos to read: a heading to each day (UTC), one below it to each memo, and what it says with its own lists and headings. */
export async function memoReport(context: ExportContext): Promise<Report> {
  const { member, now } = context
  const words = reportWords(member)
  const title = words('memos', { project: member.projectName })
  const opening: Block[] = [
    { kind: 'title', text: title },
    madeBy(context, words),
    ...(await describeFilter(context, words)).map((text): Block => ({ kind: 'line', text })),
  ]
  return {
    title,
    author: member.name,
    language: words.locale,
    created: now,
    pageWord: words('page'),
    blocks: blocks(context, words, opening),
  }
}

async function* blocks(context: ExportContext, words: ReportWords, opening: Block[]): AsyncGenerator<Block[]> {
  yield opening
  let day = ''
  for await (const batch of batches(context, (memo) => memo))
    yield batch.flatMap((memo): Block[] => {
      const today = memo.createdAt.slice(0, 10)
      const heading: Block[] = today === day ? [] : [{ kind: 'heading', level: 1, text: words.day(today) }]
      day = today
      return [
        ...heading,
        { kind: 'heading', level: 2, text: memo.title },
        { kind: 'line', text: facts(memo, words).join(' · ') },
        ...narrativeBlocks(memo.body),
      ]
    })
}

const facts = ({ subject, kind, author, visibility }: Memo, words: ReportWords): string[] => [
  ...(kind === null ? [] : [kind]),
  words('memoAbout', { type: subject.type, name: subject.name ?? subject.quote ?? subject.documentTitle ?? '' }),
  author.name,
  ...(visibility === 'private' ? [words('memoPrivate')] : []),
]

const asked = {
  documentIds: 'documentId',
  authorIds: 'authorId',
  visibility: 'visibility',
  q: 'q',
  from: 'from',
  to: 'to',
}

/** Refuses with 422 a filter that says nothing about memos, and more than one document or author: left aside, the file would hold more than was asked for. */
export function checkMemoFilter(filter: AnnotationFilter): void {
  const others = Object.entries(filter).filter(
    ([key, value]) =>
      value !== undefined &&
      !(key === 'exact' && value === false) &&
      key !== 'timeZone' &&
      (!Object.hasOwn(asked, key) || (Array.isArray(value) && value.length > 1)),
  )
  if (others.length === 0) return
  const said = say('refusals.export.memoFilter', { filters: Object.values(asked) })
  throw new AppError('invalid', said, { errors: others.map(([key]) => fault(key, said)) })
}

async function* batches<T>({ tx, member, request }: ExportContext, show: (memo: Memo) => T): AsyncGenerator<T[]> {
  const { documentIds, authorIds, visibility, q, from, to, timeZone } = request.filter
  const query = {
    documentId: documentIds?.[0],
    authorId: authorIds?.[0],
    ...{ visibility, q, from, to, timeZone, limit: 200 },
    order: 'oldest',
    total: 'false',
  } as const
  let cursor: string | undefined
  do {
    const { items, nextCursor } = await listMemos(tx, member, { ...query, cursor })
    yield items.map(show)
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
}
