import { deactivateUser } from '@/lib/services/administrate-accounts'
import { readArguments } from './arguments'
import type { Command } from './command'

export const userDeactivate: Command = (args) => {
  const { values } = readArguments(args, { email: { type: 'string' } } as const, ['email'])
  return ({ db, now }) => deactivateUser(db, values.email ?? '', now)
}
