import { hash, verify } from '@node-rs/argon2'

// argon2id with 19 MiB, two passes, one lane: the first choice of OWASP's password storage cheat sheet.
const options = { memoryCost: 19456, timeCost: 2, parallelism: 1 }

export function hashPassword(password: string): Promise<string> {
  return hash(password, options)
}

let decoy: Promise<string> | undefined

/** Whether `password` is the one behind `stored`. With nothing stored it spends the same time and answers no, so that the clock does not tell who has an account. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const against = stored ?? (await (decoy ??= hashPassword('nobody has this password')))
  return (await verify(against, password)) && stored !== null
}
