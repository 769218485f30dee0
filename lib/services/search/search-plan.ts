import type { Transaction } from '@/lib/data/database/client'
import { knownStemmers, languagesOf, otherForms, wordsHaving, type FoundBlock } from '@/lib/data/search/found-blocks'
import type { Member } from '@/lib/domain/access/viewer'
import type { Span } from '@/lib/domain/anchoring/span'
import type { Folding } from '@/lib/domain/search/fold-character'
import { findIn } from '@/lib/domain/search/find-in'
import { foldText } from '@/lib/domain/search/folded-text'
import { indexQuery } from '@/lib/domain/search/index-query'
import { matchBlock, type OtherForms } from '@/lib/domain/search/match-block'
import { parsePattern, PatternTooSlow } from '@/lib/domain/search/pattern'
import { phraseQuery, standsApart } from '@/lib/domain/search/phrase'
import { parseQuery, termsIn, type Query, type QueryFault } from '@/lib/domain/search/query'
import { beginningOf, stemmerOf } from '@/lib/domain/search/stemmers'
import { AppError, fault } from '@/lib/errors'
import { say } from '@/lib/i18n/say'
import type { SearchWanted } from '@/lib/schemas/search'

/** How a search is done: which paragraphs the index is asked for, and where in one it finds something. */
export interface SearchPlan {
  /** A literal of `tsquery`; null where every paragraph is to be looked at. */
  index: string | null
  match: (block: Pick<FoundBlock, 'text' | 'language'>) => Span[]
  /** Whether matching takes longer than reading the paragraph does. */
  isSlow?: true
}

/** How what was asked for is searched; 422 at the character that cannot be read. */
export async function planSearch(db: Transaction, member: Member, wanted: SearchWanted): Promise<SearchPlan> {
  const folding: Folding = {
    case: wanted.case === 'true' ? 'exact' : 'folded',
    accents: wanted.accents === 'true' ? 'exact' : 'folded',
  }
  const isWhole = wanted.wholeWord === 'true'
  if (wanted.mode === 'regex') return planPattern(wanted.q, { isExactCase: folding.case === 'exact', isWhole })
  return wanted.mode === 'words'
    ? planWords(db, member, wanted.q, folding, isWhole)
    : planPhrase(db, member, wanted.q, folding, isWhole)
}

async function planWords(
  db: Transaction,
  member: Member,
  q: string,
  folding: Folding,
  isWhole: boolean,
): Promise<SearchPlan> {
  const parsed = parseQuery(q, folding)
  if (!parsed.ok) throw badQuery(parsed)
  const { query } = parsed
  const forms = isWhole ? new Map<string, OtherForms>() : await formsByLanguage(db, member, query)
  const every = new Map<string, Set<string>>()
  for (const others of forms.values())
    for (const [form, some] of others) every.set(form, new Set([...(every.get(form) ?? []), ...some]))
  return {
    index: indexQuery(query, member.projectId, every),
    match: ({ text, language }) => matchBlock(text, query, folding, forms.get(stemmerOf(language) ?? '')),
  }
}

/** The other forms of the words that may have some, by the dictionary that knows them: of the languages that the project’s documents are in. */
async function formsByLanguage(db: Transaction, member: Member, query: Query): Promise<Map<string, OtherForms>> {
  const words = new Set(termsIn(query).flatMap(({ form, isStemmed }) => (isStemmed ? [form] : [])))
  const byStemmer = new Map<string, OtherForms>()
  if (words.size === 0) return byStemmer
  const wanted = new Set((await languagesOf(db, member)).flatMap((language) => stemmerOf(language) ?? []))
  for (const stemmer of wanted.size === 0 ? [] : await knownStemmers(db, [...wanted])) {
    const others = new Map<string, Set<string>>()
    const asked = Array.from(words, (form) => ({ form, beginning: beginningOf(form, stemmer) }))
    for (const { form, other } of await otherForms(db, member, stemmer, asked))
      others.set(form, (others.get(form) ?? new Set()).add(other))
    byStemmer.set(stemmer, others)
  }
  return byStemmer
}

async function planPhrase(
  db: Transaction,
  member: Member,
  q: string,
  folding: Folding,
  isWhole: boolean,
): Promise<SearchPlan> {
  if (foldText(q, folding).text.trim() === '') throw badQuery({ why: 'empty', at: 0 })
  const index = await phraseQuery(q, isWhole, member.projectId, (part) => wordsHaving(db, member, part))
  return {
    index,
    match: ({ text }) => {
      const hits = findIn(foldText(text, folding), q.trim(), folding)
      return isWhole ? hits.filter((hit) => standsApart(text, hit)) : hits
    },
  }
}

/** No index helps with a pattern: every paragraph is looked at, as far as one request may. */
function planPattern(q: string, how: { isExactCase: boolean; isWhole: boolean }): SearchPlan {
  const parsed = parsePattern(q, how)
  if (parsed.ok) return { index: null, match: ({ text }) => inTime(text, parsed.match), isSlow: true }
  if (parsed.why !== 'badPattern') throw badQuery({ why: parsed.why, at: 0 })
  const said = say('faults.searchPattern', { part: parsed.part })
  throw new AppError('invalid', said, { errors: [fault('q', said)] })
}

/** Milliseconds that a pattern may take on one paragraph, during which nobody else gets a turn. */
const longest = 150

function inTime(text: string, match: (text: string, mayGoOn: () => boolean) => Span[]): Span[] {
  const end = performance.now() + longest
  try {
    return match(text, () => performance.now() < end)
  } catch (error) {
    if (!(error instanceof PatternTooSlow)) throw error
    const said = say('faults.searchSlow')
    throw new AppError('invalid', said, { errors: [fault('q', said)] })
  }
}

/** A query that cannot be read, told at the character at which it cannot. */
function badQuery({ why, at }: QueryFault): AppError {
  const said = say('faults.searchQuery', { why, character: at + 1 })
  return new AppError('invalid', said, { errors: [fault('q', said)] })
}
