import type { Context } from 'hono'
import type { Database } from '@/lib/data/database/client'
import { AppError } from '@/lib/errors'
import { log } from '@/lib/log'
import type { ApiEnv } from './context'
import { recordInUnits } from './units'

/** A refusal whose `current` row counts in the units that the request asked for, as the answer would have. */
export async function refusalIn(db: Database, error: unknown, c: Context<ApiEnv>): Promise<unknown> {
  if (!(error instanceof AppError) || error.extras.current === undefined || c.req.query('units') !== 'codepoint')
    return error
  try {
    return new AppError(error.code, error.said, {
      ...error.extras,
      current: await recordInUnits(db, c.get('member'), 'codepoint', error.extras.current),
    })
  } catch (fault) {
    // The refusal itself must not be lost: it goes out without the row.
    log().error({ err: fault, requestId: c.get('requestId') }, 'the row of a refusal could not be converted')
    return new AppError(error.code, error.said, { ...error.extras, current: undefined })
  }
}
