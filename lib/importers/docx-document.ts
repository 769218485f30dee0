import { canonicalText } from '../editor/canonical-text'
import { checkArchive } from './check-archive'
import type { Draft } from './draft'
import { ImportRefused } from './import-refused'
import type { ImportLimits } from './limits'
import type { Element, PandocTree } from './pandoc-ast'
import { pandocDraft } from './pandoc-draft'
import { readArchive } from './read-archive'

/** A Word document. Tracked changes are taken as accepted; comments, headers, footers and text boxes are named in the report where lost. */
export async function docxFile(bytes: Uint8Array, limits: ImportLimits, read = readArchive): Promise<Draft> {
  const contents = await checkArchive(bytes, limits)
  const { names, parts } = contents
  if (!names.includes('[Content_Types].xml') || !names.some((name) => /^word\/document\d*\.xml$/.test(name) || name.endsWith('.xml'))) {
    throw new ImportRefused('corrupt-file', 'The file is an archive but holds no Word document. Open it in the program it came from and save it again as .docx.')
  }
  const { tree, converter } = await read('docx', contents, limits.memoryBytes)
  const draft = pandocDraft({ ...tree, blocks: [...titleBlocks(tree), ...tree.blocks] }, 'docx', converter)
  const xml = (name: string): string => parts.get(name)?.toString() ?? ''
  const document = xml('word/document.xml')
  const insertions = count(document, /<w:(ins|moveTo)\b[^>]*w:author/g)
  const deletions = count(document, /<w:(del|moveFrom)\b[^>]*w:author/g)
  if (insertions + deletions > 0) draft.report.changed.push(`Tracked changes are taken as accepted: ${insertions} inserted and ${deletions} deleted`)
  const comments = count(xml('word/comments.xml'), /<w:comment\b/g)
  if (comments > 0) draft.report.lost.push(`${comments} ${comments === 1 ? 'comment' : 'comments'} in the margin`)
  const lostBoxes = textBoxes(document).filter((box) => !lettersOf(canonicalText(draft.doc)).includes(lettersOf(box)))
  if (lostBoxes.length > 0) draft.report.lost.push(`${lostBoxes.length} ${lostBoxes.length === 1 ? 'text box' : 'text boxes'}, such as “${(lostBoxes[0] ?? '').slice(0, 60)}”. Move the text into the page and add the file again if you need it.`)
  const running = names.filter((name) => /^word\/(header|footer)\d*\.xml$/.test(name) && /<w:t[ >]/.test(xml(name))).length
  if (running > 0) draft.report.lost.push('Page headers and footers')
  return draft
}

/** Pandoc takes paragraphs in the styles Title, Subtitle, Author, Date and Abstract out of the text; on paper they are part of it. */
function titleBlocks({ meta }: PandocTree): Element[] {
  const paragraphs = (value: Element | undefined): Element[] => {
    if (value === undefined) return []
    if (value.t === 'MetaList') return (value.c as Element[]).flatMap(paragraphs)
    if (value.t === 'MetaBlocks') return value.c as Element[]
    return value.t === 'MetaInlines' ? [{ t: 'Para', c: value.c }] : []
  }
  const title = meta.title?.t === 'MetaInlines' ? [{ t: 'Header', c: [1, ['', [], []], meta.title.c] }] : paragraphs(meta.title)
  return [...title, ...['subtitle', 'author', 'date', 'abstract'].flatMap((key) => paragraphs(meta[key]))]
}

/** The text of each text box; Word writes a box a second time for old programs, which is left out. */
function textBoxes(document: string): string[] {
  const boxes = [...document.replace(/<mc:Fallback>[\s\S]*?<\/mc:Fallback>/g, '').matchAll(/<w:txbxContent\b[^>]*>([\s\S]*?)<\/w:txbxContent>/g)]
  return boxes.map(([, box = '']) => [...box.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map(([, words]) => words).join(' ')).filter((box) => box.trim() !== '')
}

const lettersOf = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '')
const count = (xml: string, pattern: RegExp): number => xml.match(pattern)?.length ?? 0
