import type { Context } from 'hono'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** The form in the body of a request. */
export async function readForm(c: Context): Promise<FormData> {
  try {
    // By way of its bytes, which were looked at already; nobody needs them afterwards.
    const bytes = await c.req.arrayBuffer()
    c.req.bodyCache = {}
    return await new Response(bytes, { headers: { 'content-type': c.req.header('content-type') ?? '' } }).formData()
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('malformed', say('refusals.http.formUnread'))
  }
}
