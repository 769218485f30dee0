import { collatorFor } from './collator-for'
import { toIso } from './find-dates'

export type AttributeType = 'text' | 'number' | 'date' | 'boolean' | 'choice'
export interface AttributeShape {
  type: AttributeType
  /** The values a choice may have, in the order they are shown. */
  choices: readonly string[]
}
/** A date is stored as ISO 8601 to the precision known: 2017, 2017-01 or 2017-01-11. Null is "not given". */
export type AttributeValue = string | number | boolean | null
/** What a value must be: of a choice some of those there are, and how many more. `short` is said of a text that is too long. */
export type ValueFault =
  | { must: 'text' | 'number' | 'date' | 'boolean' | 'short' }
  | { must: 'choice'; choices: readonly string[]; more: number }
export type ParsedValue = { ok: true; value: AttributeValue } | { ok: false; fault: ValueFault }

type Parser = (value: string | number | boolean) => AttributeValue | undefined

const parsers: Record<Exclude<AttributeType, 'choice'>, Parser> = {
  text: (value) => (typeof value === 'boolean' ? undefined : String(value).normalize('NFC').trim()),
  number: (value) =>
    typeof value === 'number' && Number.isFinite(value)
      ? value
      : typeof value === 'string'
        ? numberIn(value)
        : undefined,
  date: (value) => (typeof value === 'string' ? dateIn(value) : undefined),
  boolean: (value) => (typeof value === 'boolean' ? value : booleans.get(String(value).trim().toLowerCase())),
}

/** Choices by their letters, which are folded once for all values; of several alike the first counts. */
function choiceParser(choices: readonly string[]): Parser {
  const exact = new Set(choices)
  const byLetters = new Map([...choices].reverse().map((choice) => [fold(choice), choice]))
  return (value) => (typeof value === 'string' && exact.has(value) ? value : byLetters.get(fold(String(value))))
}

/** So many choices are named where none was given. */
const mostNamed = 10

const faultOf = ({ type, choices }: AttributeShape): ValueFault =>
  type === 'choice'
    ? { must: type, choices: choices.slice(0, mostNamed), more: Math.max(0, choices.length - mostNamed) }
    : { must: type }

/** The value as it is stored for an attribute, from a form, a sheet or the API; else what it must be. Blank text means "not given". */
export function parseAttributeValue(attribute: AttributeShape, value: AttributeValue): ParsedValue {
  return attributeParser(attribute)(value)
}

/** The same for many values of one attribute. */
export function attributeParser(attribute: AttributeShape): (value: AttributeValue) => ParsedValue {
  const parse = attribute.type === 'choice' ? choiceParser(attribute.choices) : parsers[attribute.type]
  const fault: ParsedValue = { ok: false, fault: faultOf(attribute) }
  return (value) => {
    if (value === null || (typeof value === 'string' && value.trim() === '')) return { ok: true, value: null }
    const parsed = parse(value)
    return parsed === undefined ? fault : { ok: true, value: parsed }
  }
}

/** Whether a stored value (still) fits its attribute exactly as stored, for instance after its choices changed. */
export function fitsAttribute(attribute: AttributeShape, value: AttributeValue): boolean {
  const parsed = parseAttributeValue(attribute, value)
  return parsed.ok && parsed.value === value
}

/** Order of two values of one attribute for sorting: choices as listed, text as people who read `locale` sort it, and "not given" last. */
export function compareAttributeValues(
  attribute: AttributeShape,
  a: AttributeValue,
  b: AttributeValue,
  locale = 'en',
): number {
  const collator = collatorFor(locale)
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1
  if (attribute.type === 'choice')
    return rank(attribute, a) - rank(attribute, b) || collator.compare(String(a), String(b))
  if (typeof a === 'number' && typeof b === 'number') return a - b
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b)
  return attribute.type === 'date' ? (a < b ? -1 : a > b ? 1 : 0) : collator.compare(String(a), String(b))
}

/** The value as people read it in a language (BCP 47); the empty string for "not given". */
export function presentAttributeValue(
  attribute: AttributeShape,
  value: AttributeValue,
  locale = 'en',
  words = { yes: 'Yes', no: 'No' },
): string {
  if (value === null) return ''
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (typeof value === 'number')
    return new Intl.NumberFormat(locale, { maximumFractionDigits: 20, useGrouping: Math.abs(value) >= 10_000 }).format(
      value,
    )
  return attribute.type === 'date' ? presentDate(value, locale) : value
}

const booleans = new Map([
  ...['true', 'yes', 'y', '1', 'on', 'ja', 'oui', 'sí', '是', 'نعم'].map((word) => [word, true] as const),
  ...['false', 'no', 'n', '0', 'off', 'nein', 'non', '否', 'لا'].map((word) => [word, false] as const),
])
const fold = (text: string): string => text.trim().normalize('NFKC').toLowerCase()
const rank = ({ choices }: AttributeShape, value: AttributeValue): number => {
  const at = choices.indexOf(String(value))
  return at === -1 ? choices.length : at
}

/** 1234.5, -3, 1e6, "1 234,5" and "1,234.5"; a lone comma with three digits after it could be either, and is refused. */
function numberIn(text: string): number | undefined {
  const compact = text.trim().replace(/(?<=\d)[\s\u00a0\u202f'](?=\d{3})/g, '')
  const plain =
    /^[+-]?\d{1,3}(,\d{3})+\.\d+$/.test(compact) || /^[+-]?\d{1,3}(,\d{3}){2,}$/.test(compact)
      ? compact.replaceAll(',', '')
      : compact
  const pointed = /^[+-]?\d+,(\d{1,2}|\d{4,})$/.test(plain) ? plain.replace(',', '.') : plain
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(pointed) && Number.isFinite(Number(pointed))
    ? Number(pointed)
    : undefined
}

function dateIn(text: string): string | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text.trim()) ?? []
  if (year === undefined) return undefined
  if (toIso(Number(year), Number(month ?? 1), Number(day ?? 1)) === null) return undefined
  return [year, ...[month, day].filter((part) => part !== undefined).map((part) => part.padStart(2, '0'))].join('-')
}

/** A date that is known as exactly as it is written (2014, 2014-05 or 2014-05-03), as a language writes it. */
export function presentDate(iso: string, locale: string): string {
  const [year = 0, month, day] = iso.split('-').map(Number)
  const date = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1))
  return new Intl.DateTimeFormat(locale, {
    timeZone: 'UTC',
    year: 'numeric',
    ...(month ? { month: 'long' } : {}),
    ...(day ? { day: 'numeric' } : {}),
  }).format(date)
}
