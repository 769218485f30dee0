import { childOf, childrenOf, type XmlElement } from '../archive/xml-tree'
import { chosenAlternative } from './alternate-content'
import { isOn, valueOf } from './word-styles'

/** Where a field is in force: its code, which nobody sees, or its result. */
export interface OpenField {
  begin: XmlElement
  part: 'code' | 'result'
  code: string
  /** Whether there are letters in its result. */
  saysSomething: boolean
}

/** What the fields of a story do to what stands between their marks, from mark to mark in order. */
export class WordFields {
  readonly #begins: ReadonlyMap<XmlElement, XmlElement>
  readonly #open: OpenField[] = []

  /** `story` is a body or a note: a mark of a field that does not end in it counts for nothing. */
  constructor(story: XmlElement) {
    this.#begins = marksOfWholeFields(story)
  }

  /** Whether what stands here is part of a field's code. */
  get inCode(): boolean {
    return this.#open.some(({ part }) => part === 'code')
  }

  /** Takes in the text of a code. */
  addCode(text: string): void {
    const field = this.#open.at(-1)
    if (field?.part === 'code') field.code += text
  }

  /** Takes in the text of a result, which is that of every field around it. */
  addResult(text: string): void {
    if (text !== '') for (const field of this.#open) if (field.part === 'result') field.saysSomething = true
  }

  /** Goes past a mark and says what it was: the end of a code whose result is seen, or the end of a field that is. */
  pass(mark: XmlElement): { kind: 'result' | 'end'; field: OpenField } | undefined {
    const begin = this.#begins.get(mark)
    if (!begin) return undefined
    const type = mark.attributes['w:fldCharType']
    if (type === 'begin') {
      this.#open.push({ begin: mark, part: 'code', code: '', saysSomething: false })
      return undefined
    }
    const field = this.#open.at(-1)
    if (field?.begin !== begin) return undefined
    if (type === 'separate') field.part = 'result'
    else this.#open.pop()
    return this.inCode ? undefined : { kind: type === 'separate' ? 'result' : 'end', field }
  }
}

/** The marks of fields that have both ends, each with the one that begins its field. */
function marksOfWholeFields(story: XmlElement): Map<XmlElement, XmlElement> {
  const begins = new Map<XmlElement, XmlElement>()
  const open: XmlElement[][] = []
  const visit = (parent: XmlElement) => {
    for (const child of childrenOf(parent)) {
      if (isDeleted(child)) continue
      if (child.name === 'mc:AlternateContent') {
        const chosen = chosenAlternative(child)
        if (chosen) visit(chosen)
      } else if (child.name !== 'w:fldChar') visit(child)
      else if (child.attributes['w:fldCharType'] === 'begin') open.push([child])
      else {
        open.at(-1)?.push(child)
        if (child.attributes['w:fldCharType'] !== 'end') continue
        const marks = open.pop() ?? []
        for (const mark of marks) begins.set(mark, marks[0] ?? mark)
      }
    }
  }
  visit(story)
  return begins
}

/** What tracked changes took away, as if they had been accepted. */
export const isDeleted = ({ name }: XmlElement): boolean => name === 'w:del' || name === 'w:moveFrom'

/** What a field shows that has no result of its own: a box, ticked or not, the choice of a list, the text that is to be written over, or what its code says. */
export interface ShownByField {
  sign?: string
  choice?: string
  words?: string
  /** What stands above the words. */
  reading?: string
}

/** What is seen of a field at its end, besides its result. */
export function shownByField({ begin, code, part, saysSomething }: OpenField): ShownByField {
  const data = childOf(begin, 'w:ffData')
  const box = childOf(data, 'w:checkBox')
  if (box) {
    const state = childOf(box, 'w:checked') ?? childOf(box, 'w:default')
    return { sign: state && isOn(state) ? '☒' : '☐' }
  }
  const list = childOf(data, 'w:ddList')
  if (list) {
    const chosen = Number(valueOf(childOf(list, 'w:result')) ?? valueOf(childOf(list, 'w:default')) ?? 0)
    const choice = valueOf(childrenOf(list, 'w:listEntry')[chosen])
    return choice === undefined ? {} : { choice }
  }
  const standing = valueOf(childOf(childOf(data, 'w:textInput'), 'w:default'))
  if (standing !== undefined && part === 'code') return { choice: standing }
  return saysSomething ? {} : shownByCode(code)
}

/** Words of a button, and the arguments of a field that draws: of letters with a reading above them, these first. */
function shownByCode(code: string): ShownByField {
  const button = /^\s*(?:MACROBUTTON|GOTOBUTTON)\s+(?:"[^"]*"|\S+)\s+([^]*)$/i.exec(code)
  if (button) return { words: (button[1] ?? '').trim() }
  const drawn = /^\s*EQ\b([^]*)$/i.exec(code)?.[1]?.replace(/\\\*\s*("[^"]*"|\S+)/g, ' ')
  if (drawn === undefined) return {}
  // \o lays one over another, and \up lifts the first of them: letters with a reading.
  const [, reading, base] = /\\o[^]*\\up\s*\d*\s*\(([^()]*)\)[,;]([^()]*)\)/i.exec(drawn) ?? []
  if (reading !== undefined && base !== undefined) return { words: base.trim(), reading: reading.trim() }
  const words = drawn
    .replace(/\\([(),;\\])/g, '$1')
    .replace(/\\[a-z]+\s*\d*/gi, ' ')
    .replace(/[(),;\s]+/g, ' ')
  return { words: words.trim() }
}
