import { below, childOf, childrenOf, element, type XmlElement, type XmlNode } from '../archive/xml-tree'
import { chosenAlternative, withoutAlternatives } from './alternate-content'
import { drawingTexts } from './drawing-texts'
import { isDeleted, shownByField, WordFields } from './word-fields'
import type { WordDocument } from './word-document'
import { mathOf, wordsBelow } from './unseen-words'
import { withoutFalseMerges } from './merged-cells'
import { valueOf } from './word-styles'
import { paragraphProperties, type ParagraphNumbers } from './paragraph-properties'

/** Around what is put in a paragraph's place after pandoc: a character that XML allows and no text has. */
export const placeholder = '\uFDD1'

/** What was noticed, for the report. */
export interface Noticed {
  hidden: string[]
  insertions: number
  deletions: number
  labels: number
  /** How many of them stand in lists within lists. */
  nested: number
  readings: number
  forms: number
  drawings: number
}

/** What is opened up: its content stands where it stood. */
const opened = new Set(['w:ins', 'w:moveTo', 'w:customXml', 'w:smartTag', 'w:sdtContent', 'w:bdo', 'w:dir', 'w:sdt'])
/** What a run may hold that pandoc reads as it is. */
const inRun = new Set(['w:t', 'w:tab', 'w:br', 'w:cr', 'w:sym', 'w:noBreakHyphen', 'w:softHyphen'])

/**
 * A story of a Word document (its body, or a note) in the few elements that pandoc reads without losing a word of them: changes accepted, fields and content
 * controls replaced by what they show, automatic numbers and readings written out, boxes and diagrams as paragraphs behind the one they are anchored in,
 * hidden text left out.
 */
export class PlainWord {
  readonly #fields: WordFields
  /** Paragraphs that come after the one in work. */
  #behind: XmlElement[] = []

  constructor(
    readonly document: WordDocument,
    readonly numbers: ParagraphNumbers,
    readonly noticed: Noticed,
    story: XmlElement,
    /** Where there may be no notes: pandoc would not come to an end with a note that refers to itself. */
    readonly isNote: boolean,
  ) {
    this.#fields = new WordFields(story)
  }

