import { findSignIn } from '@/lib/data/accounts/identity'
import { deactivateUser } from '@/lib/services/accounts/administrate-accounts'
import { readArguments } from './arguments'
import { CommandError, type Command } from './command'

export const userDeactivate: Command = (args) => {
  const { values } = readArguments(args, { email: { type: 'string' } } as const, ['email'])
  const email = values.email ?? ''
  return async ({ db, now }) => {
    if (!(await findSignIn(db, email))) throw new CommandError(`There is no account with the email address ${email}.`)
    await deactivateUser(db, email, now)
  }
}
