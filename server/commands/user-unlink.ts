import { findSignIn } from '@/lib/data/accounts/identity'
import { unlinkUser } from '@/lib/services/accounts/administrate-accounts'
import { readArguments } from './arguments'
import { CommandError, type Command } from './command'

/** Takes an account from whoever signs in as it through the single sign-on provider; the next who signs in there with its address gets it. */
export const userUnlink: Command = (args) => {
  const { values } = readArguments(args, { email: { type: 'string' } } as const, ['email'])
  const email = values.email ?? ''
  return async ({ db }) => {
    if (!(await findSignIn(db, email))) throw new CommandError(`There is no account with the email address ${email}.`)
    if (!(await unlinkUser(db, email)))
      throw new CommandError(`Nobody signs in as ${email} through a single sign-on provider.`)
  }
}
