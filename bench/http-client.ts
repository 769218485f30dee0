import { Agent, request } from 'node:http'

interface Answer {
  status: number
  body: Buffer
  ms: number
}

export interface Client {
  call: (method: string, path: string, body?: object) => Promise<Answer>
  /** Sends a file the way a form does. */
  upload: (path: string, filename: string, bytes: Uint8Array) => Promise<Answer>
  /** Reads an answer to its end without keeping it; answers its bytes. */
  drain: (path: string) => Promise<{ status: number; bytes: number; ms: number }>
  close: () => void
}

/** Calls a server over kept-alive connections, at most `connections` at once, with as little work of its own as node:http allows. */
export function httpClient(origin: string, token: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(origin)
  const send = (
    method: string,
    path: string,
    body: Body | undefined,
    take: (chunk: Buffer) => void,
  ): Promise<{ status: number; ms: number }> =>
    new Promise((resolve, reject) => {
      const began = performance.now()
      const headers = {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': body.type, 'content-length': Buffer.byteLength(body.content) }),
      }
      const outgoing = request({ agent, hostname, port, method, path, headers }, (response) => {
        response.on('data', take)
        response.on('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - began }))
        response.on('error', reject)
      })
      outgoing.on('error', reject)
      outgoing.end(body?.content)
    })
  const answer = async (method: string, path: string, body: Body | undefined): Promise<Answer> => {
    const chunks: Buffer[] = []
    const { status, ms } = await send(method, path, body, (chunk) => chunks.push(chunk))
    return { status, ms, body: Buffer.concat(chunks) }
  }
  return {
    call: (method, path, body) =>
      answer(method, path, body && { type: 'application/json', content: JSON.stringify(body) }),
    upload: (path, filename, bytes) => answer('POST', path, formOf(filename, bytes)),
    async drain(path) {
      let bytes = 0
      const answer = await send('GET', path, undefined, (chunk) => (bytes += chunk.length))
      return { ...answer, bytes }
    },
    close: () => agent.destroy(),
  }
}

interface Body {
  type: string
  content: string | Buffer
}

function formOf(filename: string, bytes: Uint8Array): Body {
  const boundary = 'a-line-that-no-file-of-the-benchmark-has'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${filename}"\r\ncontent-type: application/octet-stream\r\n\r\n`
  return {
    type: `multipart/form-data; boundary=${boundary}`,
    content: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  }
}

/** Does `event` `count` times, `clients` at a time, each client one after the other; answers every duration in ms and how many there were a second. */
export async function load(
  clients: number,
  count: number,
  work: (index: number) => Promise<number>,
): Promise<{ samples: number[]; perSecond: number }> {
  const samples: number[] = []
  let next = 0
  const began = performance.now()
  const client = async () => {
    while (next < count) samples.push(await work(next++))
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { samples, perSecond: (count * 1000) / (performance.now() - began) }
}
