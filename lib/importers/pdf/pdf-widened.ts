import type { PdfBox } from './second-reading/pdf-drawing'
import type { PdfObjects } from './second-reading/pdf-objects'
import { PdfName, PdfReference, PdfString, PdfSyntax, type PdfValue } from './second-reading/pdf-syntax'

/** What a page is drawn by. The rest of its dictionary is of no matter here. */
const needed = ['Resources', 'Contents', 'Annots', 'Rotate', 'UserUnit', 'Parent']

/**
 * The file with pages whose visible part is larger, so that pdf.js, which reads nothing outside of it, reads all that is there: appended as programs append changes, so
 * that everything else stays as it is. `boxes` are by the pages' references. Null where the file does not say what it begins with.
 */
export function widened(
  bytes: Uint8Array,
  objects: PdfObjects,
  boxes: readonly { page: PdfReference; box: PdfBox }[],
): Uint8Array | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const trailer = trailerOf(file)
  if (trailer === null) return null
  let added = '\n'
  const entries: string[] = []
  for (const {
    page: { number, generation },
    box,
  } of boxes) {
    const page = objects.page(number)
    const kept = needed.flatMap((key) => (page.has(key) ? [`/${key} ${written(page.get(key) ?? null)}`] : []))
    entries.push(
      `${number} 1\n${String(file.length + added.length).padStart(10, '0')} ${String(generation).padStart(5, '0')} n \n`,
    )
    added += `${number} ${generation} obj\n<< /Type /Page /MediaBox [${box.map((edge) => edge.toFixed(2)).join(' ')}] /CropBox [${box.map((edge) => edge.toFixed(2)).join(' ')}] ${kept.join(' ')} >>\nendobj\n`
  }
  const start = file.length + added.length
  added += `xref\n${entries.join('')}trailer\n<< ${trailer} >>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.concat([file, Buffer.from(added, 'latin1')])
}

/** What the file's own last trailer says that another one has to say too. */
function trailerOf(file: Buffer): string | null {
  const tail = file.lastIndexOf('startxref')
  const previous = tail < 0 ? undefined : /^startxref\s+(\d+)/.exec(file.toString('latin1', tail, tail + 40))?.[1]
  const last = (key: string, form: RegExp): string => {
    const at = file.lastIndexOf(key)
    return at < 0 ? '' : (form.exec(file.toString('latin1', at, at + 400))?.[0] ?? '')
  }
  const root = last('/Root', /^\/Root\s*\d+\s+\d+\s+R/)
  if (root === '') return null
  return `/Size 9999999 ${root} ${last('/Encrypt', /^\/Encrypt\s*\d+\s+\d+\s+R/)} ${identifier(file)} ${previous === undefined ? '' : `/Prev ${previous}`}`
}

function identifier(file: Buffer): string {
  const at = file.lastIndexOf('/ID')
  const parts = at < 0 ? null : new PdfSyntax(file.toString('latin1', at + 3, at + 1024)).value()
  return Array.isArray(parts) && parts.every((part) => part instanceof PdfString)
    ? `/ID [${parts.map(({ bytes }) => `<${Buffer.from(bytes, 'latin1').toString('hex')}>`).join(' ')}]`
    : ''
}

/** A value as the file writes it, without strings, which may be enciphered by where they stand. */
function written(value: PdfValue): string {
  if (value instanceof PdfReference) return `${value.number} ${value.generation} R`
  if (value instanceof PdfName)
    return `/${value.name.replace(/[^!-~]|[#()<>[\]{}/%]/g, (sign) => `#${sign.charCodeAt(0).toString(16).padStart(2, '0')}`)}`
  if (Array.isArray(value)) return `[${value.map(written).join(' ')}]`
  if (value instanceof Map)
    return `<< ${[...value].map(([key, item]) => `${written(new PdfName(key))} ${written(item)}`).join(' ')} >>`
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : 'null'
}
