import { parseArgs, type ParseArgsConfig } from 'node:util'
import type { z } from 'zod'
import { password } from '@/lib/schemas/primitives'
import { UsageError } from './command'

type Options = NonNullable<ParseArgsConfig['options']>
type Values<T extends Options> = ReturnType<
  typeof parseArgs<{ options: T; strict: true; allowPositionals: boolean }>
>['values']

/** Reads `args` by node:util's rules; `required` options must be there and not empty. Throws UsageError with one line. */
export function readArguments<T extends Options>(
  args: string[],
  options: T,
  required: (keyof T & string)[] = [],
  positionals = 0,
) {
  let read: { values: Values<T>; positionals: string[] }
  try {
    read = parseArgs({ args, options, strict: true, allowPositionals: positionals > 0 })
  } catch (error) {
    // Some of node:util's messages go on for lines about the ways to write an option; the command's usage follows anyway.
    throw new UsageError((error instanceof Error ? error.message : String(error)).split('\n')[0])
  }
  for (const name of required) {
    const value = (read.values as Record<string, unknown>)[name]
    if (value === undefined || value === '' || value === false) throw new UsageError(`--${name} is missing.`)
  }
  return read
}

/** A value as the API would take it. Throws UsageError with one line that begins with `name`, which says where the value came from. */
export function checked<T>(name: string, schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new UsageError(`${name}: ${parsed.error.issues[0]?.message ?? 'This is not right'}.`)
}

/** A password from standard input: its first line, refused where the forms would refuse it. */
export function passwordFrom(input: string): string {
  return checked('The password on standard input', password, input.split(/\r?\n/)[0])
}
