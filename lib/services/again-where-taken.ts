import { uniqueViolation } from '@/lib/data/database/violations'

/**
 * Does something that stores a row under an id of the client's, and once more where another request with the same id was quicker: what is stored is there to
 * be found then. What has the id and cannot be seen here, such as a thing in the bin, stays a refusal.
 */
export async function againWhereTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!uniqueViolation(error)?.endsWith('_pkey')) throw error
    return work()
  }
}
