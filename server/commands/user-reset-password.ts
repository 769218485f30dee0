import { env } from '@/lib/env'
import { makeResetLink, resetPassword } from '@/lib/services/accounts/reset-password'
import { passwordFrom, readArguments } from './arguments'
import { CommandError, UsageError, type Command } from './command'

/** Prints a link that works once within a day; with --password-stdin it sets the password at once, and with --end-tokens ends the tokens too. Either way every session ends. */
export const userResetPassword: Command = (args) => {
  const { values } = readArguments(
    args,
    {
      email: { type: 'string' },
      'password-stdin': { type: 'boolean' },
      'end-tokens': { type: 'boolean' },
      json: { type: 'boolean' },
    } as const,
    ['email'],
  )
  if (values.json && values['password-stdin'])
    throw new UsageError(
      '--json and --password-stdin do not go together: where the password is given, there is no link to print.',
    )
  if (values['end-tokens'] && !values['password-stdin'])
    throw new UsageError('--end-tokens goes with --password-stdin: whoever opens the link is asked there.')
  return async ({ db, now, print, readInput }) => {
    const password = values['password-stdin'] ? passwordFrom(await readInput()) : undefined
    const secret = await makeResetLink(db, values.email ?? '', now)
    if (secret === null) throw new CommandError(`There is no active account with the email address ${values.email}.`)
    const url = `${env().BASE_URL}/resets/${secret}`
    if (password === undefined) print(values.json ? JSON.stringify({ url }) : url)
    else
      await resetPassword(db, { secret, password, endTokens: values['end-tokens'] ?? false, address: 'terminal' }, now)
  }
}
