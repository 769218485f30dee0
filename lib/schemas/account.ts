import { z } from 'zod'
import { id, password, time } from './primitives'

/** An account as administrators see it. */
export const account = z
  .object({
    id,
    name: z.string(),
    email: z.string(),
    isAdmin: z.boolean(),
    projectCount: z.int(),
    deactivated: z.boolean(),
    linked: z.boolean().meta({ description: 'Whether somebody signs in as it through the single sign-on provider' }),
    isDemo: z.boolean().meta({ description: 'Whether it is one of the fictional people of the demo project' }),
    createdAt: time,
  })
  .meta({ id: 'Account' })
export type Account = z.infer<typeof account>

/** What shows that it is its owner who uses an account. */
export const confirmation = z.strictObject({
  password: z
    .string()
    .max(256)
    .optional()
    .meta({ description: 'Yours; needed unless you have signed in within the last ten minutes' }),
})

export const resetLink = z.object({
  url: z.string().meta({ description: 'Shown once; good for one new password within a day' }),
  expiresAt: time,
})
export const passwordReset = z.strictObject({
  password,
  endTokens: z.boolean().default(false).meta({ description: 'Whether your tokens end too' }),
})
