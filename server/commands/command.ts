import type { Database } from '@/lib/data/database/client'

/** What a command has to work with once the instance is open. */
export interface CommandContext {
  db: Database
  /** The folder the person was in; relative paths on the command line start there. */
  from: string
  /** The project's own folder. */
  root: string
  now: Date
  /** Writes one line to standard output. */
  print: (line: string) => void
  /** Everything on standard input, up to its end. */
  readInput: () => Promise<string>
}

/** Reads its arguments, throwing UsageError when they are wrong, and only then answers the event: wrong usage touches no database. */
export type Command = (args: string[]) => (context: CommandContext) => Promise<void>

/** Wrong arguments: exit status 2 and the command's usage. */
export class UsageError extends Error {
  override name = 'UsageError'
}

/** Something that could not be done: exit status 1 and this line. */
export class CommandError extends Error {
  override name = 'CommandError'
}
