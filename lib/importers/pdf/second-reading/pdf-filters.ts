import { constants, inflateSync } from 'node:zlib'

/** A filter of a stream and its parameters, as numbers by name. */
export interface PdfFilter {
  name: string
  parameters: Readonly<Record<string, number>>
}

/** The bytes of a stream without its filters; null where one is unknown (an image's), damaged beyond reading, or gives more than `most` bytes. */
export function unfiltered(data: Buffer, filters: readonly PdfFilter[], most: number): Buffer | null {
  let bytes: Buffer | null = data
  for (const filter of filters) {
    if (bytes === null) return null
    bytes = applied(bytes, filter, most)
    if (bytes !== null && bytes.length > most) return null
  }
  return bytes
}

function applied(bytes: Buffer, { name, parameters }: PdfFilter, most: number): Buffer | null {
  switch (name) {
    case 'FlateDecode':
    case 'Fl':
      return unpredicted(inflated(bytes, most), parameters)
    case 'LZWDecode':
    case 'LZW':
      return unpredicted(fromLzw(bytes, most, parameters.EarlyChange ?? 1), parameters)
    case 'ASCIIHexDecode':
    case 'AHx': {
      const digits =
        bytes
          .toString('latin1')
          .split('>')[0]
          ?.replace(/[^0-9a-fA-F]/g, '') ?? ''
      return Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex')
    }
    case 'ASCII85Decode':
    case 'A85':
      return fromBase85(bytes)
    case 'RunLengthDecode':
    case 'RL':
      return fromRunLengths(bytes, most)
    case 'Crypt':
      return bytes
    default:
      return null
  }
}

function inflated(bytes: Buffer, most: number): Buffer | null {
  try {
    return inflateSync(bytes, { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH })
  } catch {
    return null
  }
}

/** Undoes the prediction of bytes from the row above, which object streams may have too. */
function unpredicted(
  bytes: Buffer | null,
  { Predictor = 1, Columns = 1, Colors = 1, BitsPerComponent = 8 }: PdfFilter['parameters'],
): Buffer | null {
  if (bytes === null || Predictor < 10) return Predictor === 2 ? null : bytes
  const step = Math.max(1, (Colors * BitsPerComponent) >> 3)
  const width = (Columns * Colors * BitsPerComponent + 7) >> 3
  if (!(width > 0)) return null
  const rows = Math.ceil(bytes.length / (width + 1))
  const out = Buffer.alloc(rows * width)
  for (let row = 0; row < rows; row += 1) {
    const kind = bytes[row * (width + 1)] ?? 0
    for (let x = 0; x < width; x += 1) {
      const raw = bytes[row * (width + 1) + 1 + x] ?? 0
      const at = row * width + x
      const left = x >= step ? (out[at - step] as number) : 0
      const up = row > 0 ? (out[at - width] as number) : 0
      const corner = x >= step && row > 0 ? (out[at - width - step] as number) : 0
      out[at] = raw + predicted(kind, left, up, corner)
    }
  }
  return out
}

function predicted(kind: number, left: number, up: number, corner: number): number {
  if (kind === 1) return left
  if (kind === 2) return up
  if (kind === 3) return (left + up) >> 1
  if (kind !== 4) return 0
  const guess = left + up - corner
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)]
  return toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner
}

function fromLzw(bytes: Buffer, most: number, early: number): Buffer | null {
  const out: number[] = []
  let table: number[][] = []
  const reset = () => (table = Array.from({ length: 258 }, (_, code) => [code]))
  reset()
  let [width, held, bits] = [9, 0, 0]
  let last: number[] | undefined
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    if (bits < width) continue
    bits -= width
    const code = (held >> bits) & ((1 << width) - 1)
    held &= (1 << bits) - 1
    if (code === 257) break
    if (code === 256) {
      reset()
      width = 9
      last = undefined
      continue
    }
    const entry: number[] | undefined = table[code] ?? (last ? [...last, last[0] as number] : undefined)
    if (entry === undefined) return null
    for (const one of entry) out.push(one)
    if (out.length > most) return null
    if (last && table.length < 4096) table.push([...last, entry[0] as number])
    last = entry
    const next = table.length + early
    width = next >= 2048 ? 12 : next >= 1024 ? 11 : next >= 512 ? 10 : 9
  }
  return Buffer.from(out)
}

function fromBase85(bytes: Buffer): Buffer {
  const out: number[] = []
  let group: number[] = []
  const flush = (count: number) => {
    const value = [0, 1, 2, 3, 4].reduce((sum, at) => sum * 85 + (group[at] ?? 84), 0)
    for (let at = 0; at < count; at += 1) out.push(Math.floor(value / 256 ** (3 - at)) & 0xff)
    group = []
  }
  for (const byte of bytes) {
    if (byte === 0x7e) break
    if (byte === 0x7a && group.length === 0) out.push(0, 0, 0, 0)
    else if (byte >= 0x21 && byte <= 0x75) {
      group.push(byte - 0x21)
      if (group.length === 5) flush(4)
    }
  }
  if (group.length > 1) flush(group.length - 1)
  return Buffer.from(out)
}

function fromRunLengths(bytes: Buffer, most: number): Buffer | null {
  const out: Buffer[] = []
  let total = 0
  for (let at = 0; at < bytes.length;) {
    const length = bytes[at] as number
    if (length === 128) break
    const part = length < 128 ? bytes.subarray(at + 1, at + 2 + length) : Buffer.alloc(257 - length, bytes[at + 1] ?? 0)
    at += length < 128 ? 2 + length : 2
    total += part.length
    if (total > most) return null
    out.push(part)
  }
  return Buffer.concat(out)
}
