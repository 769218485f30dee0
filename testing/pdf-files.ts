import { createCipheriv, createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

/** A line of a printed page: text, left edge, baseline, size. */
export type Printed = [text: string, x: number, y: number, size?: number]

/** What a page draws: lines in Helvetica, or a content stream as it is; and annotations as the inside of their dictionaries. */
export interface PrintedPage {
  lines?: Printed[]
  content?: string
  annotations?: string[]
  /** Whether the content stream is compressed. */
  isPacked?: boolean
  /** What some letters of the page's font are, in hexadecimal UTF-16, as the file says. */
  toUnicode?: Record<string, string>
  /** Other objects; `{0}` stands for the number of the first of them, here, in annotations and in the entries below. */
  objects?: string[]
  /** More of the page's resources, such as forms, and of its dictionary, such as boxes. */
  resources?: string
  fonts?: string
  entries?: string
}

/** How a file is written: objects packed in streams, and enciphered without a password. */
export interface PdfForm {
  isPacked?: boolean
  cipher?: 'rc4' | 'aes-256'
  /** Where its table is said to be, if not where it is. */
  startOfTable?: number
}

/** The width and height of every page (PDF units). */
export const pageSize = { width: 420, height: 595 }

/** A text as a PDF string of Latin letters. */
export const pdfString = (text: string): string => `(${text.replace(/[()\\]/g, '\\$&')})`

/** The operators that print a line. */
export const printed = ([text, x, y, size = 10]: Printed): string =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm ${pdfString(text)} Tj ET`

/** A PDF with its cross-reference table, whose font F1 is Helvetica; every annotation is in the form too, which minds only fields. */
export function pdfOf(pages: readonly PrintedPage[], form: PdfForm = {}): Uint8Array {
  const objects: string[] = [
    '',
    '',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ]
  const add = (object: string): number => objects.push(object)
  const fields: number[] = []
  const kids = pages.map(
    ({
      lines = [],
      content = '',
      annotations = [],
      isPacked = false,
      toUnicode,
      objects: others = [],
      resources = '',
      fonts = '',
      entries = '',
    }) => {
      const first = objects.length + 1
      const numbered = (text: string) => text.replace(/\{(\d+)\}/g, (_, at: string) => String(first + Number(at)))
      for (const other of others) add(numbered(other))
      const drawn = [...lines.map(printed), content].join('\n')
      const data = isPacked ? deflateSync(Buffer.from(drawn, 'latin1')).toString('latin1') : drawn
      const stream = add(
        `<< /Length ${data.length} ${isPacked ? '/Filter /FlateDecode ' : ''}>>\nstream\n${data}\nendstream`,
      )
      const font = toUnicode
        ? add(
            `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode ${add(characterMap(toUnicode))} 0 R >>`,
          )
        : 3
      const annotated = annotations.map((inside) => add(`<< /Type /Annot ${numbered(inside)} >>`))
      fields.push(...annotated)
      return add(
        `<< /Type /Page /Parent 2 0 R ${entries.includes('/MediaBox') ? '' : `/MediaBox [0 0 ${pageSize.width} ${pageSize.height}]`} ${numbered(entries)} /Resources << /Font << /F1 ${font} 0 R ${numbered(fonts)} >> ${numbered(resources)} >> ${entries.includes('/Contents') ? '' : `/Contents ${stream} 0 R`} ${references('/Annots', annotated)} >>`,
      )
    },
  )
  objects[0] = `<< /Type /Catalog /Pages 2 0 R /AcroForm << ${references('/Fields', fields) || '/Fields []'} /DA (/F1 10 Tf 0 g) >> >>`
  objects[1] = `<< /Type /Pages ${references('/Kids', kids)} /Count ${kids.length} >>`
  return form.isPacked ? withStreams(objects) : withTable(objects, form)
}

/** A stream object. */
export const pdfStream = (dictionary: string, data: string): string =>
  `<< ${dictionary} /Length ${data.length} >>\nstream\n${data}\nendstream`

function characterMap(letters: Record<string, string>): string {
  const pairs = Object.entries(letters).map(
    ([letter, unicode]) => `<${letter.charCodeAt(0).toString(16)}> <${unicode}>`,
  )
  const map = `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange ${pairs.length} beginbfchar ${pairs.join(' ')} endbfchar endcmap end`
  return `<< /Length ${map.length} >>\nstream\n${map}\nendstream`
}

const references = (key: string, numbers: readonly number[]): string =>
  numbers.length === 0 ? '' : `${key} [${numbers.map((number) => `${number} 0 R`).join(' ')}]`

function withTable(plain: readonly string[], { cipher, startOfTable }: PdfForm): Uint8Array {
  const secret = cipher ? enciphered(plain, cipher) : { objects: plain, trailer: '' }
  let file = '%PDF-1.7\n'
  const offsets = secret.objects.map((object, at) => {
    const offset = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = startOfTable ?? file.length
  const { length } = secret.objects
  file += `xref\n0 ${length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer << /Size ${length + 1} /Root 1 0 R ${secret.trailer} >>\nstartxref\n${start}\n%%EOF`
  return Buffer.from(file, 'latin1')
}

/** All objects but streams in one object stream, and the table in another whose rows are written as differences. */
function withStreams(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n'
  const isStream = (object: string) => object.includes('\nstream\n')
  const packed = objects.flatMap((object, at) => (isStream(object) ? [] : [{ number: at + 1, object }]))
  let inside = ''
  const index = packed.map(({ number, object }) => {
    const at = inside.length
    inside += `${object} `
    return `${number} ${at}`
  })
  const head = `${index.join(' ')} `
  const rows = new Map<number, number[]>([[0, [0, 0, 0, 0, 255]]])
  const write = (number: number, object: string) => {
    rows.set(number, [1, file.length >> 16, (file.length >> 8) & 255, file.length & 255, 0])
    file += `${number} 0 obj\n${object}\nendobj\n`
  }
  const deflated = (text: string) => deflateSync(Buffer.from(text, 'latin1')).toString('latin1')
  objects.forEach((object, at) => isStream(object) && write(at + 1, object))
  const container = objects.length + 1
  packed.forEach(({ number }, at) => rows.set(number, [2, 0, container >> 8, container & 255, at]))
  write(
    container,
    pdfStream(`/Type /ObjStm /N ${packed.length} /First ${head.length} /Filter /FlateDecode`, deflated(head + inside)),
  )
  const start = file.length
  rows.set(container + 1, [1, start >> 16, (start >> 8) & 255, start & 255, 0])
  let above = [0, 0, 0, 0, 0]
  const differences = [...rows]
    .sort(([a], [b]) => a - b)
    .map(([, row]) => {
      const written = [2, ...row.map((byte, at) => (byte - (above[at] ?? 0) + 256) & 255)]
      above = row
      return String.fromCharCode(...written)
    })
  file += `${container + 1} 0 obj\n${pdfStream(`/Type /XRef /Size ${container + 2} /W [1 3 1] /Root 1 0 R /Filter /FlateDecode /DecodeParms << /Predictor 12 /Columns 5 >>`, deflated(differences.join('')))}\nendobj\nstartxref\n${start}\n%%EOF`
  return Buffer.from(file, 'latin1')
}

const identifier = 'a name of sixteen'.slice(0, 16)
const padding = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const hex = (bytes: Uint8Array): string => `<${Buffer.from(bytes).toString('hex')}>`

/** The objects with their strings and streams enciphered, without a password, in the oldest way or the newest but one; what the trailer says of it. */
function enciphered(objects: readonly string[], cipher: 'rc4' | 'aes-256'): { objects: string[]; trailer: string } {
  const [owner, permissions] = [Buffer.alloc(cipher === 'rc4' ? 32 : 48, 7), Buffer.from([0xfc, 0xff, 0xff, 0xff])]
  const md5 = (...parts: Uint8Array[]) => createHash('md5').update(Buffer.concat(parts)).digest()
  const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
  const key =
    cipher === 'rc4' ? md5(padding, owner, permissions, Buffer.from(identifier)).subarray(0, 5) : Buffer.alloc(32, 9)
  const write = (bytes: Buffer, number: number): Buffer => {
    if (cipher === 'rc4') return rc4(md5(key, Buffer.from([number & 255, number >> 8, 0, 0, 0])).subarray(0, 10), bytes)
    const first = Buffer.alloc(16, 3)
    const aes = createCipheriv('aes-256-cbc', key, first)
    return Buffer.concat([first, aes.update(bytes), aes.final()])
  }
  const written = objects.map((object, at) => {
    const [dictionary = '', data] = object.split(/\nstream\n/)
    const strings = dictionary.replace(/\(((?:[^()\\]|\\.)*)\)/g, (_, text: string) =>
      hex(write(Buffer.from(text.replace(/\\([()\\])/g, '$1').replace(/\\n/g, '\n'), 'latin1'), at + 1)),
    )
    if (data === undefined) return strings
    const secret = write(Buffer.from(data.replace(/\nendstream$/, ''), 'latin1'), at + 1).toString('latin1')
    return `${strings.replace(/\/Length \d+/, `/Length ${secret.length}`)}\nstream\n${secret}\nendstream`
  })
  const [check, salt] = [Buffer.alloc(8, 1), Buffer.alloc(8, 2)]
  const user = cipher === 'rc4' ? rc4(key, padding) : Buffer.concat([sha(check), check, salt])
  const under = createCipheriv('aes-256-cbc', sha(salt), Buffer.alloc(16)).setAutoPadding(false).update(key)
  const entries =
    cipher === 'rc4'
      ? '/V 1 /R 2'
      : `/V 5 /R 5 /Length 256 /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF /UE ${hex(under)} /OE ${hex(Buffer.alloc(32))} /Perms ${hex(Buffer.alloc(16))}`
  return {
    objects: [...written, `<< /Filter /Standard ${entries} /O ${hex(owner)} /U ${hex(user)} /P -4 >>`],
    trailer: `/Encrypt ${objects.length + 1} 0 R /ID [${hex(Buffer.from(identifier))} ${hex(Buffer.from(identifier))}]`,
  }
}

function rc4(key: Buffer, bytes: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, at) => at)
  const swap = (a: number, b: number) => ([state[a], state[b]] = [state[b] ?? 0, state[a] ?? 0])
  for (let at = 0, other = 0; at < 256; at += 1)
    swap(at, (other = (other + (state[at] ?? 0) + (key[at % key.length] ?? 0)) & 255))
  let [one, other] = [0, 0]
  return bytes.map((byte) => {
    one = (one + 1) & 255
    other = (other + (state[one] ?? 0)) & 255
    swap(one, other)
    return byte ^ (state[((state[one] ?? 0) + (state[other] ?? 0)) & 255] ?? 0)
  }) as Buffer
}
