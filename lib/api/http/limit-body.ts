import { isUtf8 } from 'node:buffer'
import type { Context, MiddlewareHandler } from 'hono'
import { AppError } from '@/lib/errors'
import type { ApiEnv } from './context'
import { demandShallow } from './parse-json'
import { say } from '@/lib/i18n/say'

const bodiless = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS'])

/** Fields and files in one form: no route takes ten. */
const mostParts = 100

/**
 * Refuses bodies of more than `maxSize` bytes, compressed ones, JSON that is nested too deeply and forms of too many parts; nothing of a refused body is
 * parsed. Believes Content-Length, which node's parser holds the sender to; only a body without one is gathered and counted as it comes, which for a small
 * request takes eight times as long: to look at a body's stream, the server must build a whole Request first.
 */
export function limitBody(maxSize: number): MiddlewareHandler<ApiEnv> {
  const refuse = (): never => {
    throw new AppError('too-large', say('refusals.http.tooLarge', { limit: sizeInWords(maxSize) }))
  }
  return async (c, next) => {
    const [length, transfer] = [c.req.header('content-length'), c.req.header('transfer-encoding')]
    demandPlain(c.req.header('content-encoding'))
    if (Number(length ?? 0) > maxSize) refuse()
    const isCounted = transfer !== undefined || (length === undefined && !bodiless.has(c.req.method))
    try {
      if (isCounted) keep(c, await gather(c.req.raw.body, maxSize, refuse))
      if (isCounted || (length !== undefined && length !== '0'))
        await demandReadable(c, c.req.header('content-type') ?? '')
    } catch (error) {
      // Whoever sent it has gone, or was cut off for taking too long: nobody hears the answer, but it is no fault of ours either.
      throw error instanceof AppError ? error : new AppError('malformed', say('refusals.http.bodyCutOff'))
    }
    return next()
  }
}

const utf8 = new TextDecoder()

/** JSON as text. Bytes that are no UTF-8 are refused: each would become a sign that stands for any letter, and what was sent would be stored without a word of that. */
async function jsonText(c: Context): Promise<string> {
  const bytes = new Uint8Array(await c.req.arrayBuffer())
  if (!isUtf8(bytes)) throw new AppError('malformed', say('refusals.http.notUtf8'))
  const text = utf8.decode(bytes)
  // What reads the body after this takes the text, and the bytes can go.
  c.req.bodyCache = { text: Promise.resolve(text) as unknown as string }
  return text
}

/** Refuses what would take long to parse before it is parsed. */
async function demandReadable(c: Context, type: string): Promise<void> {
  if (/json/i.test(type)) demandShallow(await jsonText(c))
  else if (/^multipart\//i.test(type)) demandFewParts(Buffer.from(await c.req.arrayBuffer()), type)
  else if (/urlencoded/i.test(type)) throw new AppError('malformed', say('refusals.http.sendJsonOrForm'))
}

function demandFewParts(bytes: Buffer, type: string): void {
  const [, quoted, bare] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type) ?? []
  const edge = `--${quoted ?? bare ?? ''}`
  let [parts, at] = [0, bytes.indexOf(edge)]
  while (at >= 0 && parts <= mostParts) [parts, at] = [parts + 1, bytes.indexOf(edge, at + edge.length)]
  if (parts > mostParts) throw new AppError('malformed', say('refusals.http.tooManyParts', { limit: mostParts }))
}

function sizeInWords(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.floor(bytes / 1024)} kB` : `${Math.floor(bytes / (1024 * 1024))} MB`
}

/** Refuses a body whose Content-Encoding says that it was compressed: how large it would become, nobody knows before it has. */
export function demandPlain(encoding: string | undefined): void {
  if (encoding !== undefined && encoding.trim().toLowerCase() !== 'identity')
    throw new AppError('unsupported-format', say('refusals.http.contentEncoding'))
}

async function gather(
  body: ReadableStream<Uint8Array> | null,
  maxSize: number,
  refuse: () => never,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let size = 0
  const reader = body?.getReader()
  for (;;) {
    const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
    if (done || value === undefined) return new Uint8Array(Buffer.concat(chunks))
    size += value.length
    if (size > maxSize) refuse()
    chunks.push(value)
  }
}

/** Whatever reads the body from now on reads what was gathered: the stream is spent. */
function keep(c: Context, bytes: Uint8Array<ArrayBuffer>): void {
  // Its type says the bytes themselves; what is in it are promises of them.
  c.req.bodyCache.arrayBuffer = Promise.resolve(bytes.buffer) as unknown as ArrayBuffer
}
