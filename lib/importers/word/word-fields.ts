import { childOf, childrenOf, type XmlElement } from '../archive/xml-tree'
import { chosenAlternative } from './alternate-content'
import { isOn, valueOf } from './word-styles'

/** Where a field is in force: its code, which nobody sees, or its result. */
interface OpenField {
  begin: XmlElement
  part: 'code' | 'result'
  code: string
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

  /** Goes past a mark and says what it was: the end of a code whose result is seen, or the end of a field that is. */
  pass(mark: XmlElement): { kind: 'result' | 'end'; field: OpenField } | undefined {
    const begin = this.#begins.get(mark)
    if (!begin) return undefined
    const type = mark.attributes['w:fldCharType']
    if (type === 'begin') {
      this.#open.push({ begin: mark, part: 'code', code: '' })
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

/** What a form field shows that has no result: a box, ticked or not, or the choice of a list. */
export function shownByForm(begin: XmlElement): { sign?: string; choice?: string } {
  const data = childOf(begin, 'w:ffData')
  const box = childOf(data, 'w:checkBox')
  if (box) {
    const state = childOf(box, 'w:checked') ?? childOf(box, 'w:default')
    return { sign: state && isOn(state) ? '☒' : '☐' }
  }
  const list = childOf(data, 'w:ddList')
  if (!list) return {}
  const chosen = Number(valueOf(childOf(list, 'w:result')) ?? valueOf(childOf(list, 'w:default')) ?? 0)
  const choice = valueOf(childrenOf(list, 'w:listEntry')[chosen])
  return choice === undefined ? {} : { choice }
}
