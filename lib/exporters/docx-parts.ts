import { xmlHeader, xmlText } from './xml'

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml'

export const wordNamespace = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${office}"`

/** `more` are the parts that a file has beside those of every report. */
export const contentTypes = (more = ''): string =>
  `${xmlHeader}<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${word}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${word}.styles+xml"/><Override PartName="/word/settings.xml" ContentType="${word}.settings+xml"/><Override PartName="/word/footer1.xml" ContentType="${word}.footer+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${more}</Types>`

export const relations = {
  package: `${xmlHeader}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${packages}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
  document: (more = ''): string =>
    `${xmlHeader}<Relationships xmlns="${packages}/relationships"><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${office}/settings" Target="settings.xml"/><Relationship Id="rId3" Type="${office}/footer" Target="footer1.xml"/>${more}</Relationships>`,
}

/** What a file with comments has more of. */
export const comments = {
  contentType: `<Override PartName="/word/comments.xml" ContentType="${word}.comments+xml"/>`,
  relation: `<Relationship Id="rId4" Type="${office}/comments" Target="comments.xml"/>`,
}

export function coreProperties(title: string, author: string, created: Date): string {
  const at = `<dcterms:created xsi:type="dcterms:W3CDTF">${created.toISOString()}</dcterms:created>`
  return `${xmlHeader}<cp:coreProperties xmlns:cp="${packages}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${xmlText(title)}</dc:title><dc:creator>${xmlText(author)}</dc:creator>${at}</cp:coreProperties>`
}

export const settings = `${xmlHeader}<w:settings ${wordNamespace}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`

const field = (name: string) => `<w:fldSimple w:instr=" ${name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`

export function footer(pageWord: string): string {
  return `${xmlHeader}<w:ftr ${wordNamespace}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:r><w:t xml:space="preserve">${xmlText(pageWord)} </w:t></w:r>${field('PAGE')}<w:r><w:t xml:space="preserve"> / </w:t></w:r>${field('NUMPAGES')}</w:p></w:ftr>`
}

interface Style {
  id: string
  name: string
  /** pPr and rPr content. */
  paragraph?: string
  run?: string
  next?: string
}

const size = (halfPoints: number) => `<w:sz w:val="${halfPoints}"/><w:szCs w:val="${halfPoints}"/>`
const heading = (level: number, halfPoints: number, before: number): Style => ({
  id: `Heading${level}`,
  name: `heading ${level}`,
  paragraph: `<w:keepNext/><w:keepLines/><w:spacing w:before="${before}" w:after="120"/><w:outlineLvl w:val="${level - 1}"/>`,
  run: `<w:b/><w:bCs/>${size(halfPoints)}`,
  next: 'Normal',
})

const styles: Style[] = [
  { id: 'Title', name: 'Title', paragraph: '<w:keepNext/><w:spacing w:after="120"/>', run: size(44), next: 'Subtitle' },
  {
    id: 'Subtitle',
    name: 'Subtitle',
    paragraph: '<w:spacing w:after="60"/>',
    run: `<w:color w:val="595959"/>${size(20)}`,
  },
  heading(1, 32, 480),
  heading(2, 26, 320),
  heading(3, 23, 240),
  heading(4, 22, 200),
  {
    id: 'Quote',
    name: 'Quote',
    paragraph: '<w:keepNext/><w:spacing w:before="160" w:after="60"/><w:ind w:left="425" w:right="425"/>',
  },
  {
    id: 'ListParagraph',
    name: 'List Paragraph',
    paragraph:
      '<w:tabs><w:tab w:val="left" w:pos="425"/></w:tabs><w:spacing w:after="60"/><w:ind w:left="425" w:hanging="425"/>',
  },
  {
    id: 'ExcerptSource',
    name: 'Excerpt Source',
    paragraph: '<w:keepNext/><w:spacing w:after="20"/><w:ind w:left="425" w:right="425"/>',
    run: size(20),
  },
  {
    id: 'ExcerptDetails',
    name: 'Excerpt Details',
    paragraph: '<w:spacing w:after="120"/><w:ind w:left="425" w:right="425"/>',
    run: `<w:color w:val="595959"/>${size(17)}`,
  },
  {
    id: 'ExcerptNote',
    name: 'Excerpt Note',
    paragraph: '<w:spacing w:after="120"/><w:ind w:left="850" w:right="425"/>',
    run: size(20),
  },
  { id: 'Footer', name: 'footer', paragraph: '<w:jc w:val="center"/>', run: `<w:color w:val="595959"/>${size(18)}` },
]

function styleXml({ id, name, paragraph = '', run = '', next }: Style): string {
  const following = next === undefined ? '' : `<w:next w:val="${next}"/>`
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="Normal"/>${following}<w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`
}

/** Fonts that Word and LibreOffice have or replace by a relative; one each for Latin, East Asian and right-to-left scripts. */
const defaults = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:eastAsia="SimSun" w:cs="Times New Roman"/>${size(22)}<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>`

export const stylesheet = `${xmlHeader}<w:styles ${wordNamespace}>${defaults}<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${styles.map(styleXml).join('')}</w:styles>`

/** A4 with margins of 2.5 cm, in twentieths of a point. */
export const sectionProperties =
  '<w:sectPr><w:footerReference w:type="default" r:id="rId3"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1418" w:right="1418" w:bottom="1418" w:left="1418" w:header="709" w:footer="709" w:gutter="0"/></w:sectPr>'
