import pino, { type Logger } from 'pino'
import { givenEnv } from '@/lib/env'

let logger: Logger | undefined

/** The process's structured log: JSON lines on standard error, from LOG_LEVEL up; the default, warn, keeps a healthy start silent. */
export function log(): Logger {
  return (logger ??= pino(
    { level: givenEnv().LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination(2),
  ))
}
