import { buffer } from 'node:stream/consumers'
import { ZipFile } from 'yazl'

const contentTypes =
  '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
const relations =
  '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'

/** The namespaces of a part of a Word document, for its root element. */
export const wordNamespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" xmlns:v="urn:schemas-microsoft-com:vml"'

/** A small Word file around a body, with further parts as given. */
export function docx(
  body: string,
  parts: Record<string, string | Buffer> = {},
  options: { compress?: boolean } = {},
): Promise<Uint8Array> {
  const document = `<?xml version="1.0"?><w:document ${wordNamespaces}><w:body>${body}</w:body></w:document>`
  const files = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations,
    'word/document.xml': document,
    ...parts,
  }
  return archive(files, options)
}

/** A zip archive of these files. Thousands of them are laid down far sooner where they are not compressed. */
export async function archive(
  files: Record<string, string | Buffer>,
  { compress = true }: { compress?: boolean } = {},
): Promise<Uint8Array> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) {
    if (name.endsWith('/')) zip.addEmptyDirectory(name)
    else zip.addBuffer(Buffer.from(content), name, { compress })
  }
  zip.end()
  return buffer(zip.outputStream)
}

const odtNamespaces = ['office', 'style', 'text', 'table', 'form', 'meta']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ')
const odtOthers =
  'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'

/** A small OpenDocument text around a body, with automatic styles, named ones, and further parts. */
export function odt(body: string, automatic = '', named = '', parts: Record<string, string> = {}): Promise<Uint8Array> {
  return archive({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content ${odtNamespaces} ${odtOthers}><office:automatic-styles>${automatic}</office:automatic-styles><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'styles.xml': `<office:document-styles ${odtNamespaces} ${odtOthers}><office:styles>${named}</office:styles></office:document-styles>`,
    ...parts,
  })
}

/** A small e-book: its pages by name in reading order, an entry of the spine or the list of parts saying more where it must, the metadata, and the name of its package. */
export function epub(
  pages: Record<string, string>,
  {
    metadata = '',
    spine = {},
    items = {},
    packageName = 'book.opf',
  }: {
    metadata?: string
    spine?: Record<string, string>
    items?: Record<string, string>
    packageName?: string
  } = {},
): Promise<Uint8Array> {
  const names = Object.keys(pages)
  const page = (body: string) =>
    body.startsWith('<?xml') || !body.startsWith('<')
      ? body
      : `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title>page</title></head><body>${body}</body></html>`
  return archive({
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': `<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OPS/${packageName}" media-type="application/oebps-package+xml"/></rootfiles></container>`,
    [`OPS/${packageName}`]: `<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">${metadata}</metadata><manifest>${names.map((name, at) => `<item id="i${at}" href="${name}" ${items[name] ?? 'media-type="application/xhtml+xml"'}/>`).join('')}</manifest><spine>${names.map((name, at) => `<itemref idref="i${at}" ${spine[name] ?? ''}/>`).join('')}</spine></package>`,
    ...Object.fromEntries(names.map((name) => [`OPS/${name}`, page(pages[name] ?? '')])),
  })
}
