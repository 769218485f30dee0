import { constants, inflateSync } from 'node:zlib'

const megabyte = 1024 * 1024
/** How much is expanded of one stream and of all, and how much of an object's dictionary is read. */
const mostOfStream = 8 * megabyte
const mostOfFile = 64 * megabyte
const mostOfDictionary = 64 * 1024

/**
 * The objects of a PDF by their numbers, as far as they can be found by looking for them: as they are, or in packed object streams. What is encrypted, damaged or too
 * large is not there. For what pdf.js does not tell; takes time in proportion to the file, once.
 */
export class PdfObjects {
  readonly #file: Buffer
  #places: Map<number, number> | undefined
  #packed: Map<number, string> | undefined
  #expanded = 0

  constructor(bytes: Uint8Array) {
    this.#file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** What a page draws: its content streams one after the other, one byte a character. */
  contentOfPage(number: number): string {
    const contents = /\/Contents\s*(?:\[([^\]]*)\]|(\d+\s+\d+\s+R))/.exec(this.#dictionary(number))
    const references = (contents?.[1] ?? contents?.[2] ?? '').matchAll(/(\d+)\s+\d+\s+R/g)
    return [...references].slice(0, 1000).map(([, reference]) => this.#stream(Number(reference))).join('\n')
  }

  #dictionary(number: number): string {
    const place = this.#placeOf(number)
    if (place === undefined) return this.#packedObjects().get(number) ?? ''
    const text = this.#file.toString('latin1', place, place + mostOfDictionary)
    const end = /\bendobj\b|\bstream\r?\n/.exec(text)
    return end ? text.slice(0, end.index) : text
  }

  #stream(number: number): string {
    const place = this.#placeOf(number)
    if (place === undefined || this.#expanded > mostOfFile) return ''
    const dictionary = this.#dictionary(number)
    const at = this.#file.indexOf('stream', place + dictionary.length)
    const end = at < 0 ? -1 : this.#file.indexOf('endstream', at)
    if (end < 0) return ''
    const start = at + 'stream'.length + (this.#file[at + 6] === 13 ? 2 : 1)
    const content = expanded(this.#file.subarray(start, end), dictionary)
    this.#expanded += content.length
    return content
  }

  #placeOf(number: number): number | undefined {
    this.#places ??= placesOf(this.#file)
    return this.#places.get(number)
  }

  #packedObjects(): Map<number, string> {
    if (this.#packed) return this.#packed
    this.#packed = new Map()
    for (const number of this.#places?.keys() ?? []) {
      const dictionary = this.#dictionary(number)
      if (!/\/ObjStm\b/.test(dictionary)) continue
      const first = Number(/\/First\s+(\d+)/.exec(dictionary)?.[1] ?? 0)
      const content = this.#stream(number)
      const pairs = [...content.slice(0, first).matchAll(/(\d+)\s+(\d+)/g)]
      pairs.forEach(([, object, offset], at) => {
        const next = pairs[at + 1]?.[2]
        this.#packed?.set(Number(object), content.slice(first + Number(offset), next === undefined ? undefined : first + Number(next)))
      })
    }
    return this.#packed
  }
}

/** Where the insides of objects begin. Of an object that was written again, the later one counts. */
function placesOf(file: Buffer): Map<number, number> {
  const places = new Map<number, number>()
  if (file.includes('/Encrypt')) return places
  for (let at = file.indexOf(' obj'); at >= 0; at = file.indexOf(' obj', at + 4)) {
    const number = /(?:^|[\s>])(\d{1,9}) \d{1,5}$/.exec(file.toString('latin1', Math.max(0, at - 17), at))?.[1]
    if (number !== undefined) places.set(Number(number), at + 4)
  }
  return places
}

function expanded(data: Buffer, dictionary: string): string {
  if (data.length > mostOfStream || dictionary.includes('/Predictor')) return ''
  if (!dictionary.includes('/Filter')) return data.toString('latin1')
  if (!/\/Filter\s*\[?\s*\/(FlateDecode|Fl)\s*\]?\s*(\/|>>|$)/.test(dictionary)) return ''
  try {
    return inflateSync(data, { maxOutputLength: mostOfStream, finishFlush: constants.Z_SYNC_FLUSH }).toString('latin1')
  } catch {
    // Damaged or too large: then nothing is said, and the text is what is drawn.
    return ''
  }
}
