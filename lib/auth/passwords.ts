import { hash, verify } from '@node-rs/argon2'
import { passwordLine } from './password-line'

// argon2id with 19 MiB, two passes, one lane: the first choice of OWASP's password storage cheat sheet.
const options = { memoryCost: 19456, timeCost: 2, parallelism: 1 }

/** How a hash begins that is made now. */
const today = `$argon2id$v=19$m=${options.memoryCost},t=${options.timeCost},p=${options.parallelism}$`

/**
 * A password in its one form (RFC 8265, OpaqueString): composed letters, and every kind of space as the plain one. Keyboards of different machines make different
 * letters of the same keys.
 */
const opaque = (password: string): string => password.replace(/\p{Zs}/gu, ' ').normalize('NFC')

/** The hash of a new password, made in turn with whatever else is hashed. */
export function hashPassword(password: string): Promise<string> {
  return passwordLine().run('new', () => hash(opaque(password), options))
}

let decoy: Promise<string> | undefined

/** Whether `password` is the one behind `stored`. */
export async function passwordMatches(stored: string | null, password: string, whose?: string): Promise<boolean> {
  return (await comparePassword(stored, password, whose)) !== 'wrong'
}

/**
 * Compares `password` with what is stored, which may have been made of it as it was typed, or at another cost: then it is right and `outdated`. With nothing stored it
 * spends the same time and answers `wrong`, so that the clock does not tell who has an account. Checked in the turn of `whose`, by which guesses are told apart; throws
 * `too-much-at-once` where too many wait.
 */
export async function comparePassword(
  stored: string | null,
  password: string,
  whose = 'unknown',
): Promise<'right' | 'outdated' | 'wrong'> {
  const against = stored ?? (await (decoy ??= hash('nobody has this password', options)))
  return passwordLine().run(whose, async () => {
    const isOpaque = await verify(against, opaque(password))
    const isRight = isOpaque || (opaque(password) !== password && (await verify(against, password)))
    if (!isRight || stored === null) return 'wrong'
    return isOpaque && stored.startsWith(today) ? 'right' : 'outdated'
  })
}
