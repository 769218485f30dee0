import { rebuildSearch } from '@/lib/services/search/keep-search'
import { readArguments } from './arguments'
import type { Command } from './command'

/** Forgets what search was made ready with and makes every text ready anew, while people work. */
export const reindex: Command = (args) => {
  const { values } = readArguments(args, { json: { type: 'boolean' } } as const)
  return async ({ db, print }) => {
    const texts = await rebuildSearch(db)
    print(values.json ? JSON.stringify({ texts }) : `Made ${texts} texts ready for search.`)
  }
}
