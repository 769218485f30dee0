import { PdfDecryption } from './pdf-decryption'
import { unfiltered, type PdfFilter } from './pdf-filters'
import { PdfName, PdfReference, PdfString, PdfSyntax, type PdfDictionary, type PdfValue } from './pdf-syntax'

const megabyte = 1024 * 1024
/** How much is expanded of one stream and of all, and how much of an object that is no stream is read. */
const mostOfStream = 16 * megabyte
const mostOfFile = 192 * megabyte
const mostOfObject = 4 * megabyte
const mostReferences = 32

/** Where an object is: in the file, or packed in an object stream. */
interface Place {
  at: number
  generation: number
  packed?: string
}

/** A PDF's object: its value, and of a stream where its data begin. */
interface PdfObject {
  value: PdfValue
  data: number | null
  place: Place
}

/**
 * The objects of a PDF by their numbers, found by looking for them and not by the file's own table, so that a broken table does not matter: as they are, packed in
 * object streams, or enciphered without a password. Of an object that was written again, the last one counts. What is damaged or too large is not there. Shares
 * nothing with pdf.js, whose reading is held against it. Takes time in proportion to the file, once.
 */
export class PdfObjects {
  readonly #file: Buffer
  readonly #decryption: PdfDecryption | null
  readonly #places: Map<number, Place>
  readonly #read = new Map<number, PdfObject | null>()
  #expanded = 0

  constructor(bytes: Uint8Array) {
    this.#file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    this.#places = placesOf(this.#file)
    this.#decryption = this.#file.includes('/Encrypt') ? this.#openDecryption() : null
    this.#unpack()
  }

  /** What a value is, its reference followed; null where nothing is there. */
  resolve(value: PdfValue | undefined): PdfValue {
    let found = value ?? null
    for (let times = 0; found instanceof PdfReference && times < mostReferences; times += 1)
      found = this.#object(found.number)?.value ?? null
    return found instanceof PdfReference ? null : found
  }

  /** The dictionary that a value or its reference is; an empty one where it is none. */
  dictionary(value: PdfValue | undefined): PdfDictionary {
    const found = this.resolve(value)
    return found instanceof Map ? found : new Map<string, PdfValue>()
  }

  /** The items of an array, or the value itself as the only one. */
  list(value: PdfValue | undefined): PdfValue[] {
    const found = this.resolve(value)
    return Array.isArray(found) ? found : found === null ? [] : [value as PdfValue]
  }

  numbers(value: PdfValue | undefined): number[] {
    const found = this.resolve(value)
    return Array.isArray(found)
      ? found.map((item) => this.resolve(item)).filter((item) => typeof item === 'number')
      : []
  }

  name(value: PdfValue | undefined): string | undefined {
    const found = this.resolve(value)
    return found instanceof PdfName ? found.name : undefined
  }

  bytes(value: PdfValue | undefined): string | undefined {
    const found = this.resolve(value)
    return found instanceof PdfString ? found.bytes : undefined
  }

  /** The data of a stream, one byte a character; null where it cannot be read. */
  stream(value: PdfValue | undefined): string | null {
    if (!(value instanceof PdfReference) || this.#expanded > mostOfFile) return null
    const object = this.#object(value.number)
    return object === null || object.data === null || !(object.value instanceof Map)
      ? null
      : this.#unfiltered(value.number, object, object.value, object.data)
  }

  /** A page's dictionary with what it inherits. */
  page(number: number): PdfDictionary {
    const page = new Map(this.dictionary(new PdfReference(number)))
    for (let above = page.get('Parent'), depth = 0; above !== undefined && depth < mostReferences; depth += 1) {
      const parent = this.dictionary(above)
      for (const key of ['Resources', 'MediaBox', 'CropBox', 'Rotate'])
        if (!page.has(key) && parent.has(key)) page.set(key, parent.get(key) ?? null)
      above = parent.get('Parent')
    }
    return page
  }

  /** What a page draws: its content streams one after the other; null where one of them cannot be read. */
  contentOfPage(number: number): string | null {
    const parts = this.list(this.page(number).get('Contents'))
      .slice(0, 10_000)
      .map((part) => this.stream(part))
    return parts.includes(null) ? null : parts.join('\n')
  }

  #object(number: number): PdfObject | null {
    const known = this.#read.get(number)
    if (known !== undefined) return known
    const place = this.#places.get(number)
    const object = place === undefined ? null : this.#parsed(number, place)
    this.#read.set(number, object)
    return object
  }

