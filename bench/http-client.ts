import { Agent, request } from 'node:http'

export interface Answer {
  status: number
  body: Buffer
  ms: number
}

export interface Client {
  call: (method: string, path: string, body?: object) => Promise<Answer>
  /** Reads an answer to its end without keeping it; answers its bytes. */
  drain: (path: string) => Promise<{ status: number; bytes: number; ms: number }>
  close: () => void
}

/** Calls a server over kept-alive connections, at most `connections` at once, with as little work of its own as node:http allows. */
export function httpClient(origin: string, token: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const { hostname, port } = new URL(origin)
  const send = (method: string, path: string, body: object | undefined, take: (chunk: Buffer) => void): Promise<{ status: number; ms: number }> =>
    new Promise((resolve, reject) => {
      const began = performance.now()
      const text = body && JSON.stringify(body)
      const headers = { authorization: `Bearer ${token}`, ...(text !== undefined && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }) }
      const outgoing = request({ agent, hostname, port, method, path, headers }, (response) => {
        response.on('data', take)
        response.on('end', () => resolve({ status: response.statusCode ?? 0, ms: performance.now() - began }))
        response.on('error', reject)
      })
      outgoing.on('error', reject)
      outgoing.end(text)
    })
  return {
    async call(method, path, body) {
      const chunks: Buffer[] = []
      const { status, ms } = await send(method, path, body, (chunk) => chunks.push(chunk))
      return { status, ms, body: Buffer.concat(chunks) }
    },
    async drain(path) {
      let bytes = 0
      const answer = await send('GET', path, undefined, (chunk) => (bytes += chunk.length))
      return { ...answer, bytes }
    },
    close: () => agent.destroy(),
  }
}

/** Does `act` `count` times, `clients` at a time, each client one after the other; answers every duration in ms and how many there were a second. */
export async function load(clients: number, count: number, act: (index: number) => Promise<number>): Promise<{ samples: number[]; perSecond: number }> {
  const samples: number[] = []
  let next = 0
  const began = performance.now()
  const client = async () => {
    while (next < count) samples.push(await act(next++))
  }
  await Promise.all(Array.from({ length: clients }, client))
  return { samples, perSecond: (count * 1000) / (performance.now() - began) }
}
