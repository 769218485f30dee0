import { recount as recountAll } from '@/lib/services/annotations/keep-counts'
import { readArguments } from './arguments'
import type { Command } from './command'

/** Forgets the kept counts and counts every annotation anew, while people work. */
export const recount: Command = (args) => {
  const { values } = readArguments(args, { json: { type: 'boolean' } } as const)
  return async ({ db, print }) => {
    const annotations = await recountAll(db)
    print(values.json ? JSON.stringify({ annotations }) : `Counted ${annotations} annotations anew.`)
  }
}
