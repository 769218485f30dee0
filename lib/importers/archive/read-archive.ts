import { isUtf8 } from 'node:buffer'
import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'
import { boundedXml } from './bounded-xml'
import type { ArchiveContents } from './check-archive'
import { holdInOpenDocument, holdInWord, mentionsHeld, releaseSpaces } from '@/lib/importers/pandoc/held-spaces'
import { readWithPandoc, type PandocReading } from '@/lib/importers/pandoc/pandoc'

/** Where the text is in each format, and how its spaces are held. */
const texts = {
  docx: { part: /^word\/(document\d*|footnotes|endnotes)\.xml$/, hold: holdInWord },
  odt: { part: /^content\.xml$/, hold: holdInOpenDocument },
}

/**
 * Has pandoc read a document that is an archive. It gets a new one, in which the parts made of text are those that were looked through, with the spaces
 * between words held where that can be undone, and all others (images, fonts, embedded files) are there by name, and empty.
 */
export async function readArchive(
  format: 'docx' | 'odt',
  { names, parts }: ArchiveContents,
  memoryBytes: number,
): Promise<PandocReading> {
  const { part, hold } = texts[format]
  const canHold = ![...parts.values()].some(mentionsHeld)
  const zip = new ZipFile()
  for (const name of new Set(names)) {
    if (name === '' || name.endsWith('/')) continue
    const content = parts.get(name) ?? Buffer.alloc(0)
    zip.addBuffer(
      part.test(name) && isUtf8(content)
        ? Buffer.from((canHold ? hold : same)(boundedXml(content.toString())))
        : content,
      name,
      { compress: false },
    )
  }
  zip.end()
  return readWithPandoc(format, await buffer(zip.outputStream), memoryBytes, canHold ? releaseSpaces : undefined)
}

const same = (xml: string): string => xml
