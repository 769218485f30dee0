import { connect } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/**
 * What came back over a connection, as it was read until it was complete or the connection closed. `status` is that of the last answer, 0 where none came;
 * `raw` is every byte, interim answers such as 100 Continue included; `closed` says whether the other side closed the connection.
 * @typedef {{ status: number, headers: Record<string, string>, body: string, raw: string, closed: boolean }} RawAnswer
 */

/** @typedef {string | Uint8Array | { pause: number }} Part */

/**
 * Writes `parts` to a server on this machine as they are, one after the other, and reads what it answers: no client stands between that would correct what
 * is wrong in them. Answers after `patience` ms with what has come by then.
 * @param {number} port
 * @param {Part | Part[]} parts
 * @param {number} [patience]
 * @returns {Promise<RawAnswer>}
 */
export async function sendRaw(port, parts, patience = 20_000) {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  let raw = ''
  let closed = false
  const over = new Promise((/** @type {(value?: unknown) => void} */ resolve) => {
    const late = setTimeout(resolve, patience)
    const end = () => {
      clearTimeout(late)
      resolve()
    }
    socket.on('data', (chunk) => {
      raw += chunk.toString('latin1')
      if (isComplete(raw)) end()
    })
    for (const event of ['end', 'close'])
      socket.once(event, () => {
        closed = true
        end()
      })
    socket.on('error', () => undefined) // A server may cut off who sends what it does not take.
  })
  await write(socket, [parts].flat())
  await over
  socket.destroy()
  return { ...read(raw), closed }
}

/**
 * A request with these headers; a body is sent with the length it has unless the headers say another.
 * @param {string} method
 * @param {string} path
 * @param {Record<string, string>} [headers]
 * @param {string | Uint8Array} [body]
 * @returns {(string | Uint8Array)[]}
 */
export function rawRequest(method, path, headers = {}, body) {
  const named = new Set(Object.keys(headers).map((name) => name.toLowerCase()))
  const all = {
    ...(!named.has('host') && { host: '127.0.0.1' }),
    ...headers,
    ...(body !== undefined &&
      !named.has('content-length') &&
      !named.has('transfer-encoding') && { 'content-length': String(Buffer.byteLength(body)) }),
  }
  const head = `${method} ${path} HTTP/1.1\r\n${Object.entries(all)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`
  return body === undefined ? [head] : [head, body]
}

/**
 * A body in chunks, as `transfer-encoding: chunked` wants it.
 * @param {Iterable<string | Uint8Array>} pieces
 */
export function chunked(pieces) {
  const coded = [...pieces].flatMap((piece) => [
    Buffer.from(`${Buffer.byteLength(piece).toString(16)}\r\n`),
    Buffer.from(piece),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([...coded, Buffer.from('0\r\n\r\n')])
}

async function write(/** @type {import('node:net').Socket} */ socket, /** @type {Part[]} */ parts) {
  for (const part of parts) {
    if (socket.destroyed || !socket.writable) return
    if (typeof part === 'object' && 'pause' in part) await wait(part.pause)
    else await new Promise((resolve) => socket.write(part, () => setImmediate(resolve))) // What is answered meanwhile is to be read.
  }
}

function isComplete(/** @type {string} */ raw) {
  const { status, headers, body } = read(raw)
  if (status < 200) return false
  if (status === 204 || status === 304) return true // Which have no body, and say no length.
  if (headers['transfer-encoding'] === 'chunked') return body.endsWith('0\r\n\r\n')
  return headers['content-length'] !== undefined && body.length >= Number(headers['content-length'])
}

/** @returns {Omit<RawAnswer, 'closed'>} */
function read(/** @type {string} */ raw) {
  const answers = raw.replace(/^(HTTP\/1\.1 1\d\d [^\r\n]*\r\n(?:[^\r\n]+\r\n)*\r\n)+/, '')
  const cut = answers.indexOf('\r\n\r\n')
  const [first = '', ...lines] = (cut < 0 ? '' : answers.slice(0, cut)).split('\r\n')
  const headers = Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]),
  )
  return {
    status: Number(/^HTTP\/1\.1 (\d{3})/.exec(first)?.[1] ?? 0),
    headers,
    body: cut < 0 ? '' : answers.slice(cut + 4),
    raw,
  }
}
