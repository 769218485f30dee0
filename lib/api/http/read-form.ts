import { setImmediate } from 'node:timers/promises'
import Busboy from '@fastify/busboy'
import type { Context } from 'hono'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** A file as a form brings it. */
interface SentFile {
  name: string
  /** What its sender calls its kind. */
  type: string
  bytes: Uint8Array
}

/** The fields of a form: of several with one name the last. */
export type SentForm = Readonly<Record<string, string | SentFile>>

/** Bytes that are read at a time, between which others get their turn: a form may be as large as a file may. */
const atOnce = 1024 * 1024
/** A field is words; a file’s name may be as long as somebody likes, and is cut where it is taken. */
const limits = { fieldSize: 8 * 1024 * 1024, headerSize: 1024 * 1024, fileSize: Infinity }

/** The form in the body of a request. */
export async function readForm(c: Context): Promise<SentForm> {
  const type = c.req.header('content-type') ?? ''
  try {
    // By way of its bytes, which were looked at already; nobody needs them afterwards.
    const bytes = new Uint8Array(await c.req.arrayBuffer())
    c.req.bodyCache = {}
    return await formIn(bytes, type)
  } catch (error) {
    if (error instanceof AppError) throw error
    throw new AppError('malformed', say('refusals.http.formUnread'))
  }
}

/** The form that these bytes are, of the `multipart/form-data` type given with its boundary. Throws where they are none. */
export async function formIn(bytes: Uint8Array, type: string): Promise<SentForm> {
  const form = new Map<string, string | SentFile>()
  const reader = new Busboy({ headers: { 'content-type': type }, limits, preservePath: true })
  const finished = new Promise<void>((resolve, reject) => {
    reader.on('finish', resolve)
    reader.on('error', reject)
  })
  // Its failure is told below, and not to nobody while pieces are still handed over.
  finished.catch(() => undefined)
  reader.on('field', (name, value, nameTruncated, valueTruncated) => {
    if (nameTruncated || valueTruncated) reader.destroy(new Error('A field is too long'))
    form.set(unescaped(name), value)
  })
  reader.on('file', (name, stream, filename: string | undefined, _encoding, mediaType) => {
    const pieces: Uint8Array[] = []
    stream.on('data', (piece: Uint8Array) => pieces.push(piece))
    stream.on('end', () => {
      form.set(unescaped(name), { name: unescaped(filename ?? ''), type: mediaType, bytes: Buffer.concat(pieces) })
    })
  })
  for (let at = 0; at < bytes.length && !reader.destroyed; at += atOnce) {
    reader.write(bytes.subarray(at, at + atOnce))
    await setImmediate()
  }
  if (!reader.destroyed) reader.end()
  await finished
  return Object.fromEntries(form)
}

/** A name as it was before browsers wrote it into a header. */
const unescaped = (name: string): string => name.replaceAll('%0A', '\n').replaceAll('%0D', '\r').replaceAll('%22', '"')
