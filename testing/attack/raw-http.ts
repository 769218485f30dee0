import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** What came back over a connection, as it was read until it was complete or the connection closed. */
export interface RawAnswer {
  /** Of the last answer; 0 where none came. */
  status: number
  headers: Record<string, string>
  body: string
  /** Every byte, interim answers such as 100 Continue included. */
  raw: string
  /** Whether the other side closed the connection. */
  closed: boolean
}

export type Part = string | Uint8Array | { pause: number }

/**
 * Writes `parts` to a server on this machine as they are, one after the other, and reads what it answers: no client stands between that would correct what
 * is wrong in them. Answers after `patience` ms with what has come by then.
 */
export async function sendRaw(port: number, parts: Part | Part[], patience = 4000): Promise<RawAnswer> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  const chunks: Buffer[] = []
  let closed = false
  const over = new Promise<void>((resolve) => {
    const late = setTimeout(resolve, patience)
    const end = () => {
      clearTimeout(late)
      resolve()
    }
    socket.on('data', (chunk) => {
      chunks.push(chunk)
      if (isComplete(Buffer.concat(chunks).toString('latin1'))) end()
    })
    for (const event of ['end', 'close'] as const)
      socket.once(event, () => {
        closed = true
        end()
      })
    socket.on('error', () => undefined) // A server may cut off who sends what it does not take.
  })
  await write(socket, [parts].flat())
  await over
  socket.destroy()
  return { ...read(Buffer.concat(chunks).toString('latin1')), closed }
}

/** A request with these headers; a body is sent with the length it has unless the headers say another. */
export function rawRequest(method: string, path: string, headers: Record<string, string> = {}, body?: string | Uint8Array): Part[] {
  const named = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const all = { ...(!named.has('host') && { host: '127.0.0.1' }), ...headers, ...(body !== undefined && !named.has('content-length') && !named.has('transfer-encoding') && { 'content-length': String(Buffer.byteLength(body)) }) }
  const head = `${method} ${path} HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`
  return body === undefined ? [head] : [head, body]
}

/** A body in chunks, as `transfer-encoding: chunked` wants it. */
export function chunked(pieces: Iterable<string | Uint8Array>): Buffer {
  const coded = [...pieces].flatMap((piece) => [Buffer.from(`${Buffer.byteLength(piece).toString(16)}\r\n`), Buffer.from(piece), Buffer.from('\r\n')])
  return Buffer.concat([...coded, Buffer.from('0\r\n\r\n')])
}

async function write(socket: Socket, parts: Part[]): Promise<void> {
  for (const part of parts) {
    if (socket.destroyed || !socket.writable) return
    if (typeof part === 'object' && 'pause' in part) await wait(part.pause)
    else await new Promise<void>((resolve) => socket.write(part, () => resolve()))
  }
}

function isComplete(raw: string): boolean {
  const { status, headers, body } = read(raw)
  if (status < 200) return false
  if (headers['transfer-encoding'] === 'chunked') return body.endsWith('0\r\n\r\n')
  return headers['content-length'] !== undefined && body.length >= Number(headers['content-length'])
}

function read(raw: string): Omit<RawAnswer, 'closed'> {
  let rest = raw
  for (;;) {
    const [, status = '0', head = '', body = ''] = /^HTTP\/1\.1 (\d{3})[^\r\n]*\r\n(.*?)\r\n\r\n(.*)$/s.exec(rest.replace(/^(HTTP\/1\.1 \d{3}[^\r\n]*\r\n)\r\n/, '$1\r\n\r\n')) ?? []
    if (status.startsWith('1') && body !== '') {
      rest = body
      continue
    }
    const headers = Object.fromEntries(head.split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]))
    return { status: Number(status), headers, body, raw }
  }
}
