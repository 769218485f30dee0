import { parseArgs, type ParseArgsConfig } from 'node:util'
import { UsageError } from './command'

type Options = NonNullable<ParseArgsConfig['options']>
type Values<T extends Options> = ReturnType<typeof parseArgs<{ options: T; strict: true; allowPositionals: boolean }>>['values']

/** Reads `args` by node:util's rules; `required` options must be there and not empty. Throws UsageError with one line. */
export function readArguments<T extends Options>(args: string[], options: T, required: (keyof T & string)[] = [], positionals = 0) {
  let read: { values: Values<T>; positionals: string[] }
  try {
    read = parseArgs({ args, options, strict: true, allowPositionals: positionals > 0 })
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
  for (const name of required) {
    const value = (read.values as Record<string, unknown>)[name]
    if (value === undefined || value === '' || value === false) throw new UsageError(`--${name} is missing.`)
  }
  return read
}

/** A password from standard input: its first line, refused when it is shorter than the forms allow. */
export function passwordFrom(input: string): string {
  const password = input.split(/\r?\n/)[0] ?? ''
  if (password.length < 10) throw new UsageError('The password on standard input must have at least 10 characters.')
  return password
}
