import { hash, verify } from '@node-rs/argon2'

// argon2id with 19 MiB, two passes, one lane: the first choice of OWASP's password storage cheat sheet.
const options = { memoryCost: 19456, timeCost: 2, parallelism: 1 }

/**
 * A password in its one form (RFC 8265, OpaqueString): composed letters, and every kind of space as the plain one. Keyboards of different machines make different
 * letters of the same keys.
 */
export const opaque = (password: string): string => password.replace(/\p{Zs}/gu, ' ').normalize('NFC')

export function hashPassword(password: string): Promise<string> {
  return hash(opaque(password), options)
}

let decoy: Promise<string> | undefined

/** Whether `password` is the one behind `stored`, which may have been made of it as it was typed. With nothing stored it spends the same time and answers no, so that the clock does not tell who has an account. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await (decoy ??= hashPassword('nobody has this password')))
  if (await verify(against, opaque(password))) return stored !== null
  return opaque(password) !== password && (await verify(against, password)) && stored !== null
}
