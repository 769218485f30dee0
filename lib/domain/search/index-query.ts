import { lexeme, longLexeme, pairOf, projectKey } from './indexed-blocks'
import type { Query, Run, Term } from './query'

/** Forms of a word in whatever language, its own left out, by the word’s form. */
export type EveryForm = ReadonlyMap<string, Iterable<string>>

/**
 * A query as a literal of Postgres' `tsquery` that finds every paragraph with a hit and some without: each is matched again by `matchBlock`, which alone decides.
 * Null where the index cannot narrow it.
 */
export function indexQuery(query: Query, projectId: string, others: EveryForm): string | null {
  const key = projectKey(projectId)
  const strict = needed(query, { key, others, hasPlaces: true })
  if (strict === null) return null
  // What a paragraph without places has is asked for without them.
  const loose = needed(query, { key, others, hasPlaces: false })
  return `(${strict}) | (${word(longLexeme(key))} & ${loose})`
}

interface Index {
  key: string
  others: EveryForm
  hasPlaces: boolean
}

const word = (text: string, isPrefix = false): string => `'${text.replace(/['\\]/g, '$&$&')}'${isPrefix ? ':*' : ''}`

/** What a paragraph must have that the query finds. */
function needed(query: Query, index: Index): string | null {
  switch (query.kind) {
    case 'run':
      return runOf(query, index)
    case 'near':
      return allOf([needed(query.left, index), needed(query.right, index)])
    case 'not': {
      const surely = unwanted(query.part, index)
      return surely === null ? null : `!${surely}`
    }
    case 'and':
      return allOf(query.parts.map((part) => needed(part, index)))
    case 'or': {
      const parts = query.parts.map((part) => needed(part, index))
      return parts.includes(null) ? null : `(${parts.join(' | ')})`
    }
  }
}

const allOf = (parts: readonly (string | null)[]): string | null => {
  const known = parts.filter((part) => part !== null)
  return known.length === 0 ? null : `(${known.join(' & ')})`
}

/** What surely makes a paragraph one that the query does not want: of one word, that it has it as it was typed. All else is left to the match. */
function unwanted(query: Query, index: Index): string | null {
  if (query.kind === 'or') {
    const known = query.parts.map((part) => unwanted(part, index)).filter((part) => part !== null)
    return known.length === 0 ? null : `(${known.join(' | ')})`
  }
  const term = query.kind === 'run' && query.terms.length === 1 ? query.terms[0] : undefined
  if (!term || !isWhole(term)) return null
  return word(lexeme(index.key, term.form), term.isPrefix)
}

/** Whether a term is all in the index: nothing is told apart that the index does not, and nothing is cut off. */
const isWhole = ({ form, compared }: Term): boolean => form === compared && lexeme('', form) === form

function runOf({ terms }: Run, { key, others, hasPlaces }: Index): string {
  const parts: { at: number; text: string }[] = []
  terms.forEach((term, at) => {
    const [last, next] = [terms[at - 1], terms[at + 1]]
    if (term.isSign && next?.isSign) parts.push({ at, text: word(lexeme(key, pairOf(term.form, next.form))) })
    else if (!(term.isSign && last?.isSign)) parts.push({ at, text: oneOf(term, key, others) })
  })
  return `(${parts
    .map(({ at, text }, i) => {
      const before = parts[i - 1]
      return before ? `${hasPlaces ? `<${at - before.at}>` : '&'} ${text}` : text
    })
    .join(' ')})`
}

function oneOf(term: Term, key: string, others: EveryForm): string {
  const own = word(lexeme(key, term.form), term.isPrefix)
  if (!term.isStemmed) return own
  const forms = [...(others.get(term.form) ?? [])].map((form) => word(lexeme(key, form)))
  return forms.length === 0 ? own : `(${[own, ...forms].join(' | ')})`
}