  /** The content of a body, a cell, a box or a note. */
  blocks(children: readonly XmlNode[]): XmlElement[] {
    return children.flatMap((child): XmlElement[] => {
      if (typeof child === 'string') return []
      if (isDeleted(child)) return this.#deleted()
      if (opened.has(child.name)) return this.#opened(child, (inside) => this.blocks(inside))
      switch (child.name) {
        case 'w:p':
          return this.#paragraph(child)
        case 'w:tbl':
          return [
            withoutFalseMerges(
              element(
                child.name,
                {},
                child.children.flatMap((part) => this.#tablePart(part)),
              ),
            ),
          ]
        case 'w:altChunk':
          return [textParagraph(`${placeholder}${child.attributes['r:id'] ?? ''}${placeholder}`)]
        case 'mc:AlternateContent':
          return this.blocks(chosenAlternative(child)?.children ?? [])
        case 'w:sectPr':
          return [child]
        case 'w:r':
        case 'w:hyperlink':
        case 'w:fldSimple':
        case 'm:oMathPara':
        case 'm:oMath':
          return this.#paragraph(element('w:p', {}, [child]))
        default:
          return []
      }
    })
  }

  #paragraph(paragraph: XmlElement): XmlElement[] {
    const outer = this.#behind
    this.#behind = []
    const { properties, label, style, isCode } = paragraphProperties(paragraph, this.document, this.numbers)
    const content = this.#inlines(paragraph.children, style)
    if (label !== '' && content.length > 0) {
      this.noticed.labels += 1
      if (Number(valueOf(childOf(childOf(childOf(paragraph, 'w:pPr'), 'w:numPr'), 'w:ilvl')) ?? 0) > 0)
        this.noticed.nested += 1
      content.unshift(textRun(`${label} `))
    }
    // Pandoc makes plain text of a paragraph of code, in which it loses notes and images.
    const shown = properties && isCode && content.some(holdsMore) ? withoutStyle(properties) : properties
    const made = [element('w:p', {}, [...(shown ? [shown] : []), ...content]), ...this.#behind]
    this.#behind = outer
    return made
  }

  #tablePart(part: XmlNode): XmlElement[] {
    if (typeof part === 'string' || isDeleted(part)) return []
    if (opened.has(part.name)) return this.#opened(part, (inside) => inside.flatMap((one) => this.#tablePart(one)))
    if (part.name === 'w:tr')
      return this.document.isDeletedRow(part)
        ? this.#deleted()
        : [
            element(
              part.name,
              {},
              part.children.flatMap((one) => this.#tablePart(one)),
            ),
          ]
    if (part.name === 'mc:AlternateContent')
      return (chosenAlternative(part)?.children ?? []).flatMap((one) => this.#tablePart(one))
    if (part.name !== 'w:tc') return [part]
    const content = this.blocks(part.children)
    const properties = childOf(part, 'w:tcPr')
    return [
      element(part.name, {}, [
        ...(properties ? [properties] : []),
        ...(content.length > 0 ? content : [element('w:p')]),
      ]),
    ]
  }

  #inlines(children: readonly XmlNode[], style: string | undefined): XmlElement[] {
    return children.flatMap((child): XmlElement[] => {
      if (typeof child === 'string') return []
      if (isDeleted(child)) return this.#deleted()
      if (opened.has(child.name) || child.name === 'w:fldSimple')
        return this.#opened(child, (inside) => this.#inlines(inside, style))
      switch (child.name) {
        case 'w:r':
          return this.#run(child, style)
        case 'w:hyperlink':
          return [element(child.name, child.attributes, this.#inlines(child.children, style))]
        case 'm:oMath':
        case 'm:oMathPara':
          return this.#fields.inCode ? [] : [this.#math(child, style)]
        case 'mc:AlternateContent':
          return this.#inlines(chosenAlternative(child)?.children ?? [], style)
        case 'w:p':
        case 'w:tbl':
          this.#behind.push(...this.blocks([child]))
          return []
        default:
          return []
      }
    })
  }

  #run(run: XmlElement, style: string | undefined): XmlElement[] {
    const isHidden = this.document.isHidden(run, style)
    const properties = childOf(run, 'w:rPr')
    const runs: XmlElement[] = []
    let open: XmlElement | undefined
    const put = (child: XmlElement) => {
      if (!open) runs.push((open = element('w:r', {}, properties ? [properties] : [])))
      open.children.push(child)
    }
    const putRuns = (others: XmlElement[]) => {
      runs.push(...others)
      open = undefined
    }
    const read = (child: XmlElement) => {
      if (child.name === 'w:fldChar') return putRuns(this.#fieldMark(child, isHidden))
      if (child.name === 'w:instrText') return this.#fields.addCode(textIn(child))
      if (this.#fields.inCode) return
      if (isHidden) {
        this.noticed.hidden.push(...wordsBelow(child, this.document))
        return
      }
      if (child.name === 'w:t') this.#fields.addResult(textIn(child))
      if (inRun.has(child.name)) return put(child)
      switch (child.name) {
        case 'w:ptab':
          return put(element('w:tab'))
        case 'w:footnoteReference':
        case 'w:endnoteReference':
          // Apart, since pandoc loses a note in a run that is set as code.
          if (!this.isNote) putRuns([element('w:r', {}, [child])])
          return
        case 'w:ruby':
          return putRuns(this.#ruby(child, style))
        case 'mc:AlternateContent':
          return childrenOf(chosenAlternative(child)).forEach(read)
        case 'w:drawing':
        case 'w:pict':
        case 'w:object':
          return this.#drawing(child, put)
      }
    }
    childrenOf(run).forEach(read)
    return runs
  }

  /** The letters below, with the reading that stands above them in brackets behind. */
  #ruby(ruby: XmlElement, style: string | undefined): XmlElement[] {
    const base = this.#inlines(childOf(ruby, 'w:rubyBase')?.children ?? [], style)
    const reading = this.#inlines(childOf(ruby, 'w:rt')?.children ?? [], style)
    if (reading.length === 0) return base
    this.noticed.readings += 1
    return [...base, textRun('('), ...reading, textRun(')')]
  }

  #fieldMark(mark: XmlElement, isHidden: boolean): XmlElement[] {
    const passed = this.#fields.pass(mark)
    if (!passed) return []
    const { kind, field } = passed
    const isLink = /^\s*HYPERLINK\b/i.test(field.code)
    const run = (child: XmlElement) => element('w:r', {}, [child])
    if (kind === 'result')
      return isLink
        ? [run(field.begin), run(element('w:instrText', { 'xml:space': 'preserve' }, [field.code])), run(mark)]
        : []
    if (isLink && field.part === 'result') return [run(mark)]
    const { sign, choice, words, reading } = shownByField(field)
    const shown = (sign ?? choice ?? words ?? '') + (reading ? `(${reading})` : '')
    if (shown === '') return []
    if (isHidden) this.noticed.hidden.push(shown)
    else if (reading) this.noticed.readings += 1
    else if (words === undefined) this.noticed.forms += 1
    return isHidden ? [] : [textRun(shown)]
  }

  /** A formula as pandoc reads it: text of the document in it is text of a formula, and hidden text is left out. */
  #math(formula: XmlElement, style: string | undefined): XmlElement {
    return mathOf(formula, (run) => {
      if (!this.document.isHidden(run, style)) return false
      this.noticed.hidden.push(...wordsBelow(run, this.document))
      return true
    })
  }

  /** Its image stays where it is; its words come behind the paragraph. */
  #drawing(given: XmlElement, put: (child: XmlElement) => void): void {
    const drawing = withoutAlternatives(given)
    const texts = drawingTexts(drawing, this.document.package)
    this.noticed.drawings += texts.length
    this.#behind.push(...texts.map(textParagraph))
    for (const box of below(drawing, 'w:txbxContent')) this.#behind.push(...this.blocks(box.children))
    if ([...below(drawing, 'a:blip'), ...below(drawing, 'v:imagedata')].length > 0) put(withoutBoxes(drawing))
  }

  #deleted(): XmlElement[] {
    this.noticed.deletions += 1
    return []
  }

  #opened<Made>(wrapper: XmlElement, read: (children: XmlNode[]) => Made): Made {
    if (wrapper.name === 'w:ins' || wrapper.name === 'w:moveTo') this.noticed.insertions += 1
    return read(wrapper.children)
  }
}

/** Whether there is anything but text in it. */
const holdsMore = (element: XmlElement): boolean =>
  childrenOf(element).some((child) => /Reference$|^w:(drawing|pict|object)$|^m:/.test(child.name) || holdsMore(child))
const withoutStyle = (properties: XmlElement): XmlElement => ({
  ...properties,
  children: childrenOf(properties).filter(({ name }) => name !== 'w:pStyle'),
})
const textIn = ({ children }: XmlElement): string => children.filter((child) => typeof child === 'string').join('')
const textRun = (text: string): XmlElement => element('w:r', {}, [element('w:t', { 'xml:space': 'preserve' }, [text])])
const textParagraph = (text: string): XmlElement => element('w:p', {}, [textRun(text)])

function withoutBoxes(from: XmlElement): XmlElement {
  const children = from.children.filter((child) => typeof child === 'string' || child.name !== 'w:txbxContent')
  return { ...from, children: children.map((child) => (typeof child === 'string' ? child : withoutBoxes(child))) }
}
