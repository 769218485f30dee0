import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { StartError } from './explain.mjs'

/** Reads a file in which the instance keeps something as JSON. One that holds anything else is refused by its name; `remedy` says what to do. */
export function readRecord<T>(file: string, schema: z.ZodType<T>, remedy: string): T {
  const record = schema.safeParse(parsedFile(file))
  if (record.success) return record.data
  throw new StartError(
    `${file} is damaged: it does not hold what Commonplace wrote there. ${remedy} Nothing was changed.`,
  )
}

function parsedFile(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'EISDIR') return undefined
    throw error
  }
}
