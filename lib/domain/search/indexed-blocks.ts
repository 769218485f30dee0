import { splitsPair } from '../anchoring/span'
import { tokensOf, type Token } from './tokens'

/** A paragraph of a text as it is stored for search. */
export interface IndexedBlock {
  no: number
  /** Where it begins in the text. */
  start: number
  text: string
  /** Its tokens as a literal of Postgres' `tsvector`, with where each stands among them. */
  tsv: string
}

/** What stands in the index for a paragraph that is too long for places to be told. */
const long = '\u0001'
/** Code units of a form that are told apart in the index: Postgres takes no more than so many bytes. What is longer is compared when it is found. */
const longest = 200
/** What Postgres keeps of places: the ordinal of a token at most, and so many of one lexeme. */
const most = { ordinal: 16_383, places: 255 }

/** The lexeme of a form. `key` is the project's sign, by which the words of one project lie apart from those of others. */
export function lexeme(key: string, form: string): string {
  if (form.length <= longest) return key + form
  return key + form.slice(0, splitsPair(form, longest) ? longest - 1 : longest)
}

/** A project's sign, of its id: alike for two projects now and then, which costs a little and shows nothing, because rows are asked for by project. */
export const projectKey = (projectId: string): string =>
  Array.from(projectId.replaceAll('-', '').slice(-16), (digit) => parseInt(digit, 16))
    .reduce((sum, digit) => (sum * 16 + digit) % 36 ** 4, 0)
    .toString(36)
    .padStart(4, '0')

/** Two signs that follow one another, as one lexeme: in scripts without spaces most signs are in most texts, and few pairs are. */
export const pairOf = (one: string, other: string): string => `${one}\u0002${other}`

const quoted = (word: string): string => `'${word.replace(/['\\]/g, '$&$&')}'`

/** The paragraphs of a text that have a token, and every form in it. */
export function* indexedBlocks(text: string, projectId: string): Generator<IndexedBlock & { forms: Set<string> }> {
  const key = projectKey(projectId)
  let no = 0
  for (let start = 0; start <= text.length;) {
    const lineEnd = text.indexOf('\n', start)
    const end = lineEnd < 0 ? text.length : lineEnd
    const block = text.slice(start, end)
    const tokens = tokensOf(block)
    if (tokens.length > 0)
      yield {
        no,
        start,
        text: block,
        tsv: vectorOf(tokens, key),
        forms: new Set(tokens.flatMap(({ form, kind }) => (kind === 'word' ? [lexeme('', form)] : []))),
      }
    no += 1
    start = end + 1
  }
}

function vectorOf(tokens: readonly Token[], key: string): string {
  const places = new Map<string, number[]>()
  const put = (form: string, ordinal: number) => {
    const word = lexeme(key, form)
    const known = places.get(word)
    if (known) known.push(ordinal)
    else places.set(word, [ordinal])
  }
  tokens.forEach(({ form, kind }, at) => {
    put(form, at + 1)
    const next = tokens[at + 1]
    if (kind === 'sign' && next?.kind === 'sign') put(pairOf(form, next.form), at + 1)
  })
  const isLong = tokens.length > most.ordinal || [...places.values()].some(({ length }) => length > most.places)
  if (isLong) return [...places.keys(), key + long].map(quoted).join(' ')
  return Array.from(places, ([word, ordinals]) => `${quoted(word)}:${ordinals.join(',')}`).join(' ')
}

/** What finds a paragraph in the index whose places could not be told. */
export const longLexeme = (key: string): string => key + long
