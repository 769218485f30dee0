import { formulaWords } from '../pandoc/formula-words'
import { childOf, childrenOf, textOf, type XmlElement } from '../archive/xml-tree'
import { chosenAlternative } from './alternate-content'
import { wordsOfParts } from './parts-source'
import { isDeleted, shownByField, WordFields, type OpenField } from './word-fields'
import type { WordDocument } from './word-document'

/** Elements in which there is nothing to read. */
const silent = new Set([
  'w:pPr',
  'w:rPr',
  'w:tblPr',
  'w:trPr',
  'w:tcPr',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:customXmlPr',
  'w:delText',
  'w:delInstrText',
  'w:rubyPr',
  'w:sectPr',
])
const parting = new Set(['a:br', 'w:tab', 'w:br', 'w:cr', 'w:ptab', 'w:footnoteReference', 'w:endnoteReference'])

/** The words that somebody who opens a Word document reads in it: all of them, in the order of the file, by a walk through its XML. */
export function wordSource(document: WordDocument): string {
  const out: string[] = []
  const noted: { story: XmlElement; ids: Set<string> }[] = [document.footnotes, document.endnotes].map((tree) => ({
    story: tree?.root ?? { name: '', attributes: {}, children: [] },
    ids: new Set(),
  }))
  walkStory(document.body, document, out, noted)
  for (const { story, ids } of noted)
    for (const note of childrenOf(story)) if (ids.has(note.attributes['w:id'] ?? '')) walkStory(note, document, out, [])
  return out.join('')
}

function walkStory(story: XmlElement, document: WordDocument, out: string[], noted: { ids: Set<string> }[]): void {
  const fields = new WordFields(story)
  const walk = (element: XmlElement, style: string | undefined) => {
    for (const child of element.children) {
      if (typeof child === 'string' || silent.has(child.name) || isDeleted(child)) continue
      const said = saidAsAWhole(child, style, document, fields)
      if (said !== undefined) {
        out.push(said)
        continue
      }
      switch (child.name) {
        case 'w:r':
          if (!document.isHidden(child, style)) walk(child, style)
          else for (const part of childrenOf(child)) passHidden(part, fields)
          break
        case 'w:p':
          walk(child, childOf(childOf(child, 'w:pPr'), 'w:pStyle')?.attributes['w:val'])
          out.push('\n')
          break
        case 'w:tr':
          if (document.isDeletedRow(child)) break
          walk(child, style)
          break
        case 'mc:AlternateContent': {
          const chosen = chosenAlternative(child)
          if (chosen) walk(chosen, style)
          break
        }
        case 'w:ruby':
          walk(childOf(child, 'w:rubyBase') ?? child, style)
          out.push(' ')
          walk(childOf(child, 'w:rt') ?? child, style)
          out.push(' ')
          break
        case 'w:drawing':
        case 'w:pict':
        case 'w:object':
          if (fields.inCode) break
          out.push('\n')
          walk(child, undefined)
          out.push('\n')
          break
        case 'a:p':
          walk(child, undefined)
          out.push('\n')
          break
        case 'w:txbxContent':
          // A word that a box is anchored in goes on behind it, but is not told from two here.
          out.push('\n')
          walk(child, undefined)
          break
        default:
          if (parting.has(child.name)) out.push(' ')
          if (child.name === 'w:noBreakHyphen') out.push('-')
          if (child.name === 'w:footnoteReference') noted[0]?.ids.add(child.attributes['w:id'] ?? '')
          if (child.name === 'w:endnoteReference') noted[1]?.ids.add(child.attributes['w:id'] ?? '')
          walk(child, style)
      }
    }
  }
  walk(story, undefined)
}

/** What an element says in which nobody has to look further; undefined for any other. */
function saidAsAWhole(
  element: XmlElement,
  style: string | undefined,
  document: WordDocument,
  fields: WordFields,
): string | undefined {
  switch (element.name) {
    case 'w:t':
      if (fields.inCode) return ''
      fields.addResult(lettersIn(element))
      return lettersIn(element)
    case 'w:instrText':
      fields.addCode(lettersIn(element))
      return ''
    case 'w:fldChar': {
      const passed = fields.pass(element)
      return passed?.kind === 'end' ? saidByField(passed.field) : ''
    }
    case 'm:oMath':
      // Formulas are kept as source, in which signs are called by other names.
      return fields.inCode
        ? ''
        : ` ${formulaWords([...formulaTexts(element, (run) => document.isHidden(run, style))])} `
    case 'w:altChunk':
      return `\n${document.chunks.get(element.attributes['r:id'] ?? '')?.sourceText ?? ''}\n`
    case 'a:t':
      return lettersIn(element)
    case 'v:textpath':
      return `\n${element.attributes.string ?? ''}\n`
    case 'c:chart':
    case 'cx:chart':
    case 'dgm:relIds':
      return wordsOfParts(element, document.package)
    default:
      return undefined
  }
}

const lettersIn = ({ children }: XmlElement): string => children.filter((text) => typeof text === 'string').join('')

function passHidden(part: XmlElement, fields: WordFields): void {
  if (part.name === 'w:fldChar') fields.pass(part)
  if (part.name === 'w:instrText') fields.addCode(lettersIn(part))
}

/** Text of a formula, whether it is one of its runs or one of the document's. */
function* formulaTexts(parent: XmlElement, isHidden: (run: XmlElement) => boolean): Generator<string> {
  for (const child of childrenOf(parent)) {
    if (child.name === 'm:t' || child.name === 'w:t') yield textOf(child)
    else if (!isDeleted(child) && !(/^[mw]:r$/.test(child.name) && isHidden(child)))
      yield* formulaTexts(child, isHidden)
  }
}

/** What is read of a field that has no result: the choice of a form, or all that is no command in the code of a field that shows it. */
function saidByField(field: OpenField): string {
  const { choice } = shownByField(field)
  if (choice !== undefined || field.saysSomething) return choice ?? ''
  const [, kind = '', said = ''] = /^\s*(\w+)\s*([^]*)$/.exec(field.code) ?? []
  if (/^(MACRO|GOTO)BUTTON$/i.test(kind)) return ` ${said.replace(/^("[^"]*"|\S+)/, '')} `
  if (!/^EQ$/i.test(kind)) return ''
  return ` ${said.replace(/\\\*\s*("[^"]*"|\S+)|\\[a-z]+\s*\d*|[(),;]/gi, ' ')} `
}
