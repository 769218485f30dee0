import { z } from 'zod'
import { actions, roles } from '@/lib/domain/access/actions'
import { confirmation } from './account'
import { mailDigests } from './notification'
import { ownReaderKeys, readerKeys } from './reader-keys'
import { email, id, label, password, person, prose, role, time, version } from './primitives'
import { told } from './told'
import { say } from '@/lib/i18n/say'

const projectSettings = z.strictObject({
  codebook: z.enum(['open', 'locked']),
  defaultVisibility: z.enum(['private', 'shared']),
})

export const project = z
  .object({
    id,
    name: z.string(),
    description: z.string(),
    settings: projectSettings,
    role: z.enum(roles),
    abilities: z
      .record(z.enum(actions as [string, ...string[]]), z.boolean())
      .meta({ description: 'What you may do here' }),
    counts: z.object({ documents: z.int(), tags: z.int(), annotations: z.int(), themes: z.int(), members: z.int() }),
    hides: z.boolean().meta({
      description: 'Whether a blind round may hide work of others from you, which no count of the project includes',
    }),
    pinnedTagIds: z.array(id).meta({ description: 'Your tags for the digits 1 to 9, in that order' }),
    lastEvent: z
      .int()
      .meta({ description: 'The seq of the newest event you may have seen; follow the events after it' }),
    version,
    createdAt: time,
    updatedAt: time,
  })
  .meta({ id: 'Project' })
export type Project = z.infer<typeof project>

export const projectCreate = z.strictObject({
  id: id.optional(),
  name: label(200),
  description: prose(5000).optional(),
})
export const projectChange = z.strictObject({
  version: version.optional(),
  name: label(200).optional(),
  description: prose(5000).optional(),
  settings: projectSettings.partial().optional(),
})

export const member = z
  .object({
    user: person.extend({ email: z.string().nullable().meta({ description: 'Shown to leads, and to oneself' }) }),
    role: z.enum(roles),
    annotationCount: z.int(),
    deactivated: z.boolean(),
    createdAt: time,
  })
  .meta({ id: 'Member' })
export type MemberRow = z.infer<typeof member>
export const memberChange = z.strictObject({ role })
export const pinnedTags = z.strictObject({
  pinnedTagIds: z
    .array(id)
    .max(9, told(say('faults.mostPins')))
    .refine((ids) => new Set(ids).size === ids.length, told(say('faults.tagOnce'))),
})

export const invitation = z
  .object({
    id,
    email: z
      .string()
      .nullable()
      .meta({ description: 'For whom alone it is, shown to leads; null where it is for whoever has the link' }),
    role: z.enum(roles),
    expiresAt: time,
    invitedBy: person,
    state: z.enum(['open', 'accepted', 'revoked', 'expired']),
    createdAt: time,
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.infer<typeof invitation>
export const invitationCreate = z.strictObject({
  id: id.optional(),
  email: email.optional(),
  role,
  expiresAt: time.optional(),
})
/** A language of the interface; an account begins in the one that it was made in. */
const locale = z.enum(['en', 'zh']).meta({ description: 'The language of the interface and of mails' })
export const invitationAccept = z.strictObject({
  email: email.optional(),
  name: label(120).optional(),
  password: password.optional(),
  locale: locale.optional(),
})

export const setUp = z.strictObject({
  code: z.string().max(200),
  name: label(120),
  email,
  password,
  locale: locale.optional(),
})

export const token = z
  .object({
    id,
    name: z.string(),
    scope: z.enum(['read', 'write']),
    expiresAt: time.nullable(),
    lastUsedAt: time.nullable(),
    createdAt: time,
  })
  .meta({ id: 'Token' })
export const tokenCreate = z.strictObject({
  name: label(120),
  scope: z.enum(['read', 'write']),
  expiresAt: time.optional(),
  password: confirmation.shape.password,
})

export const me = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    isAdmin: z.boolean(),
    locale: z.string(),
    scope: z.enum(['read', 'write']),
    hasPassword: z.boolean().meta({ description: 'Whether you can sign in with a password' }),
    mailDigest: z
      .enum(mailDigests)
      .meta({ description: 'When what concerns you is sent by mail: at once, at most once a day, or never' }),
    readerKeys: readerKeys.meta({
      description: 'The keys of the reader that you have changed, by command; every other is as usual',
    }),
    sendsMail: z.boolean().meta({ description: 'Whether this server sends mail at all' }),
  })
  .meta({ id: 'Me' })
export const meChange = z.strictObject({
  name: label(120).optional(),
  locale: locale.optional(),
  mailDigest: z.enum(mailDigests).optional(),
  readerKeys: ownReaderKeys.optional(),
})
export const passwordChange = z.strictObject({
  current: z.string().max(256).optional().meta({
    description: 'Needed where you have a password; else you must have signed in within the last ten minutes',
  }),
  password,
  endTokens: z.boolean().default(false).meta({ description: 'Whether your tokens end too' }),
})
