import { z } from 'zod'
import { isStorable } from '@/lib/domain/storable/storable'

const storable = (max: number) =>
  z.string().max(max, `At most ${max} characters`).refine(isStorable, 'A character in it cannot be stored')

/**
 * What we read of a person at the provider; OpenID Connect Core 1.0, section 5.1, which also bounds `sub`. Only `true` verifies an address: anything else
 * that a provider may say there, such as the word, is taken and verifies nothing.
 */
export const providerClaims = z.object({
  iss: storable(512).min(1),
  sub: storable(255).min(1),
  email: storable(254).nullish(),
  email_verified: z.unknown().optional(),
})
export type ProviderClaims = z.infer<typeof providerClaims>
