import { createHash, randomBytes } from 'node:crypto'

/** A new secret of 256 bits: the part shown once, and the hash that is stored. */
export function newSecret(prefix = ''): { secret: string; hash: string } {
  const secret = prefix + randomBytes(32).toString('base64url')
  return { secret, hash: hashSecret(secret) }
}

/** SHA-256 in hex. Enough for secrets of full entropy; people's passwords go through lib/auth/passwords. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}
