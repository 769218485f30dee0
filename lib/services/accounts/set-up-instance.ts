import { hashPassword } from '@/lib/auth/passwords'
import { hashSecret, newSecret } from '@/lib/auth/secrets'
import { insertAccount } from '@/lib/data/accounts/accounts'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { hasAccounts } from '@/lib/data/accounts/identity'
import { findSetupCode, keepSetupCode, spendSetupCode } from '@/lib/data/accounts/setup-code'
import { AppError } from '@/lib/errors'
import { guessSecret } from './throttle'
import { say } from '@/lib/i18n/say'

/** A fresh one-time code for making the first account, replacing any earlier one; null once somebody has an account. */
export async function issueSetupCode(db: Database): Promise<string | null> {
  if (await hasAccounts(db)) return null
  const { secret, hash } = newSecret()
  await keepSetupCode(db, hash)
  return secret
}

/** Makes the first account, an administrator's, for whoever read the code from the terminal. Throttled by `address`. */
export async function setUpInstance(
  db: Database,
  input: { code: string; name: string; email: string; password: string; locale?: string | undefined },
  address: string,
  now: Date,
): Promise<{ userId: string }> {
  const code = hashSecret(input.code)
  if (!(await guessSecret(db, 'setup', address, now, () => findSetupCode(db, code)))) throw notThatCode()
  const passwordHash = await hashPassword(input.password)
  return db.$transaction(async (tx) => {
    // The code's row is the lock: of two requests with the right code, one deletes it and goes on.
    if (!(await spendSetupCode(tx, code)) || (await hasAccounts(tx))) throw notThatCode()
    const userId = newId()
    const { email, name, locale } = input
    await insertAccount(tx, { id: userId, email, name, locale, passwordHash, isAdmin: true })
    return { userId }
  })
}

const notThatCode = () => new AppError('not-allowed', say('refusals.accounts.setupCode'))