  #parsed(number: number, place: Place): PdfObject {
    if (place.packed !== undefined) return { value: new PdfSyntax(place.packed).value() ?? null, data: null, place }
    // Most objects are short; a whole one is read where it is not.
    let syntax = new PdfSyntax(this.#file.toString('latin1', place.at, place.at + 4096))
    let value = syntax.value()
    if (syntax.at >= 4000) {
      syntax = new PdfSyntax(this.#file.toString('latin1', place.at, place.at + mostOfObject))
      value = syntax.value()
    }
    const keyword = /^[\s\x00]*stream(\r\n|\n|\r)?/.exec(syntax.text.slice(syntax.at, syntax.at + 64))
    const data = value instanceof Map && keyword ? place.at + syntax.at + keyword[0].length : null
    return {
      value: this.#decryption && value !== undefined ? this.#deciphered(value, number, place) : (value ?? null),
      data,
      place,
    }
  }

  #deciphered(value: PdfValue, number: number, place: Place): PdfValue {
    if (value instanceof PdfString)
      return new PdfString(
        this.#decryption
          ?.read(Buffer.from(value.bytes, 'latin1'), 'string', number, place.generation)
          .toString('latin1') ?? '',
      )
    if (Array.isArray(value)) return value.map((item) => this.#deciphered(item, number, place))
    return value instanceof Map
      ? new Map([...value].map(([key, item]) => [key, this.#deciphered(item, number, place)]))
      : value
  }

  #unfiltered(number: number, { place }: PdfObject, dictionary: PdfDictionary, from: number): string | null {
    const names = this.list(dictionary.get('Filter') ?? dictionary.get('F')).map((filter) => this.name(filter) ?? '')
    const parameters = this.list(dictionary.get('DecodeParms') ?? dictionary.get('DP')).map((one) =>
      this.dictionary(one),
    )
    const filters = names.map((name, at): PdfFilter => ({
      name,
      parameters: Object.fromEntries(
        [...(parameters[at] ?? [])].filter((pair): pair is [string, number] => typeof pair[1] === 'number'),
      ),
    }))
    const isPlain = this.name(dictionary.get('Type')) === 'XRef' || names[0] === 'Crypt'
    const raw = this.#file.subarray(from, this.#endOfData(dictionary, from))
    const data = unfiltered(
      this.#decryption && !isPlain ? this.#decryption.read(raw, 'stream', number, place.generation) : raw,
      filters,
      mostOfStream,
    )
    this.#expanded += data?.length ?? 0
    return data?.toString('latin1') ?? null
  }

  /** As the stream says, where it is right; else where the next `endstream` is. */
  #endOfData(dictionary: PdfDictionary, from: number): number {
    const length = this.resolve(dictionary.get('Length'))
    if (
      typeof length === 'number' &&
      length >= 0 &&
      /^\s*endstream/.test(this.#file.toString('latin1', from + length, from + length + 16))
    )
      return from + length
    const end = this.#file.indexOf('endstream', from)
    return end < 0 ? this.#file.length : end
  }

  #openDecryption(): PdfDecryption | null {
    const tail = (key: string): PdfValue | undefined => {
      const at = this.#file.lastIndexOf(key)
      return at < 0
        ? undefined
        : new PdfSyntax(this.#file.toString('latin1', at + key.length, at + key.length + 4096)).value()
    }
    const encrypt = this.dictionary(tail('/Encrypt'))
    const id = tail('/ID')
    const first = Array.isArray(id) ? id[0] : undefined
    if (encrypt.size === 0) return null
    for (const [key, value] of encrypt) encrypt.set(key, this.resolve(value))
    // Until here strings were read as they are, and its own are never enciphered.
    this.#read.clear()
    return new PdfDecryption(encrypt, first instanceof PdfString ? first.bytes : '')
  }

  #unpack(): void {
    for (const [number, place] of [...this.#places].sort(([, a], [, b]) => a.at - b.at)) {
      // Only what says so at once is parsed, so that a file is not read whole.
      if (!/\/ObjStm\b/.test(this.#file.toString('latin1', place.at, place.at + 1024))) continue
      const dictionary = this.dictionary(new PdfReference(number))
      if (this.name(dictionary.get('Type')) !== 'ObjStm') continue
      const content = this.stream(new PdfReference(number))
      const first = this.resolve(dictionary.get('First'))
      if (content === null || typeof first !== 'number') continue
      const pairs = [...content.slice(0, first).matchAll(/(\d+)\s+(\d+)/g)]
      pairs.forEach(([, object, offset], at) => {
        const before = this.#places.get(Number(object))
        if (before && before.at > place.at) return
        const next = pairs[at + 1]?.[2]
        this.#places.set(Number(object), {
          at: place.at,
          generation: 0,
          packed: content.slice(first + Number(offset), next === undefined ? undefined : first + Number(next)),
        })
      })
    }
  }
}

/** Where the insides of objects begin. */
function placesOf(file: Buffer): Map<number, Place> {
  const places = new Map<number, Place>()
  for (let at = file.indexOf('obj'); at >= 0; at = file.indexOf('obj', at + 3)) {
    const [, number, generation] =
      /(?:^|[^\d.])(\d{1,9})\s+(\d{1,5})\s*$/.exec(file.toString('latin1', Math.max(0, at - 20), at)) ?? []
    if (number !== undefined) places.set(Number(number), { at: at + 3, generation: Number(generation) })
  }
  return places
}
