import { createFormatter, createTranslator } from 'use-intl'
import { codebookEvents, exportEvents, namesInHistory } from '@/lib/data/history/export-events'
import type { HistoryFilter } from '@/lib/data/history/events'
import { listAttributes } from '@/lib/data/documents/attributes'
import { roundNames } from '@/lib/data/rounds/round-names'
import { tagTree } from '@/lib/data/codebook/tags'
import { momentOf } from '@/lib/domain/days/day-start'
import type { ShownEvent } from '@/lib/domain/history/shown-event'
import { tellEvent, type Names } from '@/lib/domain/history/tell-event'
import { AppError, fault } from '@/lib/errors'
import type { Block, Report } from '@/lib/exporters/report'
import type { Cell, Table } from '@/lib/exporters/table'
import { writtenLocales } from '@/lib/i18n/locales'
import { isolated, isolatedValues } from '@/lib/i18n/isolated'
import { messagesFor } from '@/lib/i18n/messages'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import type { ExportedEvent } from '@/lib/schemas/export'
import { madeBy, reportWords, type ExportContext, type ReportWords } from './export-context'
import { describeFilter } from './export-filter'
import { say } from '@/lib/i18n/say'

// The history is the appendix of a methods section: all that was done, in order, in words and as rows.

const columns: [string, number][] = [
  ['number', 9],
  ['time', 17],
  ['who', 18],
  ['kind', 12],
  ['what', 70],
  ['document', 34],
  ['round', 20],
  ['codebookVersion', 10],
  ['before', 50],
  ['after', 50],
  ['reverts', 9],
  ['type', 22],
  ['documentId', 38],
  ['roundId', 38],
]

/** One row an event, oldest first; both sides as JSON. */
export async function historyTable(context: ExportContext): Promise<Table> {
  const cells = (event: ExportedEvent): Cell[] => [
    ...[
      event.number,
      new Date(event.time),
      event.who.name,
      event.kind,
      event.what,
      event.document?.title ?? null,
      event.round?.name ?? null,
      event.codebookVersion,
    ],
    ...[
      asJson(event.before),
      asJson(event.after),
      event.reverts,
      event.type,
      event.document?.id ?? null,
      event.round?.id ?? null,
    ],
  ]
  return {
    name: 'History',
    columns: columns.map(([header, width]) => ({ header, width })),
    batches: toldEvents(context, cells),
  }
}

/** Events with everything known of them, oldest first. */
export function historyObjects(context: ExportContext): AsyncGenerator<object[]> {
  return toldEvents(context, (event) => event)
}

