import { env } from '@/lib/env'
import { makeResetLink, resetPassword } from '@/lib/services/reset-password'
import { passwordFrom, readArguments } from './arguments'
import { CommandError, type Command } from './command'

/** Prints a link that works once within a day; with --password-stdin it sets the password at once. Either way every session ends. */
export const userResetPassword: Command = (args) => {
  const { values } = readArguments(args, { email: { type: 'string' }, 'password-stdin': { type: 'boolean' } } as const, ['email'])
  return async ({ db, now, print, readInput }) => {
    const password = values['password-stdin'] ? passwordFrom(await readInput()) : undefined
    const secret = await makeResetLink(db, values.email ?? '', now)
    if (secret === null) throw new CommandError(`There is no active account with the email address ${values.email}.`)
    if (password === undefined) print(`${env().BASE_URL}/resets/${secret}`)
    else await resetPassword(db, { secret, password, address: 'terminal' }, now)
  }
}
