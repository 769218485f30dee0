import { isOfGateway } from '@/lib/domain/offline/answers'
import { serverIsThere } from '../server-is-there'

/**
 * The server's answer, or nothing where it is not reached. Whatever it answers is shown; what is kept only stands in for its silence. A proxy that waited for one
 * answer in vain says what one without a server behind it says: so the server is asked whether it is there, and where it is, whoever asked shall see what failed.
 */
export async function reach(
  asked: () => Promise<Response>,
  isThere: () => Promise<boolean> = serverIsThere,
): Promise<Response | null> {
  try {
    const answer = await asked()
    return isOfGateway(answer.status) && !(await isThere()) ? null : answer
  } catch {
    return null
  }
}
