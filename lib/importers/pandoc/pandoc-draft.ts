import type { Proposals } from '@/lib/domain/documents/propose-metadata'
import { findDates } from '@/lib/domain/documents/find-dates'
import { emptyReport, type Draft } from '@/lib/importers/draft'
import type { DocumentFormat } from '@/lib/importers/imported-document'
import { plainTextOf, type Element, type PandocTree } from './pandoc-ast'
import { documentOf } from './pandoc-blocks'
import { say } from '@/lib/i18n/say'

/** The draft that pandoc's tree makes, with the losses every format shares put into words; `cleaned` characters were replaced before it was made. */
export function pandocDraft(tree: PandocTree, format: DocumentFormat, converter: string, cleaned = 0): Draft {
  const { doc, losses } = documentOf(tree.blocks)
  const replaced = losses.replaced + cleaned
  const report = emptyReport()
  if (losses.images > 0) report.lost.push(say('reports.images', { count: losses.images }))
  if (losses.links > 0) report.lost.push(say('reports.linkAddresses', { count: losses.links }))
  if (losses.raw > 0) report.lost.push(say('reports.markup'))
  if (losses.formulas > 0) report.changed.push(say('reports.formulas', { count: losses.formulas }))
  if (replaced > 0) report.changed.push(say('reports.replaced', { count: replaced }))
  const language = plainTextOf(tree.meta.lang ?? tree.meta.language ?? '').trim()
  return {
    doc,
    format,
    converter,
    report,
    stated: statedIn(tree.meta),
    ...(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) ? { language } : {}),
  }
}

/** What the file's own metadata say. They are no part of the text, so their evidence is the empty range at its start. */
function statedIn(meta: Record<string, Element>): Proposals {
  const evidence = { start: 0, end: 0 }
  const title = plainTextOf(meta.title).replace(/\s+/g, ' ').trim()
  const author = authors(meta.author ?? meta.creator)
  const date = findDates(plainTextOf(meta.date))[0]?.iso
  const source = plainTextOf(meta.source ?? meta.publisher).trim()
  return {
    ...(title ? { title: { value: title, evidence } } : {}),
    ...(author ? { author: { value: author, evidence } } : {}),
    ...(date ? { date: { value: date, evidence } } : {}),
    ...(source && !source.startsWith('http') ? { source: { value: source, evidence } } : {}),
  }
}

function authors(value: Element | undefined): string {
  const list = value?.t === 'MetaList' ? (value.c as Element[]) : value ? [value] : []
  return list
    .map((one) => plainTextOf(one).trim())
    .filter(Boolean)
    .join('; ')
}
