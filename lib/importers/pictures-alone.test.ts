import { expect, it } from 'vitest'
import { docx, epub, odt } from '@/testing/document-files'
import { pdfOf } from '@/testing/pdf-files'
import { docxFile } from './word/docx-document'
import type { Draft } from './draft'
import { epubFile } from './epub/epub-document'
import { finish } from './finish'
import { htmlText } from './html/html-document'
import { defaultLimits } from './limits'
import { markdownText } from './markdown/markdown-document'
import { odtFile } from './odt/odt-document'
import { pdfFile } from './pdf/pdf-document'
import { rtfFile } from './rtf/rtf-document'

// Whatever shows pictures and has no letter is a scan to whoever added it, in any format: one code, one sentence, and what to do.

const drawn =
  '<a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr><pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="r2"/></pic:blipFill><pic:spPr/></pic:pic></a:graphicData></a:graphic>'
const picture = `<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="p"/>${drawn}</wp:inline></w:drawing></w:r></w:p>`
const parts = {
  'word/_rels/document.xml.rels':
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" Target="media/1.png"/></Relationships>',
  'word/media/1.png': Buffer.from('89504e470d0a1a0a', 'hex'),
}
const files: Record<string, () => Draft | Promise<Draft>> = {
  pdf: () => pdfFile(pdfOf([{}, {}]), defaultLimits),
  docx: async () => docxFile(await docx(picture, parts), defaultLimits),
  odt: async () =>
    odtFile(
      await odt('<text:p><draw:frame><draw:image xlink:href="Pictures/1.png"/></draw:frame></text:p>'),
      defaultLimits,
    ),
  epub: async () => epubFile(await epub({ 'a.xhtml': '<p><img src="a.png" alt=""/></p>' }), defaultLimits),
  rtf: () => rtfFile(Buffer.from('{\\rtf1\\ansi {\\pict\\pngblip 89504e47}\\par}', 'latin1')),
  html: () => htmlText('<p><img src="a.png" alt=""></p>'),
  md: () => markdownText('![](a.png)', defaultLimits),
}

it.each(Object.keys(files))('a %s of pictures alone is refused as a scan is', async (format) => {
  const attempt = Promise.resolve().then(async () =>
    finish(await (files[format] as () => Draft | Promise<Draft>)(), `a.${format}`),
  )
  await expect(attempt).rejects.toMatchObject({
    name: 'ImportRefused',
    code: 'no-text-layer',
    detail: expect.stringMatching(
      /^There is no text in this file\. .+ holds? images alone, perhaps a scan\..* Run text recognition \(OCR\) over it and add the result\.$/,
    ),
  })
})
