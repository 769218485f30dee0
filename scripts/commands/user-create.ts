import { createUser } from '@/lib/services/accounts'
import { passwordFrom, readArguments } from './arguments'
import type { Command } from './command'

export const userCreate: Command = (args) => {
  const options = { email: { type: 'string' }, name: { type: 'string' }, admin: { type: 'boolean' }, 'password-stdin': { type: 'boolean' } } as const
  const { values } = readArguments(args, options, ['email', 'name', 'password-stdin'])
  return async ({ db, print, readInput }) => {
    const password = passwordFrom(await readInput())
    const { id } = await createUser(db, { email: values.email ?? '', name: values.name ?? '', password, isAdmin: values.admin ?? false })
    print(id)
  }
}
