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
}

/** The width and height of every page (PDF units). */
export const pageSize = { width: 420, height: 595 }

/** A text as a PDF string of Latin letters. */
export const pdfString = (text: string): string => `(${text.replace(/[()\\]/g, '\\$&')})`

/** The operators that print a line. */
export const printed = ([text, x, y, size = 10]: Printed): string => `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm ${pdfString(text)} Tj ET`

/** A PDF with its cross-reference table, whose font F1 is Helvetica; every annotation is in the form too, which minds only fields. */
export function pdfOf(pages: readonly PrintedPage[]): Uint8Array {
  const objects: string[] = ['', '', '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>']
  const add = (object: string): number => objects.push(object)
  const fields: number[] = []
  const kids = pages.map(({ lines = [], content = '', annotations = [], isPacked = false, toUnicode }) => {
    const drawn = [...lines.map(printed), content].join('\n')
    const data = isPacked ? deflateSync(Buffer.from(drawn, 'latin1')).toString('latin1') : drawn
    const stream = add(`<< /Length ${data.length} ${isPacked ? '/Filter /FlateDecode ' : ''}>>\nstream\n${data}\nendstream`)
    const font = toUnicode ? add(`<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode ${add(characterMap(toUnicode))} 0 R >>`) : 3
    const annotated = annotations.map((inside) => add(`<< /Type /Annot ${inside} >>`))
    fields.push(...annotated)
    return add(`<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${pageSize.width} ${pageSize.height}] /Resources << /Font << /F1 ${font} 0 R >> >> /Contents ${stream} 0 R ${references('/Annots', annotated)} >>`)
  })
  objects[0] = `<< /Type /Catalog /Pages 2 0 R /AcroForm << ${references('/Fields', fields) || '/Fields []'} /DA (/F1 10 Tf 0 g) >> >>`
  objects[1] = `<< /Type /Pages ${references('/Kids', kids)} /Count ${kids.length} >>`
  return withTable(objects)
}

function characterMap(letters: Record<string, string>): string {
  const pairs = Object.entries(letters).map(([letter, unicode]) => `<${letter.charCodeAt(0).toString(16)}> <${unicode}>`)
  const map = `/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <ff> endcodespacerange ${pairs.length} beginbfchar ${pairs.join(' ')} endbfchar endcmap end`
  return `<< /Length ${map.length} >>\nstream\n${map}\nendstream`
}

const references = (key: string, numbers: readonly number[]): string => (numbers.length === 0 ? '' : `${key} [${numbers.map((number) => `${number} 0 R`).join(' ')}]`)

function withTable(objects: readonly string[]): Uint8Array {
  let file = '%PDF-1.7\n'
  const offsets = objects.map((object, at) => {
    const offset = file.length
    file += `${at + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF`
  return Buffer.from(file, 'latin1')
}
