import { findSignIn } from '@/lib/data/identity'
import { createToken } from '@/lib/services/tokens'
import { readArguments } from './arguments'
import { CommandError, UsageError, type Command } from './command'

/** Prints the secret and nothing else, so that it can be put into a variable. */
export const tokenCreate: Command = (args) => {
  const options = { user: { type: 'string' }, scope: { type: 'string' }, name: { type: 'string' } } as const
  const { values } = readArguments(args, options, ['user', 'scope'])
  const { scope } = values
  if (scope !== 'read' && scope !== 'write') throw new UsageError('--scope must be read or write.')
  return async ({ db, now, print }) => {
    const account = await findSignIn(db, values.user ?? '')
    if (!account || account.deactivatedAt) throw new CommandError(`There is no active account with the email address ${values.user}.`)
    const { secret } = await createToken(db, { userId: account.id }, { name: values.name ?? 'command line', scope }, now)
    print(secret)
  }
}
