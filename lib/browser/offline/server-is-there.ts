import { isOfGateway } from '@/lib/domain/offline/answers'

/** Milliseconds after which a server that says nothing is not reached. */
const patience = 5000

/** Whether the server answers, asked now. Never rejects. */
export function serverIsThere(): Promise<boolean> {
  return fetch('/api/health', { cache: 'no-store', signal: AbortSignal.timeout(patience) }).then(
    ({ status }) => !isOfGateway(status),
    () => false,
  )
}
