/**
 * Whether next-auth can read the body of a request: it takes one that is no JSON, though it says so, for a fault of its own. Reads a copy, and only where JSON
 * is said.
 */
export async function isReadable(request: Request): Promise<boolean> {
  if (request.method === 'GET' || request.method === 'HEAD' || !/json/i.test(request.headers.get('content-type') ?? ''))
    return true
  try {
    const said: unknown = JSON.parse((await request.clone().text()) || '{}')
    return said !== null && typeof said === 'object'
  } catch {
    return false
  }
}
