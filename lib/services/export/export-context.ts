import { createTranslator } from 'use-intl'
import type { GroupBy } from '@/lib/domain/themes/group-by'
import type { Transaction } from '@/lib/data/database/client'
import { isLocale, writtenLocales, type Locale } from '@/lib/i18n/locales'
import { messagesFor } from '@/lib/i18n/messages'
import type { Member } from '@/lib/domain/access/viewer'
import { presentDate } from '@/lib/domain/documents/attribute-values'
import type { Block } from '@/lib/exporters/report'
import type { AnnotationFilter } from '@/lib/schemas/annotation'
import type { EventKind } from '@/lib/schemas/history'
import type { ExportFormat, ExportWhat } from '@/lib/schemas/export'

/** What was asked for, checked and in one form. */
export interface ExportRequest {
  what: ExportWhat
  format: ExportFormat
  filter: AnnotationFilter
  /** Of the history: only events on this kind of thing. */
  kind?: EventKind
  /** Headings of reports, and the order of everything but jsonld. 'theme' and then by document is only for reports, where no grouping was asked for. */
  groupBy: 'theme' | GroupBy
  /** Whether somebody asked for a grouping: then the order is that of the view, document by document as they were imported. */
  isGrouped?: boolean
  /** Of csv and xlsx: the columns wanted, in their order; left out, all. */
  columns?: readonly string[] | undefined
  units: 'utf16' | 'codepoint'
  bom: boolean
}

/** Where an export is made: one snapshot, for one member. */
export interface ExportContext {
  tx: Transaction
  member: Member
  request: ExportRequest
  /** The address people use, for links; no trailing slash. */
  baseUrl: string
  now: Date
}

/** The words of reports, in the member's language. */
export function reportWords(member: Member) {
  const locale: Locale = isLocale(member.locale) ? member.locale : 'en'
  const written = writtenLocales[locale]
  const messages = messagesFor(locale)
  return Object.assign(createTranslator({ locale: written, messages, namespace: 'export.report' }), {
    locale,
    written,
    /** A day, month or year as the language writes it; what is none stays as it is. */
    day: (text: string): string => (/^\d{4}(-\d\d){0,2}$/.test(text) ? presentDate(text, written) : text),
    /** What events are on. */
    kindOf: createTranslator({ locale: written, messages, namespace: 'history.kinds' }),
  })
}
export type ReportWords = ReturnType<typeof reportWords>

/** Below the title of a report: from which project, by whom and when it was made. */
export const madeBy = ({ member, now }: Pick<ExportContext, 'member' | 'now'>, words: ReportWords): Block => ({
  kind: 'line',
  text: words('madeBy', {
    project: member.projectName,
    name: member.name,
    date: words.day(now.toISOString().slice(0, 10)),
  }),
})
