import { describedCases } from '@/lib/data/cases/described-cases'
import { exportedDocuments } from '@/lib/data/documents/export-documents'
import { listMembers } from '@/lib/data/projects/members'
import { roundNames } from '@/lib/data/rounds/round-names'
import { tagTree } from '@/lib/data/codebook/tags'
import { inTreeOrder } from '@/lib/domain/codebook/tree'
import type { ExportContext, ReportWords } from './export-context'

/** What was selected, one line for each condition, so that a reader of the export knows what is not in it. A theme is its title. */
export async function describeFilter(
  { tx, member, request: { what, filter, kind } }: ExportContext,
  words: ReportWords,
): Promise<string[]> {
  const lines: string[] = []
  const line = (named: string, values: readonly string[]) =>
    lines.push(words('filter', { what: named, values: values.join('; ') }))
  const yesOrNo = (value: boolean) => [words(value ? 'yes' : 'no')]
  if (filter.tagIds) line(words(filter.exact ? 'what.tagsExactly' : 'what.tags'), await pathsOf(filter.tagIds))
  if (filter.alsoTagIds) line(words('what.alsoTags'), await pathsOf(filter.alsoTagIds))
  if (filter.documentIds)
    line(
      words('what.documents'),
      (await exportedDocuments(tx, member, filter.documentIds)).map((document) => document.title),
    )
  const isHistory = what === 'history'
  const isWritten = isHistory || what === 'memos'
  if (filter.authorIds) line(words(isWritten ? 'what.actors' : 'what.coders'), await namesOf(filter.authorIds))
  if (isHistory && kind) line(words('what.kind'), [words.kindOf(kind)])
  if (filter.roundIds)
    line(
      words('what.rounds'),
      [...(await roundNames(tx, member))].filter(([id]) => filter.roundIds?.includes(id)).map(([, name]) => name),
    )
  if (filter.caseIds)
    line(
      words('what.cases'),
      (await describedCases(tx, member)).filter(({ id }) => filter.caseIds?.includes(id)).map(({ name }) => name),
    )
  if (filter.visibility) line(words('what.visibility'), [words(`visibility.${filter.visibility}`)])
  // The coders' own is what everybody expects.
  if (filter.layer === 'consensus') line(words('what.layer'), [words('layer.consensus')])
  if (filter.from) line(words(isWritten ? 'what.actFrom' : 'what.from'), [dayIn(filter.from, filter.timeZone, words)])
  if (filter.to) line(words(isWritten ? 'what.actTo' : 'what.to'), [dayIn(filter.to, filter.timeZone, words)])
  if (filter.dated) line(words('what.dated'), [words.day(filter.dated)])
  if (filter.period) line(words('what.attribute', { key: filter.period.key }), [filter.period.bucket])
  if (filter.q) line(words('what.words'), [filter.q])
  if (filter.query !== undefined) line(words('what.query'), [filter.query])
  if (filter.starred !== undefined) line(words('what.starred'), yesOrNo(filter.starred))
  if (filter.secondOpinion !== undefined) line(words('what.secondOpinion'), yesOrNo(filter.secondOpinion))
  if (filter.untagged !== undefined) line(words('what.untagged'), yesOrNo(filter.untagged))
  if (filter.orphaned !== undefined) line(words('what.orphaned'), yesOrNo(filter.orphaned))
  for (const { key, value } of filter.attributes ?? []) line(words('what.attribute', { key }), [value])
  return lines.length > 0
    ? lines
    : [words(isHistory ? 'everyAct' : isWritten ? 'everyMemo' : 'everything', { name: member.name })]

  async function pathsOf(ids: string[]): Promise<string[]> {
    return inTreeOrder(await tagTree(tx, member))
      .filter(({ tag }) => ids.includes(tag.id))
      .map(({ path }) => path.join(' › '))
  }

  async function namesOf(ids: string[]): Promise<string[]> {
    const { items } = await listMembers(tx, member, { limit: 500, total: 'false' })
    return items.filter(({ user }) => ids.includes(user.id)).map(({ user }) => user.name)
  }
}

/** A day with the zone in which it was meant, a time as it is. */
const dayIn = (timeOrDay: string, timeZone: string | undefined, words: ReportWords): string =>
  timeZone === undefined || timeOrDay.includes('T') ? words.day(timeOrDay) : `${words.day(timeOrDay)} (${timeZone})`
