import { z } from 'zod'
import { hitUnits } from '@/lib/domain/search/widen'
import { id, page, pageQuery, shownQuote, units, visibility } from './primitives'

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

/** At most so many places are tagged at once, as with every bulk event. */
export const mostTagged = 5000

/** Places that were found, to be tagged by whoever asks. */
export const hitTagging = z.strictObject({
  places: z
    .array(z.strictObject({ documentId: id, revisionId: id, start: z.int(), end: z.int() }))
    .min(1)
    .max(mostTagged),
  unit: z.enum(hitUnits).default('hit').meta({
    description: 'What is tagged of a place: the place itself, or the sentences or paragraphs that it stands in',
  }),
  tagIds: z.array(id).min(1).max(100),
  visibility: visibility.optional(),
})
export type HitTagging = z.infer<typeof hitTagging>

export const hitTaggingQuery = z.strictObject({ units, dryRun: z.enum(['true', 'false']).default('false') })

/** What was tagged, or with dryRun would be. Several places of one sentence or paragraph are one passage. */
export const hitTaggingResult = z
  .object({
    passages: z.int().meta({ description: 'How many passages the places are' }),
    documents: z.int().meta({ description: 'In how many documents' }),
    created: z.int().meta({ description: 'Of the passages, how many are new' }),
    extended: z
      .int()
      .meta({ description: 'How many are passages of one’s own already and are given tags that they lack' }),
    unchanged: z.int().meta({ description: 'How many are passages of one’s own that have all the tags already' }),
    submitted: z.int().meta({ description: 'How many are left out, because one has handed in their document' }),
  })
  .meta({ id: 'HitTaggingResult' })
export type HitTaggingResult = z.infer<typeof hitTaggingResult>
