import { request, type ClientRequest } from 'node:http'

/** One open stream, read with as little work as will do: it knows events by the id of what they are about. */
export interface LiveReader {
  /** How often each subject was told, and when for the first time. */
  seen: Map<string, { times: number; at: number }>
  /** The position after the last whole event. */
  position: () => number
  /** Opens it, or opens it again elsewhere where it broke off. Resolves when the stream is there. */
  connect: (origin: string) => Promise<void>
  isOpen: () => boolean
  close: () => void
}

export function liveReader(path: string, token: string, from: number): LiveReader {
  const seen: LiveReader['seen'] = new Map()
  let position = from
  let open: ClientRequest | null = null
  const take = (block: string) => {
    const at = performance.now()
    const id = /^id: (\d+)$/m.exec(block)?.[1]
    const subject = /"subjectId":"([^"]+)"/.exec(block)?.[1]
    if (id === undefined || subject === undefined) return
    position = Number(id)
    const known = seen.get(subject)
    if (known) known.times += 1
    else seen.set(subject, { times: 1, at })
  }
  return {
    seen,
    position: () => position,
    isOpen: () => open !== null,
    close: () => open?.destroy(),
    connect: (origin) =>
      new Promise((resolve, reject) => {
        const { hostname, port } = new URL(origin)
        const headers = {
          authorization: `Bearer ${token}`,
          accept: 'text/event-stream',
          'last-event-id': String(position),
        }
        const outgoing = request({ agent: false, hostname, port, path, headers }, (response) => {
          if (response.statusCode !== 200) return reject(new Error(`The stream answered ${response.statusCode}`))
          let rest = ''
          response.setEncoding('utf8')
          response.on('data', (text: string) => {
            const blocks = (rest + text).split('\n\n')
            rest = blocks.pop() ?? ''
            blocks.forEach(take)
          })
          response.on('error', () => undefined) // A killed server is part of what is measured.
          response.on('close', () => (open = null))
          open = outgoing
          resolve()
        })
        outgoing.on('error', reject)
        outgoing.end()
      }),
  }
}
