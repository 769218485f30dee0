import { childOf, childrenOf, element, textOf, type XmlElement } from '../archive/xml-tree'
import { chosenAlternative } from './alternate-content'
import { drawingTexts } from './drawing-texts'
import { isDeleted } from './word-fields'
import type { WordDocument } from './word-document'

/** What is read of something that is left out as hidden, for the report: words of boxes, shapes, readings, and of the note it refers to. */
export function wordsBelow(hidden: XmlElement, document: WordDocument): string[] {
  const words: string[] = []
  const visit = (one: XmlElement) => {
    if (isDeleted(one)) return
    if (one.name === 'w:t' || one.name === 'm:t') words.push(textOf(one))
    else if (one.name === 'mc:AlternateContent') childrenOf(chosenAlternative(one)).forEach(visit)
    else if (one.name === 'w:footnoteReference') words.push(...noteWords(one, document.footnotes?.root))
    else if (one.name === 'w:endnoteReference') words.push(...noteWords(one, document.endnotes?.root))
    else {
      if (/^w:(drawing|pict|object)$/.test(one.name)) words.push(...drawingTexts(one, document.package))
      childrenOf(one).forEach(visit)
      if (one.name === 'w:p' || one.name === 'w:rt') words.push(' ')
    }
  }
  visit(hidden)
  return words
}

function noteWords(reference: XmlElement, notes: XmlElement | undefined): string[] {
  const note = childrenOf(notes).find(({ attributes }) => attributes['w:id'] === reference.attributes['w:id'])
  return note ? [[...lettersOf(note)].join('')] : []
}

function* lettersOf(parent: XmlElement): Generator<string> {
  for (const child of childrenOf(parent)) {
    if (child.name === 'w:t') yield textOf(child)
    else if (!isDeleted(child)) yield* lettersOf(child)
    if (child.name === 'w:p') yield ' '
  }
}

/** A formula in which runs of the document are runs of a formula, set as text, and in which changes are accepted. `isLeftOut` says which runs are not to be seen. */
export function mathOf(formula: XmlElement, isLeftOut: (run: XmlElement) => boolean): XmlElement {
  const children = formula.children.flatMap((child) => {
    if (typeof child === 'string') return [child]
    if (isDeleted(child)) return []
    if ((child.name === 'w:r' || child.name === 'm:r') && isLeftOut(child)) return []
    if (child.name === 'w:ins' || child.name === 'w:moveTo') return mathOf(child, isLeftOut).children
    return [child.name === 'w:r' ? textOfFormula(child) : mathOf(child, isLeftOut)]
  })
  return { ...formula, children }
}

const textOfFormula = (run: XmlElement): XmlElement =>
  element('m:r', {}, [
    element('m:rPr', {}, [element('m:nor')]),
    ...(childOf(run, 'w:rPr') ? [childOf(run, 'w:rPr') ?? run] : []),
    ...childrenOf(run, 'w:t').map((text) => element('m:t', { 'xml:space': 'preserve' }, [textOf(text)])),
  ])
