import { unsafeAddress } from '@/lib/domain/documents/link-address'
import { z } from 'zod'
import { isStorableTree } from '@/lib/domain/storable/storable'
import { colour, id, label, person, position, prose, time, version } from './primitives'
import { told } from './told'
import { say } from '@/lib/i18n/say'

export const theme = z
  .object({
    id,
    name: z.string(),
    definition: z.string(),
    colour: z.string(),
    position: z.int(),
    tagIds: z.array(id),
    narrative: z.unknown().nullable(),
    counts: z
      .object({ excerpts: z.int(), documents: z.int(), coders: z.int() })
      .meta({ description: 'Of what you can see' }),
    spread: z.array(z.int()).meta({
      description: 'Excerpts along the documents in order of import, neighbours drawn together into at most 40 parts',
    }),
    version,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Theme' })
export type Theme = z.infer<typeof theme>

const tagIds = z.array(id).max(1000)
/** A tree of the editor, which is more than it is today while it can be stored and walked; a narrative is read whole with every list of themes. */
export const narrative = z
  .record(z.string(), z.unknown())
  .refine((tree) => isStorableTree(tree, 60), {
    message: told(say('faults.nestedOrCharacter')),
    abort: true,
  })
  .refine((tree) => unsafeAddress(tree) === null, told(say('faults.linksLead')))
  .refine((tree) => JSON.stringify(tree).length <= 1_000_000, told(say('faults.atMostMillion')))
/** Whether a narrative is one that a theme may have, for those that come with a file. */
export const isNarrative = (value: unknown): boolean => narrative.safeParse(value).success
export const themeCreate = z.strictObject({
  id: id.optional(),
  name: label(200),
  definition: prose(5000).optional(),
  colour: colour.optional(),
  tagIds: tagIds.default([]),
})
export const themeChange = z.strictObject({
  version: version.optional(),
  name: label(200).optional(),
  definition: prose(5000).optional(),
  colour: colour.optional(),
  position: position.optional(),
  tagIds: tagIds.optional(),
  narrative: narrative.nullable().optional(),
})
export type ThemeCreate = z.infer<typeof themeCreate>
export type ThemeChange = z.infer<typeof themeChange>

const counted = z.object({ count: z.int() })
export const themeSummary = z
  .object({
    excerpts: z.int(),
    byDocument: z.array(counted.extend({ id, title: z.string() })),
    byTag: z.array(counted.extend({ id, name: z.string(), colour: z.string() })),
    byAuthor: z.array(counted.extend(person.shape)),
    byMonth: z
      .array(counted.extend({ month: z.string() }))
      .meta({ description: 'By the document date, YYYY-MM; undated documents are left out and counted in undated' }),
    undated: z.int(),
    cooccurring: z
      .array(counted.extend({ id, name: z.string(), colour: z.string() }))
      .meta({ description: 'Other tags on the same annotations' }),
  })
  .meta({ id: 'ThemeSummary' })
export type ThemeSummary = z.infer<typeof themeSummary>
