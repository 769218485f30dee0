import { formulaWords } from '../pandoc/formula-words'
import { below, childOf, childrenOf, textOf, type XmlElement } from '../archive/xml-tree'
import { chosenAlternative } from './alternate-content'
import { wordsOfParts } from './parts-source'
import { isDeleted, shownByForm, WordFields } from './word-fields'
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
  'w:instrText',
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
      switch (child.name) {
        case 'w:t':
          if (!fields.inCode) out.push(child.children.filter((text) => typeof text === 'string').join(''))
          break
        case 'w:r':
          if (!document.isHidden(child, style)) walk(child, style)
          else for (const mark of childrenOf(child, 'w:fldChar')) fields.pass(mark)
          break
        case 'w:p':
          walk(child, childOf(childOf(child, 'w:pPr'), 'w:pStyle')?.attributes['w:val'])
          out.push('\n')
          break
        case 'w:tr':
          if (document.isDeletedRow(child)) break
          walk(child, style)
          break
        case 'w:fldChar': {
          const passed = fields.pass(child)
          if (passed?.kind === 'end') out.push(shownByForm(passed.field.begin).choice ?? '')
          break
        }
        case 'mc:AlternateContent': {
          const chosen = chosenAlternative(child)
          if (chosen) walk(chosen, style)
          break
        }
        case 'm:oMath':
          // Formulas are kept as source, in which signs are called by other names.
          out.push(' ', formulaWords([...below(child, 'm:t')].map(textOf)), ' ')
          break
        case 'w:ruby':
          walk(childOf(child, 'w:rubyBase') ?? child, style)
          out.push(' ')
          walk(childOf(child, 'w:rt') ?? child, style)
          out.push(' ')
          break
        case 'w:altChunk':
          out.push('\n', document.chunks.get(child.attributes['r:id'] ?? '')?.sourceText ?? '', '\n')
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
        case 'a:t':
          out.push(child.children.filter((text) => typeof text === 'string').join(''))
          break
        case 'v:textpath':
          out.push(`\n${child.attributes.string ?? ''}\n`)
          break
        case 'c:chart':
        case 'cx:chart':
        case 'dgm:relIds':
          out.push(wordsOfParts(child, document.package))
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
