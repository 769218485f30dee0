import { setUp } from '@/lib/schemas/project'
import { createUser } from '@/lib/services/accounts/accounts'
import { checked, passwordFrom, readArguments } from './arguments'
import type { Command } from './command'

/** Makes an account, held to what the set-up page asks of the first one; prints its id. */
export const userCreate: Command = (args) => {
  const options = {
    email: { type: 'string' },
    name: { type: 'string' },
    admin: { type: 'boolean' },
    'password-stdin': { type: 'boolean' },
    json: { type: 'boolean' },
  } as const
  const { values } = readArguments(args, options, ['email', 'name', 'password-stdin'])
  const email = checked('--email', setUp.shape.email, values.email)
  const name = checked('--name', setUp.shape.name, values.name)
  return async ({ db, print, readInput }) => {
    const password = passwordFrom(await readInput())
    const { id } = await createUser(db, { email, name, password, isAdmin: values.admin ?? false })
    print(values.json ? JSON.stringify({ id, email }) : id)
  }
}