/** The history to read: a heading to each day (UTC), a paragraph to each event. */
export async function historyReport(context: ExportContext): Promise<Report> {
  const { member, now } = context
  const words = reportWords(member)
  const title = words('history', { project: member.projectName })
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

const asked = { documentIds: 'documentId', authorIds: 'authorId', roundIds: 'roundId', from: 'from', to: 'to' }

/** Refuses with 422 a filter that says nothing about events: left aside, the file would hold more than was asked for and not say so. */
export function checkHistoryFilter(filter: AnnotationFilter): void {
  const others = Object.entries(filter).filter(
    ([key, value]) => value !== undefined && !(key === 'exact' && value === false) && !Object.hasOwn(asked, key),
  )
  if (others.length === 0) return
  const said = say('refusals.export.historyFilter', { filters: [...Object.values(asked), 'kind'] })
  throw new AppError('invalid', said, { errors: others.map(([key]) => fault(key, said)) })
}

async function* blocks(context: ExportContext, words: ReportWords, opening: Block[]): AsyncGenerator<Block[]> {
  yield opening
  let [day, count] = ['', 0]
  for await (const batch of toldEvents(context, (event) => event)) {
    count += batch.length
    yield batch.flatMap((event): Block[] => {
      const today = event.time.slice(0, 10)
      const heading: Block[] = today === day ? [] : [{ kind: 'heading', level: 1, text: words.day(today) }]
      day = today
      return [...heading, { kind: 'paragraph', text: eventLines(event, words).join('\n') }]
    })
  }
  yield [{ kind: 'line', text: words('actCount', { count }) }]
}

function eventLines(
  { number, time, what, round, codebookVersion, before, after, reverts }: ExportedEvent,
  words: ReportWords,
): string[] {
  const facts = [
    ...(round?.name ? [words('actIn', { where: round.name })] : []),
    words('actVersion', { version: codebookVersion }),
    ...(reverts === null ? [] : [words('actReverts', { number: reverts })]),
  ]
  const sides = [
    ...(before === null ? [] : [words('actBefore', { row: asJson(before) ?? '' })]),
    ...(after === null ? [] : [words('actAfter', { row: asJson(after) ?? '' })]),
  ]
  return [words('act', { number, time: time.slice(11, 16), said: what }), facts.join(' · '), ...sides]
}

const asJson = (side: unknown): string | null => (side === null || side === undefined ? null : JSON.stringify(side))

async function* toldEvents<T>(context: ExportContext, show: (event: ExportedEvent) => T): AsyncGenerator<T[]> {
  const { tx, member } = context
  const { tell, documents } = await teller(context)
  const rounds = await roundNames(tx, member)
  const versions = await codebookEvents(tx, member)
  let codebookVersion = 0
  for await (const batch of exportEvents(tx, member, eventsOf(context))) {
    yield batch.map((event) => {
      while ((versions[codebookVersion] ?? Infinity) <= event.seq) codebookVersion += 1
      const { seq, type, actor, documentId, roundId, before, after, reverts, createdAt } = event
      return show({
        number: seq,
        time: createdAt,
        who: actor,
        kind: type.split('.')[0] ?? type,
        type,
        what: tell(event),
        document: documentId === null ? null : { id: documentId, title: documents.get(documentId) ?? null },
        round: roundId === null ? null : { id: roundId, name: rounds.get(roundId) ?? null },
        codebookVersion,
        before: before ?? null,
        after: after ?? null,
        reverts,
      })
    })
  }
}

function eventsOf({ request: { filter, kind } }: ExportContext): HistoryFilter {
  const moment = (time: string | undefined) => (time === undefined ? undefined : momentOf(time, filter.timeZone))
  return {
    actorId: filter.authorIds,
    documentId: filter.documentIds,
    roundId: filter.roundIds,
    kind,
    from: moment(filter.from),
    to: moment(filter.to),
  }
}

/** Events as the sentences of the history page, without its emphasis, in the member's language. */
async function teller({ tx, member }: ExportContext) {
  const { locale } = reportWords(member)
  const written = writtenLocales[locale]
  const messages = messagesFor(locale)
  const t = createTranslator({ locale: written, messages, namespace: 'history' })
  const roles = createTranslator({ locale: written, messages, namespace: 'projects.role' })
  const format = createFormatter({ locale: written })
  const { documents, people } = await namesInHistory(tx, member)
  const tags = new Map((await tagTree(tx, member)).map(({ id, name }) => [id, name]))
  const labels = new Map((await listAttributes(tx, member)).map(({ key, label }) => [key, label]))
  const names: Names = {
    document: (id) => documents.get(id) ?? null,
    tag: (id) => tags.get(id) ?? null,
    person: (id) => people.get(id) ?? null,
    attribute: (key) => labels.get(key) ?? key,
    role: (role) => (roles.has(role as 'lead') ? roles(role as 'lead').toLocaleLowerCase(locale) : role),
    list: (all) => format.list(all.map(isolated)),
    gone: { document: t('gone.document'), tag: t('gone.tag'), theme: t('gone.theme'), person: t('gone.person') },
  }
  const tell = (event: ShownEvent): string => {
    const { key, values } = tellEvent(event, names)
    // The key comes from tellEvent, whose every key has a message: its test says so.
    return t.markup(`said.${key}` as 'said.other', {
      ...(isolatedValues(values) as { actor: string; type: string }),
      b: (part) => part,
      q: (part) => part,
    })
  }
  return { tell, documents }
}
