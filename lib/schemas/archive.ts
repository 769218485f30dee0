import { z } from 'zod'
import { roles } from '@/lib/domain/access/actions'
import { email, id, label, prose, said } from './primitives'
import { project } from './project'

/** The version of the format; `docs/archive-format.md` describes it. */
export const archiveVersion = 1

const sha256 = z.string().regex(/^[0-9a-f]{64}$/)
const count = z.int().min(0)

/** What an archive says of itself and of its parts. */
export const manifest = z.strictObject({
  format: z.literal('commonplace-project'),
  version: z.literal(archiveVersion),
  createdAt: z.iso.datetime(),
  project: z.strictObject({
    id,
    name: label(200),
    description: prose(5000),
    settings: z.strictObject({
      codebook: z.enum(['open', 'locked']).optional(),
      defaultVisibility: z.enum(['private', 'shared']).optional(),
    }),
  }),
  people: z
    .array(
      z.strictObject({
        id,
        name: label(120),
        email: email.nullable(),
        role: z.enum(roles).nullable(),
        joinedAt: z.iso.datetime().nullable(),
      }),
    )
    .max(10_000),
  parts: z.array(z.strictObject({ path: z.string().max(200), rows: count, bytes: count, sha256 })).max(1_000_000),
})
export type Manifest = z.infer<typeof manifest>

const lines = z.array(z.string())
const conversion = z.object({
  ...{ kept: lines, changed: lines, lost: lines, warnings: lines },
  said: z.record(z.enum(['kept', 'changed', 'lost', 'warnings']), z.array(said)),
})

/** What became of an archive that was imported. */
export const projectImported = z
  .object({
    project,
    report: z.object({
      rows: z.record(z.string(), z.int()).meta({ description: 'How many there were of each kind' }),
      people: z.array(z.object({ name: z.string(), as: z.enum(['you', 'account', 'placeholder']) })),
      conversion: conversion
        .optional()
        .meta({ description: 'Of a project that another program wrote: what was kept, changed and lost' }),
    }),
  })
  .meta({ id: 'ProjectImported' })
export type ProjectImported = z.infer<typeof projectImported>
