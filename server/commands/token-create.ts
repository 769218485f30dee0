import { findSignIn } from '@/lib/data/accounts/identity'
import { tokenCreate as tokenShape } from '@/lib/schemas/project'
import { createToken } from '@/lib/services/accounts/tokens'
import { checked, readArguments } from './arguments'
import { CommandError, UsageError, type Command } from './command'

/** Prints the secret and nothing else, so that it can be put into a variable. */
export const tokenCreate: Command = (args) => {
  const options = {
    user: { type: 'string' },
    scope: { type: 'string' },
    name: { type: 'string' },
    json: { type: 'boolean' },
  } as const
  const { values } = readArguments(args, options, ['user', 'scope'])
  const { scope } = values
  if (scope !== 'read' && scope !== 'write') throw new UsageError('--scope must be read or write.')
  const name = checked('--name', tokenShape.shape.name, values.name ?? 'command line')
  return async ({ db, now, print }) => {
    const account = await findSignIn(db, values.user ?? '')
    if (!account || account.deactivatedAt)
      throw new CommandError(`There is no active account with the email address ${values.user}.`)
    const { token, secret } = await createToken(db, { userId: account.id }, { name, scope }, now)
    print(values.json ? JSON.stringify({ id: token.id, name: token.name, scope: token.scope, secret }) : secret)
  }
}
