import type { IncomingMessage } from 'node:http'
import { AppError } from '@/lib/errors'
import { say } from '@/lib/i18n/say'

/** The most that a form of our pages or of next-auth has is a password and an address. */
const limit = 64 * 1024

/**
 * Refuses, by throwing an AppError, what Next and next-auth would read without end. A body without a length is counted as the parser brings it and waits in the
 * request, unread, until it is whole: nobody behind us hears of one that is too large. Resolves true when the request may be handed on, and false when its
 * sender has gone.
 */
export function admitPageBody(request: IncomingMessage): Promise<boolean> | true {
  const { 'content-length': length, 'transfer-encoding': transfer } = request.headers
  if (Number(length ?? 0) > limit) throw tooLarge()
  if (transfer === undefined) return true
  if (transfer.toLowerCase() !== 'chunked')
    throw new AppError('unsupported-format', say('refusals.http.transferEncoding'))
  return whole(request)
}

function whole(request: IncomingMessage): Promise<boolean> {
  let size = 0
  const push = request.push.bind(request)
  return new Promise((resolve, reject) => {
    // The one place through which node's parser puts a body into its request.
    request.push = (chunk: Buffer | null) => {
      size += chunk?.length ?? 0
      if (size > limit) {
        reject(tooLarge())
        return true
      }
      push(chunk)
      if (chunk === null) resolve(true)
      return true // Or it would stop before it is whole, for nobody reads it yet.
    }
    request.once('close', () => resolve(false))
    request.once('error', () => resolve(false))
  })
}

function tooLarge(): AppError {
  return new AppError('too-large', say('refusals.http.tooLarge', { limit: `${limit / 1024} kB` }))
}
