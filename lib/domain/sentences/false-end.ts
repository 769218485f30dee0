import { ownValue } from '../own-value'
import { abbreviationLists, ordinalLanguages, type AbbreviationList } from './abbreviations'
import { primaryLanguage } from './segmenter-for'

/** How far back and ahead an end is looked at, in UTF-16 units. */
const reach = 60

const stopped = /\.[ \t\u00a0\u2000-\u200a\u202f\u3000]*$/u
/** The word before the last full stop, with the full stops within it: "J.-P", "Ph.D", "n.º". */
const lastWord = /(?:^|[^\p{L}\p{M}\p{N}.'’№§-])([\p{L}\p{M}\p{N}№§][\p{L}\p{M}\p{N}.'’:ºª-]*)$/u
/** Short parts of an abbreviation before its last one: "z. " of "z. B". */
const firstParts = /(?:^|[^\p{L}\p{M}\p{N}.'’-])((?:\p{L}{1,2}\.[ \u00a0\u202f\u2009])+)$/u
const opening = /^[\p{Ps}\p{Pi}"'\s]*/u
const roman = /^(?=[IVXLCDM]+$)M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$/u
const enumerator = /^[\p{Ps}\s]*(?:\d{1,3}(?:\.\d{1,3})*|[IVXLCDM]{1,7}|\p{L})\.\s*$/u
/** What is counted in Roman numerals and stands at the end of sentences as often as not: the wars of the world. */
const wars =
  /(?:^|[^\p{L}])(?:war|(?:welt)?krieg(?:e?s)?|guerr[ae]|(?:wereld)?oorlog|wojn[aęyie]+|войн[аыеу]|(?:världs)?kriget|savaşı)$/iu
const numberLike = /^(?:[§№#]?\s?\d|[IVXLCDM]+(?![\p{L}\p{M}])|\p{L}(?![\p{L}\p{M}.'’])|\p{Lu}{1,4}[-\d])/u

/** Whether the end of a sentence that Unicode's rules found at `end` is none; `start` is where the sentence began. */
export function falseEnd(text: string, start: number, end: number, language: string): boolean {
  if (/[\n\r\u0085\u2028\u2029]/u.test(text[end - 1] ?? '')) return false
  const before = text.slice(Math.max(start, end - reach), end)
  const after = text.slice(end, end + reach)
  if (goesOnAfterSpeech(before, after, language)) return true
  if (!stopped.test(before)) return false
  const body = before.replace(stopped, '')
  const next = after.replace(opening, '')
  if (next === '' || !/^[\p{L}\p{N}№§#]/u.test(next)) return false
  // "2." alone at the beginning is the number of what follows.
  if (end - start <= 12 && enumerator.test(text.slice(start, end)) && !/^\p{L}\.\s*$/u.test(after)) return true
  const found = lastWord.exec(body)
  const word = found?.[1]
  if (found === null || word === undefined) return false
  const ahead = body.slice(0, found.index + found[0].length - word.length)
  return isUnended({
    word,
    whole: (firstParts.exec(ahead)?.[1] ?? '') + word,
    previous: ahead.trimEnd(),
    next,
    lists: listsOf(language),
    hasOrdinals: hasOrdinals(language),
    isEnglish: primaryLanguage(language) === 'en',
  })
}

/** After quoted speech a small letter goes on with the sentence around it: “Stop!” he cried. In Japanese と does. */
function goesOnAfterSpeech(before: string, after: string, language: string): boolean {
  if (!/[!?.…‥。！？][\p{Pe}\p{Pf}"'’”]+[ \u00a0\u202f]*$/u.test(before)) return false
  return /^\p{Ll}/u.test(after) || (primaryLanguage(language) === 'ja' && /^(?:と|って)/u.test(after))
}

interface End {
  /** The word before the full stop, and what stands before that. */
  word: string
  /** The word with the parts of its abbreviation before it. */
  whole: string
  previous: string
  /** What follows, from its first letter or digit. */
  next: string
  lists: readonly AbbreviationList[]
  hasOrdinals: boolean
  isEnglish: boolean
}

function isUnended(at: End): boolean {
  const { word, next, lists } = at
  const names = namesOf(at)
  const holds = (kind: 'always' | 'beforeNumber' | 'unlessStarter') =>
    lists.some((list) => names.some((name) => isListed(list, kind, name)))
  if (/^\d/u.test(word) && /^\d+(?:[.,]\d+)*$/u.test(word)) return isOrdinal(at)
  if (isAfterNumber(at.previous) && holds('unlessStarter')) return !startsSentence(next, lists)
  if (holds('always') && /^[\p{L}\p{N}]/u.test(next)) return true
  if (holds('beforeNumber') && (numberLike.test(next) || isFollowedByPart(next, lists))) return true
  if (roman.test(word) && word.length > 1)
    return isNumberedPart(at) || !(wars.test(at.previous) || startsSentence(next, lists))
  if (holds('unlessStarter') || isAcronym(word)) return /^\p{L}/u.test(next) && !startsSentence(next, lists)
  return isInitial(word) && isInitialOfName(at)
}

/** "s. Abb. 2": what follows is itself to be followed by a number. */
function isFollowedByPart(next: string, lists: readonly AbbreviationList[]): boolean {
  const word = /^(\p{L}{1,8})\.\s?[\p{N}IVXLC§№]/u.exec(next)?.[1]
  return word !== undefined && lists.some((list) => isListed(list, 'beforeNumber', word))
}

/** "3. Mai", in languages that write ordinals so; years and larger numbers end sentences. */
function isOrdinal({ word, next, hasOrdinals, lists }: End): boolean {
  if (!hasOrdinals || !/^\d{1,2}$/u.test(word)) return false
  return /^\d{1,2}\./u.test(next) || (/^\p{L}/u.test(next) && !startsSentence(next, lists))
}

/** "Chapter VI. The Siege", "Chap. IV. The End", "in VI. The"; but not "see Vol. II. The", "World War II. The" or "Henry VI. He". */
function isNumberedPart({ previous, lists }: End): boolean {
  const [, part = '', stop = ''] = /([\p{L}\p{M}’'-]+)(\.?)$/u.exec(previous) ?? []
  const isPart = lists.some(
    (list) =>
      isListed(list, 'beforeNumber', part) || list.parts?.some((known) => known.toLowerCase() === part.toLowerCase()),
  )
  if (isPart) return stop === '' || previous === `${part}.`
  return !/^\p{Lu}/u.test(part)
}

/** "J. K. Rowling", "z. B. so", "д. е."; but neither "so did I. He" nor "12 V. Dann". */
function isInitialOfName(at: End): boolean {
  const { word, previous, next, lists, isEnglish } = at
  if (!/^\p{L}/u.test(next) || isAfterNumber(previous)) return false
  const isFollowedByInitial = /^\p{L}\p{M}*\./u.test(next)
  if (/^\p{Ll}/u.test(word)) return isFollowedByInitial
  if (isEnglish && word === 'I' && !/(?:^|[.(\s])\p{Lu}[\p{L}’'.-]*$/u.test(previous)) return isFollowedByInitial
  return isFollowedByInitial || !startsSentence(next, lists)
}

/** One letter, or several with full stops or hyphens between them: "J", "J.-P", "z. B". */
const isInitial = (word: string): boolean => /^\p{L}\p{M}*(?:[.-]{1,2}[ \u00a0\u202f\u2009]?\p{L}\p{M}*)*$/u.test(word)
/** "U.S", "Ph.D", "D.C": short parts with full stops and no space. */
const isAcronym = (word: string): boolean => /^\p{Lu}\p{L}{0,2}(?:\.\p{Lu}\p{L}{0,2})+$/u.test(word)
const isAfterNumber = (previous: string): boolean => /\d$/u.test(previous)

function startsSentence(next: string, lists: readonly AbbreviationList[]): boolean {
  const word = /^[\p{L}\p{M}]+[’']?/u.exec(next)?.[0] ?? ''
  const bare = word.replace(/[’']$/u, '')
  return lists.some((list) => startersOf(list).has(bare) || startersOf(list).has(word))
}

/** The ways to look a word up: with the parts before it, by itself, without an article, and its last part alone. */
function namesOf({ word, whole }: End): string[] {
  const last = /[^.]+$/u.exec(word)?.[0] ?? word
  return [
    ...new Set([
      whole.replace(/[\s\u00a0\u202f\u2009]+/gu, ''),
      word,
      word.replace(/^(?:l|d|dell|all|nell|sull)['’]/iu, ''),
      last,
    ]),
  ]
}

interface Sets {
  always: ReadonlySet<string>
  beforeNumber: ReadonlySet<string>
  unlessStarter: ReadonlySet<string>
  starters: ReadonlySet<string>
}
const sets = new Map<AbbreviationList, Sets>()

function setsOf(list: AbbreviationList): Sets {
  const known = sets.get(list)
  if (known) return known
  const made = {
    always: new Set(list.always),
    beforeNumber: new Set(list.beforeNumber),
    unlessStarter: new Set(list.unlessStarter),
    starters: new Set(list.starters),
  }
  sets.set(list, made)
  return made
}

const startersOf = (list: AbbreviationList): ReadonlySet<string> => setsOf(list).starters

/** One in the list in small letters is found in any way of writing, one with a capital so or all in capitals. */
function isListed(list: AbbreviationList, kind: 'always' | 'beforeNumber' | 'unlessStarter', word: string): boolean {
  const known = setsOf(list)[kind]
  if (known.has(word) || known.has(word.toLowerCase())) return true
  return word.length > 1 && word === word.toUpperCase() && known.has(word.charAt(0) + word.slice(1).toLowerCase())
}

function listsOf(language: string): readonly AbbreviationList[] {
  const own = ownValue(abbreviationLists, primaryLanguage(language)) ?? abbreviationLists.en
  return [own, abbreviationLists.common].filter((list) => list !== undefined)
}

const hasOrdinals = (language: string): boolean =>
  (ownValue(abbreviationLists, primaryLanguage(language))?.ordinals ?? false) ||
  ordinalLanguages.has(primaryLanguage(language))
