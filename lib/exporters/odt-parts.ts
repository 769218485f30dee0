import { xmlHeader, xmlText } from './xml'

const oasis = 'urn:oasis:names:tc:opendocument:xmlns'

export const odtNamespaces = `xmlns:office="${oasis}:office:1.0" xmlns:style="${oasis}:style:1.0" xmlns:text="${oasis}:text:1.0" xmlns:fo="${oasis}:xsl-fo-compatible:1.0" xmlns:meta="${oasis}:meta:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"`

/** What the file is, which must be its first part. */
export const odtContentTypes = 'application/vnd.oasis.opendocument.text'

const part = (path: string, type: string) =>
  `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"/>`
export const odtManifest = `${xmlHeader}<manifest:manifest xmlns:manifest="${oasis}:manifest:1.0" manifest:version="1.3">${part('/', odtContentTypes)}${part('content.xml', 'text/xml')}${part('styles.xml', 'text/xml')}${part('meta.xml', 'text/xml')}</manifest:manifest>`

export function odtMeta(title: string, author: string, created: Date): string {
  return `${xmlHeader}<office:document-meta ${odtNamespaces} office:version="1.3"><office:meta><dc:title>${xmlText(title)}</dc:title><meta:initial-creator>${xmlText(author)}</meta:initial-creator><dc:creator>${xmlText(author)}</dc:creator><meta:creation-date>${created.toISOString()}</meta:creation-date></office:meta></office:document-meta>`
}

interface Style {
  name: string
  shown?: string
  paragraph?: string
  text?: string
  outline?: number
}

const size = (points: number) =>
  `fo:font-size="${points}pt" style:font-size-asian="${points}pt" style:font-size-complex="${points}pt"`
const bold = 'fo:font-weight="bold" style:font-weight-asian="bold" style:font-weight-complex="bold"'
const heading = (level: number, points: number, before: number): Style => ({
  name: `Heading_20_${level}`,
  shown: `Heading ${level}`,
  paragraph: `fo:margin-top="${before}pt" fo:margin-bottom="6pt" fo:keep-with-next="always"`,
  text: `${size(points)} ${bold}`,
  outline: level,
})

const styles: Style[] = [
  { name: 'Text_20_body', shown: 'Text body', paragraph: 'fo:margin-bottom="6pt"' },
  { name: 'Title', paragraph: 'fo:margin-bottom="6pt"', text: size(22) },
  { name: 'Subtitle', paragraph: 'fo:margin-bottom="3pt"', text: `${size(10)} fo:color="#595959"` },
  heading(1, 16, 24),
  heading(2, 13, 16),
  heading(3, 11.5, 12),
  heading(4, 11, 10),
  {
    name: 'Quotations',
    paragraph:
      'fo:margin-left="0.75cm" fo:margin-right="0.75cm" fo:margin-top="8pt" fo:margin-bottom="3pt" fo:keep-with-next="always"',
  },
  {
    name: 'Source',
    paragraph: 'fo:margin-left="0.75cm" fo:margin-right="0.75cm" fo:margin-bottom="1pt" fo:keep-with-next="always"',
    text: size(10),
  },
  {
    name: 'Details',
    paragraph: 'fo:margin-left="0.75cm" fo:margin-right="0.75cm" fo:margin-bottom="6pt"',
    text: `${size(8.5)} fo:color="#595959"`,
  },
  { name: 'Note', paragraph: 'fo:margin-left="1.5cm" fo:margin-right="0.75cm" fo:margin-bottom="6pt"', text: size(10) },
  {
    name: 'List_20_Item',
    shown: 'List Item',
    paragraph: 'fo:margin-left="0.75cm" fo:text-indent="-0.75cm" fo:margin-bottom="3pt"',
  },
  { name: 'Footer', paragraph: 'fo:text-align="center"', text: `${size(9)} fo:color="#595959"` },
]

function styleXml({ name, shown, paragraph = '', text = '', outline }: Style): string {
  const display = shown === undefined ? '' : ` style:display-name="${shown}"`
  const level = outline === undefined ? '' : ` style:default-outline-level="${outline}"`
  return `<style:style style:name="${name}"${display} style:family="paragraph" style:parent-style-name="Standard"${level}><style:paragraph-properties ${paragraph}/><style:text-properties ${text}/></style:style>`
}

/** Styles, an A4 page with margins of 2.5 cm, and the page's number at its foot. */
export function odtStyles(language: string, pageWord: string): string {
  const [code = 'en', country = 'none'] = language.split('-')
  const fonts = 'fo:font-family="Georgia" style:font-family-asian="SimSun" style:font-family-complex="Times New Roman"'
  const footer = `<text:p text:style-name="Footer">${xmlText(pageWord)} <text:page-number text:select-page="current">1</text:page-number> / <text:page-count>1</text:page-count></text:p>`
  return `${xmlHeader}<office:document-styles ${odtNamespaces} office:version="1.3"><office:styles><style:default-style style:family="paragraph"><style:paragraph-properties fo:line-height="115%"/><style:text-properties ${fonts} ${size(11)} fo:language="${xmlText(code)}" fo:country="${xmlText(country)}"/></style:default-style><style:style style:name="Standard" style:family="paragraph"/>${styles.map(styleXml).join('')}</office:styles><office:automatic-styles><style:page-layout style:name="page"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm" fo:margin-top="2.5cm" fo:margin-bottom="1.5cm" fo:margin-left="2.5cm" fo:margin-right="2.5cm"/><style:footer-style><style:header-footer-properties fo:min-height="1cm" fo:margin-top="0.5cm"/></style:footer-style></style:page-layout></office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="page"><style:footer>${footer}</style:footer></style:master-page></office:master-styles></office:document-styles>`
}
