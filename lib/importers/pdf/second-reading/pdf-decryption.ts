import { ownValue } from '@/lib/domain/own-value'
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { PdfName, PdfString, type PdfDictionary, type PdfValue } from './pdf-syntax'

const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

type Method = 'rc4' | 'aes' | 'aes-256' | 'none'

/** Deciphers what a file enciphers that opens without a password, as most do that only forbid to change or print. */
export class PdfDecryption {
  readonly #key: Buffer
  readonly #streams: Method
  readonly #strings: Method

  /** `encrypt` is the file's dictionary of that name, its references followed; `id` the first part of the file's identifier. */
  constructor(encrypt: PdfDictionary, id: string) {
    const version = numberOf(encrypt.get('V'))
    this.#streams = methodOf(encrypt, version, 'StmF')
    this.#strings = methodOf(encrypt, version, 'StrF')
    this.#key = version >= 5 ? longKey(encrypt) : shortKey(encrypt, version, Buffer.from(id, 'latin1'))
  }

  /** The bytes of a stream or a string of an object; as they are where they cannot be deciphered. */
  read(bytes: Buffer, kind: 'stream' | 'string', object: number, generation: number): Buffer {
    const method = kind === 'stream' ? this.#streams : this.#strings
    if (method === 'none') return bytes
    const key = method === 'aes-256' ? this.#key : this.#keyOf(object, generation, method)
    if (method === 'rc4') return rc4(key, bytes)
    if (bytes.length < 32) return Buffer.alloc(0)
    try {
      const cipher = createDecipheriv(
        key.length === 32 ? 'aes-256-cbc' : 'aes-128-cbc',
        key,
        bytes.subarray(0, 16),
      ).setAutoPadding(false)
      const plain = Buffer.concat([
        cipher.update(bytes.subarray(16, bytes.length - (bytes.length % 16))),
        cipher.final(),
      ])
      const padded = plain.at(-1) ?? 0
      return padded >= 1 && padded <= 16 ? plain.subarray(0, plain.length - padded) : plain
    } catch {
      return bytes
    }
  }

  #keyOf(object: number, generation: number, method: Method): Buffer {
    const salt = Buffer.from([
      object & 0xff,
      (object >> 8) & 0xff,
      (object >> 16) & 0xff,
      generation & 0xff,
      (generation >> 8) & 0xff,
    ])
    const hash = createHash('md5').update(this.#key).update(salt)
    if (method === 'aes') hash.update('sAlT')
    return hash.digest().subarray(0, Math.min(16, this.#key.length + 5))
  }
}

const numberOf = (value: PdfValue | undefined): number => (typeof value === 'number' ? value : 0)
const bytesOf = (value: PdfValue | undefined): Buffer =>
  Buffer.from(value instanceof PdfString ? value.bytes : '', 'latin1')

function methodOf(encrypt: PdfDictionary, version: number, use: 'StmF' | 'StrF'): Method {
  if (version < 4) return 'rc4'
  const name = encrypt.get(use)
  const filters = encrypt.get('CF')
  const filter = name instanceof PdfName && filters instanceof Map ? filters.get(name.name) : undefined
  const method = filter instanceof Map ? filter.get('CFM') : undefined
  const methods: Readonly<Record<string, Method | undefined>> = { V2: 'rc4', AESV2: 'aes', AESV3: 'aes-256' }
  return (method instanceof PdfName && ownValue(methods, method.name)) || 'none'
}

function shortKey(encrypt: PdfDictionary, version: number, id: Buffer): Buffer {
  const revision = numberOf(encrypt.get('R'))
  const length =
    version === 1 ? 5 : version === 4 ? 16 : Math.min(16, Math.max(5, (numberOf(encrypt.get('Length')) || 40) >> 3))
  const permissions = Buffer.alloc(4)
  permissions.writeInt32LE(numberOf(encrypt.get('P')) | 0)
  const hash = createHash('md5')
    .update(padding)
    .update(bytesOf(encrypt.get('O')).subarray(0, 32))
    .update(permissions)
    .update(id)
  if (revision >= 4 && encrypt.get('EncryptMetadata') === false) hash.update(Buffer.alloc(4, 0xff))
  let key = hash.digest()
  if (revision >= 3)
    for (let time = 0; time < 50; time += 1) key = createHash('md5').update(key.subarray(0, length)).digest()
  return key.subarray(0, length)
}

function longKey(encrypt: PdfDictionary): Buffer {
  const salt = bytesOf(encrypt.get('U')).subarray(40, 48)
  const between = numberOf(encrypt.get('R')) >= 6 ? strongHash(salt) : createHash('sha256').update(salt).digest()
  const cipher = createDecipheriv('aes-256-cbc', between, Buffer.alloc(16)).setAutoPadding(false)
  return cipher.update(bytesOf(encrypt.get('UE')).subarray(0, 32))
}

/** The hash of ISO 32000-2, 7.6.4.3.4, of an empty password. */
function strongHash(salt: Buffer): Buffer {
  let key = createHash('sha256').update(salt).digest()
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(false)
    const mixed = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)))
    const rest = mixed.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = createHash(['sha256', 'sha384', 'sha512'][rest] ?? 'sha256')
      .update(mixed)
      .digest()
    last = mixed.at(-1) ?? 0
  }
  return key.subarray(0, 32)
}

function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, at) => at)
  const swap = (a: number, b: number) => ([state[a], state[b]] = [state[b] as number, state[a] as number])
  for (let at = 0, other = 0; at < 256; at += 1)
    swap(at, (other = (other + (state[at] as number) + (key[at % key.length] as number)) & 0xff))
  const out = Buffer.alloc(bytes.length)
  for (let at = 0, one = 0, other = 0; at < bytes.length; at += 1) {
    one = (one + 1) & 0xff
    other = (other + (state[one] as number)) & 0xff
    swap(one, other)
    out[at] = (bytes[at] as number) ^ (state[((state[one] as number) + (state[other] as number)) & 0xff] as number)
  }
  return out
}
