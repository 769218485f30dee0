import { z } from 'zod'
import { id, page, pageQuery, shownQuote } from './primitives'

const flag = (description: string) => z.enum(['true', 'false']).default('false').meta({ description })

const wanted = {
  q: z.string().max(1000).meta({ description: 'What is looked for, as `mode` reads it' }),
  mode: z.enum(['words', 'phrase', 'regex']).default('words').meta({
    description:
      'words: the words of q, all in one paragraph, in any form that the document’s language gives them; "words in quotes" follow one another as they are; begin* is a beginning; AND, OR, NOT or -, NEAR/n (at most n words apart) and brackets. phrase: q as it stands, as the reader’s find bar finds it. regex: q is a regular expression as RE2 has them, without look-around and references back; accents are always told apart',
  }),
  case: flag('Whether capital and small letters are told apart; then words are found in no other form'),
  accents: flag(
    'Whether letters with accents are told apart from those without; then words are found in no other form',
  ),
  wholeWord: flag('words: no other forms. phrase: what is found begins and ends where words do'),
  documentId: id.optional(),
}

export const searchQuery = pageQuery.extend(wanted)
export type SearchQuery = z.infer<typeof searchQuery>

export const searchCountsQuery = z.strictObject({ units: pageQuery.shape.units, ...wanted })
export type SearchWanted = Omit<z.infer<typeof searchCountsQuery>, 'units'>

/** A place where something was found. */
const searchHit = z
  .object({
    documentId: id,
    documentTitle: z.string(),
    language: z.string(),
    direction: z.enum(['ltr', 'rtl']),
    revisionId: id,
    start: z.int(),
    end: z.int(),
    before: z.string().meta({ description: 'What stands before it in its paragraph, at most some hundred characters' }),
    match: shownQuote,
    after: z.string(),
  })
  .meta({ id: 'SearchHit' })
export type SearchHit = z.infer<typeof searchHit>

/** What a search has looked through. */
const searched = z
  .object({
    documents: z.int().meta({ description: 'Documents that there are to look through' }),
    waiting: z.int().meta({ description: 'Of these, how many are not ready to be searched yet and were not' }),
  })
  .meta({ id: 'Searched' })

export const searchPage = page(searchHit).extend({
  searched,
  total: z.int().optional().meta({
    description:
      'How many places there are; missing where more paragraphs would have to be looked at than one request may',
  }),
})
export type SearchPage = z.infer<typeof searchPage>

export const searchCounts = z
  .object({
    total: z.int(),
    isWhole: z.boolean().meta({
      description:
        'false where there are more paragraphs than one request may look at: then there are at least so many',
    }),
    documents: z.array(z.object({ id, title: z.string(), hits: z.int() })),
    searched,
  })
  .meta({ id: 'SearchCounts' })
export type SearchCounts = z.infer<typeof searchCounts>
