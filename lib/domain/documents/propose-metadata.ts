import { findDates } from './find-dates'
import { footerLines, headerLines, isClutter, type HeaderLine } from './header-lines'
import { labelledFields, type LabelledField } from './labelled-fields'
import { isOrganisation, isPersonName, namesIn } from './person-names'
import { proposeTitle } from './propose-title'
import type { StatedValue } from './stated-value'

/** What a text says of itself. A field that is not clearly stated is absent. `date` is ISO 8601 and that of the event where both are given. */
export interface Proposals {
  title?: StatedValue
  author?: StatedValue
  date?: StatedValue
  source?: StatedValue
}

/**
 * Reads title, author, date and source from a text's own header and footer. Pure, bounded (it looks at the first 12,000 and the last 4,000
 * characters), and silent where unsure: a wrong author in a bibliography is worse than an empty field. `heading` is the one that opens a
 * document whose format marks headings; it is then the title.
 */
export function proposeMetadata(text: string, filename = '', heading?: { text: string; start: number }): Proposals {
  const header = headerLines(text)
  const footer = footerLines(text).filter((line) => line.start > (header.at(-1)?.start ?? -1))
  const fields = labelledFields(header)
  const author = proposeAuthor(header, fields)
  const source = proposeSource(header, footer, fields)
  const stated =
    fields.some((field) => field.kind !== 'other') || author !== null || header.some((line) => isDateLine(line.text))
  const last = header.at(-1)
  const hasBody = last !== undefined && text.slice(last.start + last.text.length).trim() !== ''
  const title =
    labelled(fields, 'title') ??
    (heading ? at(heading.text, heading.start) : null) ??
    proposeTitle(header, filename, stated, hasBody, isMetadataLine)
  const people = author ?? authorOfSource(source) ?? (title ? proposeOrganisation(header, title) : null)
  const date = proposeDate(header, footer, fields, title)
  return present({ title, author: people, date, source: source && withoutAuthor(source) })
}

function present(found: Record<keyof Proposals, StatedValue | null>): Proposals {
  return Object.fromEntries(Object.entries(found).filter(([, proposal]) => proposal !== null))
}

const at = (value: string, start: number, end = start + value.length): StatedValue => ({
  value,
  evidence: { start, end },
})

function labelled(fields: readonly LabelledField[], kind: LabelledField['kind']): StatedValue | null {
  const field = fields.find((one) => one.kind === kind)
  return field ? at(field.value, field.start) : null
}

const bylinePattern =
  /^(?:(?:\p{Lu}?\p{Ll}+\s+)?(?:remarks|speech|address|statement|keynote|lecture|report|text|interview)\s+(?:by|of|with)|by|par|von|por)\s+(.+)$/iu

function proposeAuthor(header: readonly HeaderLine[], fields: readonly LabelledField[]): StatedValue | null {
  const stated = fields.filter((field) => field.kind === 'author' && namesIn(field.value).length > 0)
  const [first] = stated
  const last = stated.at(-1)
  if (first && last)
    return at(
      [...new Set(stated.flatMap((field) => namesIn(field.value)))].join('; '),
      first.start,
      last.start + last.value.length,
    )
  for (const line of header) {
    const byline = bylinePattern.exec(line.text)
    const names = byline?.[1] ? namesIn(byline[1]) : []
    if (names.length > 0)
      return at(
        names.join('; '),
        line.start + line.text.length - (byline?.[1]?.length ?? 0),
        line.start + line.text.length,
      )
  }
  return null
}

/** "Source: Jane Doe The Title of the Work" names the author in front of the work. */
function authorOfSource(source: StatedValue | null): StatedValue | null {
  const name = source && /^(.+?)\s+(?=(?:The|A|An)\s+\p{Lu})/u.exec(source.value)?.[1]
  return source && name && isPersonName(name) ? at(name, source.evidence.start) : null
}

function withoutAuthor(source: StatedValue): StatedValue {
  const author = authorOfSource(source)
  const value = author ? source.value.slice(author.value.length).trim() : source.value
  return at(value, source.evidence.end - value.length, source.evidence.end)
}

