import { shortened } from '../shortened'
import { attributeParser, type AttributeType } from './attribute-values'

/** What a column of a sheet could become. */
export interface ProposedAttribute {
  column: string
  /** The likeliest kind, by the values. */
  type: AttributeType
  /** The different values, as numbers and words are sorted, for a choice; empty where there are too many to choose from. */
  choices: string[]
  /** How many lines say something, and what the first few say. */
  filled: number
  examples: string[]
}

/** A choice with more than this is no choice that anybody reads through. */
const mostChoices = 100
/** A column with at most so many values, each said twice on average, is proposed as a choice. */
const fewChoices = 15
const mostLetters = 60
/** A choice may have so many letters, and of a longer example no more is shown. */
const longestChoice = 200
const years = /\b(date|day|year|when|datum|jahr|jaar|année|año|anno)\b|日期|年/iu

/** Proposes what a column should be made into: yes or no, a number, a date, a few words that repeat (a choice), otherwise text. Blank cells say nothing. */
export function proposeAttribute(column: string, cells: readonly string[]): ProposedAttribute {
  const values = cells.map((cell) => cell.normalize('NFC').trim()).filter((cell) => cell !== '')
  const distinct = [...new Map(values.map((value) => [value.normalize('NFKC').toLowerCase(), value])).values()].sort(
    collator.compare,
  )
  return {
    column,
    type: typeOf(column, values, distinct),
    choices: distinct.length <= mostChoices && distinct.every((value) => value.length <= longestChoice) ? distinct : [],
    filled: values.length,
    examples: [...new Set(values)].slice(0, 3).map((value) => shortened(value, longestChoice)),
  }
}

function typeOf(column: string, values: readonly string[], distinct: readonly string[]): AttributeType {
  if (values.length === 0) return 'text'
  const fit = (type: AttributeType) => {
    const parse = attributeParser({ type, choices: [] })
    return values.every((value) => parse(value).ok)
  }
  // A year is a number as well; its column says which is meant.
  if (fit('date') && (values.some((value) => value.includes('-')) || years.test(column))) return 'date'
  if (fit('number')) return 'number'
  if (fit('boolean')) return 'boolean'
  return distinct.length <= fewChoices &&
    distinct.length * 2 <= values.length &&
    distinct.every((value) => value.length <= mostLetters)
    ? 'choice'
    : 'text'
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })
