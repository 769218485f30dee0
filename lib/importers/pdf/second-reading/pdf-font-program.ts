import { compactFont, type FontProgram } from './pdf-compact-font'
import type { PdfObjects } from './pdf-objects'
import type { PdfDictionary } from './pdf-syntax'
import { trueTypeFont } from './pdf-truetype-font'

/** The program that a font's descriptor has, where its glyphs can be told; null where there is none of these kinds. Damage means that less is told. */
export function fontProgramOf(objects: PdfObjects, descriptor: PdfDictionary): FontProgram | null {
  const source = objects.stream(descriptor.get('FontFile2')) ?? objects.stream(descriptor.get('FontFile3'))
  if (source === null) return null
  const bytes = Buffer.from(source, 'latin1')
  try {
    return /^(?:\0\x01\0\0|true|OTTO|ttcf)/.test(source) ? trueTypeFont(bytes) : compactFont(bytes)
  } catch {
    // A program that ends too early, or points beyond its end.
    return null
  }
}