function proposeOrganisation(header: readonly HeaderLine[], title: StatedValue): StatedValue | null {
  const line = header.find(
    (one) => one.start > title.evidence.start && one.blankBefore && one.blankAfter && isOrganisation(one.text),
  )
  if (!line) return null
  const value = line.text.replace(/^the\s+/i, '')
  return at(value, line.start + line.text.length - value.length)
}

function proposeDate(
  header: readonly HeaderLine[],
  footer: readonly HeaderLine[],
  fields: readonly LabelledField[],
  title: StatedValue | null,
): StatedValue | null {
  const field = fields.find((one) => one.kind === 'date' && findDates(one.value).length > 0)
  if (field) return firstDate(field.value, field.start)
  const alone = header.filter((line) => isDateLine(line.text))
  const event = alone.find((line) => title !== null && line.start > title.evidence.start) ?? null
  if (event) return firstDate(event.text, event.start)
  for (const line of [...header, ...footer]) {
    const said = /\b(delivered|gave|given|spoke|held|speech|remarks|address|interviewed)\b.{0,200}?\bon\s+/i.exec(
      line.text,
    )
    const date =
      said && firstDate(line.text.slice(said.index + said[0].length), line.start + said.index + said[0].length)
    if (date && date.evidence.start - line.start - said.index - said[0].length < 2) return date
  }
  const published = fields.find((one) => one.kind === 'published' && findDates(one.value).length > 0)
  if (published) return firstDate(published.value, published.start)
  const any =
    alone[0] ??
    header.find(
      (line) =>
        line.text.length < 100 &&
        /\p{L}{4}/u.test(line.text) &&
        isClutter(line.text) &&
        findDates(line.text).length > 0,
    )
  return any ? firstDate(any.text, any.start) : null
}

function firstDate(text: string, start: number): StatedValue | null {
  const [date] = findDates(text)
  return date ? at(date.iso, start + date.start, start + date.end) : null
}

/** A line that is a date and at most a place or a weekday. */
function isDateLine(line: string): boolean {
  const [date, second] = findDates(line)
  if (!date || second) return false
  const rest = (line.slice(0, date.start) + line.slice(date.end)).replace(/^[\s,(]+|[\s,)]+$/g, '')
  return (
    rest.length <= 40 &&
    rest.split(/\s+/).length <= 4 &&
    !/[:：.|]/.test(rest) &&
    !isClutter(rest || 'x') &&
    /^(\p{Lu}.*)?$/u.test(rest.replace(/^(on|le|am)\s+/i, ''))
  )
}

function isMetadataLine(line: string): boolean {
  return (
    isDateLine(line) ||
    namesIn(bylinePattern.exec(line)?.[1] ?? '').length > 0 ||
    labelledFields([{ text: line, start: 0, blankBefore: true, blankAfter: true }]).some(
      (field) => field.kind !== 'other',
    )
  )
}

function proposeSource(
  header: readonly HeaderLine[],
  footer: readonly HeaderLine[],
  fields: readonly LabelledField[],
): StatedValue | null {
  const inHeader = labelled(fields, 'source')
  if (inHeader) return inHeader
  for (const line of header) {
    const column = /^([^|:：]{4,100}?)\s*\|/u.exec(line.text)?.[1]
    if (
      column !== undefined &&
      /\b(19|20)\d\d\b|\b(journal|review|studies|times|daily|press)\b/i.test(column) &&
      findDates(column).length === 0
    )
      return at(column, line.start)
    const site = /(?:^|[\s|])((?:[\p{Lu}][\w-]*\.)+(?:[a-z]{2,3}\.)?[a-z]{2,6})\s*,\s*(?=\S)/u.exec(line.text)
    if (site?.[1] && findDates(line.text.slice(site.index + site[0].length)).length > 0)
      return at(site[1], line.start + line.text.indexOf(site[1]))
  }
  const inFooter = labelled(labelledFields(footer), 'source')
  if (inFooter) return inFooter
  for (const line of footer) {
    const owner =
      /(?:copyright|©)[\s©]*(?:\(c\)\s*)?(?:\d{4}(?:\s*[-–]\s*\d{4})?)?\s*(?:by\s+)?(\p{Lu}[^.|,]{2,60}?)\s*\.?\s*all rights reserved/iu.exec(
        line.text,
      )?.[1]
    if (owner !== undefined) return at(owner, line.start + line.text.indexOf(owner))
  }
  return null
}
