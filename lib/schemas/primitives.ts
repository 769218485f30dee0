import { z } from 'zod'
import { isTimeZone } from '@/lib/domain/days/day-start'
import { roles } from '@/lib/domain/access/actions'
import { emailAddress } from '@/lib/domain/access/email-address'
import { isStorableTime } from '@/lib/domain/storable/storable-time'
import { isStorable } from '@/lib/domain/storable/storable'
import { withoutTurns } from '@/lib/domain/storable/without-turns'
import { told } from './told'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** In small letters, as the database gives ids back: what compares them compares letters. */
export const id = z
  .uuid()
  .toLowerCase()
  .meta({ description: 'UUID; made by the server as version 7 where the client sends none' })
const outOfCalendar = told(say('faults.calendar'))
export const time = z.iso
  .datetime({ offset: true })
  .refine(isStorableTime, outOfCalendar)
  .meta({ description: 'ISO 8601 in UTC' })
/** A time, or a day as the time at which it begins: in the `timeZone` beside it, or in UTC. */
export const timeOrDay = time.or(z.iso.date().refine(isStorableTime, outOfCalendar))
export const timeZone = z
  .string()
  .max(100)
  .refine(isTimeZone, told(say('faults.timeZone')))
  .meta({ description: 'IANA time zone in which days of this request begin; UTC, where not said' })
/** The largest number that a column of whole numbers holds. */
const largest = 2_147_483_647
/** A place in an order, counted from 0. */
export const position = z.int().min(0).max(largest)
export const version = z
  .int()
  .positive()
  .max(largest)
  .meta({ description: 'Raised by every change; send the one you saw' })
export const colour = z
  .string()
  .toLowerCase()
  .regex(/^#[0-9a-f]{6}$/, told(say('faults.colour')))
export const role = z.string().toLowerCase().pipe(z.enum(roles))
export const visibility = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['private', 'shared']))
/**
 * Any text, of letters that can be stored, in Unicode's NFC: what people type on different machines is then the same letters. Only what offsets count in (texts
 * and their quotes) is taken as it is.
 */
export const prose = (max: number) =>
  z
    .string()
    .normalize('NFC')
    .max(max, told(say('faults.atMostCharacters', { limit: max })))
    .refine(isStorable, told(say('faults.unstorable')))
/** A short single-line text that people typed, in NFC, without signs that turn letters: trimmed, never empty, not even to the eye. */
export const label = (max: number) =>
  z
    .string()
    .overwrite(withoutTurns)
    .normalize('NFC')
    .trim()
    .min(1, { error: told(say('faults.empty')), abort: true })
    .max(max, told(say('faults.atMostCharacters', { limit: max })))
    .refine(
      (text) => !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text) && isStorable(text),
      told(say('faults.lineBreaks')),
    )
    .refine((text) => /[^\p{Z}\p{Cc}\p{Cf}]/u.test(text), told(say('faults.empty')))
export const email = z
  .string()
  .overwrite(emailAddress)
  .pipe(z.email(told(say('faults.email'))))
  .pipe(z.string().max(254))
export const password = z
  .string()
  .min(10, told(say('faults.passwordShort')))
  .max(256, told(say('faults.passwordLong')))

/** In what the offsets of a request and of its answer count. Every route takes it, so that a client can set it once for all; where there are no offsets it changes nothing. */
export const units = z.enum(['utf16', 'codepoint']).default('utf16')

export const pageQuery = z.strictObject({
  units,
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: z.string().max(2000).optional(),
  total: z
    .enum(['true', 'false'])
    .default('true')
    .meta({ description: 'false leaves the total out, which is faster on long lists' }),
})
/** The part of it that says which rows. */
export type PageQuery = Omit<z.infer<typeof pageQuery>, 'units'>

/** The shape of every list answer. */
export const page = <T extends z.ZodType>(items: T) =>
  z.object({ items: z.array(items), nextCursor: z.string().nullable(), total: z.int().optional() })

/** Which of the lines that differ from what is stored change it: all, none, or those of these numbers. */
export const takenLines = z
  .union([z.literal('all'), z.literal('none'), z.string().regex(/^\d{1,6}(,\d{1,6}){0,9999}$/)])
  .default('none')
  .transform((text): 'all' | ReadonlySet<number> =>
    text === 'all' ? text : new Set(text === 'none' ? [] : text.split(',').map(Number)),
  )
export type TakenLines = z.infer<typeof takenLines>

export const person = z.object({ id, name: z.string() }).meta({ id: 'Person' })

/** A sentence in no language yet, beside its English: whoever shows it can say it in their own. */
export const said = z.object({ key: z.string(), values: z.record(z.string(), z.unknown()) }).meta({
  id: 'Said',
  description:
    'The sentence beside it in no language yet: a key of the messages, and what is put into it, which is text, numbers, further sentences, or lists of these',
}) as unknown as z.ZodType<Said>

export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string(),
    detail: z.string().meta({ description: 'What happened and what to do, in English' }),
    said: said.optional(),
    reason: z.string().optional(),
    errors: z.array(z.object({ path: z.string(), message: z.string(), said: said.optional() })).optional(),
    current: z.unknown().optional(),
    requestId: z.string(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem details' })

/** The words of a passage where a list shows them. */
export const shownQuote = z.string().meta({
  description: 'Its words; of more than some hundred so many, and an ellipsis. The passage itself has them all',
})
