import { keywords } from './pieces'
import type { Distance, Query, ReferringField, Relation } from './query'

/** The text of a query, which reads as the same query. `nameOf` answers the name of what a condition refers to, whole where it has several parts. */
export function printQuery(query: Query, nameOf: (field: ReferringField, id: string) => string): string {
  const print = (one: Query): string => {
    switch (one.kind) {
      case 'and':
        return one.parts.map((part) => bracketed(part, part.kind === 'and' || part.kind === 'or')).join(' AND ')
      case 'or':
        return one.parts.map((part) => bracketed(part, part.kind === 'or')).join(' OR ')
      case 'not':
        return `NOT ${bracketed(one.part, isJoined(one.part))}`
      case 'related':
        return `${relation(one.how)} ${bracketed(one.to, isJoined(one.to))}`
      case 'refers':
        return `${one.field}${one.exact ? '=' : ':'}${value(nameOf(one.field, one.to))}`
      case 'says':
        return `${one.field}:${value(one.words)}`
      case 'attribute':
        return `@${attributeKey(one.key)}${one.op === 'holds' ? ':' : one.op}${value(one.value)}`
      case 'made':
        return `made${one.op}${one.day}`
      case 'certainty':
        return `certainty${one.op}${one.value}`
      case 'is':
        return `is:${one.what}`
    }
  }
  const bracketed = (one: Query, isNeeded: boolean) => (isNeeded ? `(${print(one)})` : print(one))
  return print(query)
}

const isJoined = ({ kind }: Query): boolean => kind === 'and' || kind === 'or'

function relation(how: Relation): string {
  switch (how.by) {
    case 'overlaps':
    case 'inside':
    case 'encloses':
      return how.by.toUpperCase()
    case 'near':
      return `WITHIN ${distance(how.within)} OF`
    case 'followed':
    case 'preceded':
      return `${how.by.toUpperCase()}${how.within ? ` WITHIN ${distance(how.within)}` : ''} BY`
    case 'sameDocument':
      return 'SAME DOCUMENT AS'
    case 'sameAttribute':
      return `SAME @${attributeKey(how.key)} AS`
  }
}

function distance({ most, unit }: Distance): string {
  return `${most} ${most === 1 ? unit.slice(0, -1).toUpperCase() : unit.toUpperCase()}`
}

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** Letters, digits and what joins them stand alone; everything else is quoted. */
const value = (text: string): string =>
  /^[\p{L}\p{N}#][\p{L}\p{N}_.#-]*$/u.test(text) && !keywords.has(text) ? text : quoted(text)

const attributeKey = (key: string): string => (/^[\p{L}\p{N}_-]+$/u.test(key) ? key : quoted(key))
