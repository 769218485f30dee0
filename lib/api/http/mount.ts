import { api } from '@/lib/api/app'

const answer = (request: Request) => api().fetch(request)

/**
 * The API as Next route handlers. Only `next dev` ever reaches them: the production server answers /api itself, before Next.
 */
export const mounted = { GET: answer, POST: answer, PATCH: answer, PUT: answer, DELETE: answer, OPTIONS: answer }
