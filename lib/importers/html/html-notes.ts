import { attribute, elementsBelow, hasWord, textBelow, type HtmlElement, type HtmlParent } from './html-tree'

/** A page of a publication, by its path; a page that stands alone has the empty path. */
export interface Page {
  path: string
  tree: HtmlParent
}

/** Which references lead to which notes. */
export interface Notes {
  /** The note that a reference leads to. */
  noteOf(reference: HtmlElement): HtmlElement | undefined
  /** Whether an element is a note that is given where it is referred to, and not where it stands. */
  isNote(element: HtmlElement): boolean
  /** Whether a reference is only a label, in whose place the text has one of its own. */
  isLabel(reference: HtmlElement): boolean
}

const noteWords = /^(foot|end|rear)?notes?$|^doc-(foot|end)notes?$|^(foot|end)notes?(-text|-body)?$/
const referenceWords = /^noteref$|^doc-noteref$|^footnote-?(ref|call)$/

/** Finds the references to notes on some pages and the notes they lead to, on the same page or another one of them. */
export function findNotes(pages: readonly Page[]): Notes {
  const targets = new Map<string, HtmlElement>()
  const named: NamedNotes = { notes: new Set(), holding: new Set() }
  for (const { path, tree } of pages) {
    for (const element of elementsBelow(tree)) {
      const id = attribute(element, 'id') ?? (element.tagName === 'a' ? attribute(element, 'name') : undefined)
      if (id !== undefined && !targets.has(`${path}#${id}`)) targets.set(`${path}#${id}`, element)
      if (isNamed(element, noteWords)) addNamed(named, element)
    }
  }
  const noteOf = new Map<HtmlElement, HtmlElement>()
  const taken = new Set<HtmlElement>()
  for (const { path, tree } of pages) {
    for (const reference of elementsBelow(tree)) {
      if (reference.tagName !== 'a' || !isNamed(reference, referenceWords)) continue
      const target = targets.get(resolved(path, attribute(reference, 'href') ?? ''))
      const note = target && noteAround(target, named)
      if (!note || isInside(reference, note) || isInside(note, reference)) continue
      noteOf.set(reference, note)
      taken.add(note)
    }
  }
  // A note inside another note, or one whose own text refers to itself by a detour, stays where it stands.
  for (const [reference, note] of noteOf) {
    if (isBelowAny(note, taken) || isBelowAny(reference, taken)) noteOf.delete(reference)
  }
  const given = new Set(noteOf.values())
  return {
    noteOf: (reference) => noteOf.get(reference),
    isNote: (element) => given.has(element),
    isLabel: (reference) =>
      noteOf.has(reference) &&
      textBelow(reference).trim().length <= 6 &&
      /^[\s\p{N}\p{P}\p{S}]*\p{L}?[\s\p{P}]*$/u.test(textBelow(reference)),
  }
}

/** A path with a fragment, seen from a page. */
export function resolved(from: string, href: string): string {
  const [address = '', fragment = ''] = decoded(href).split('#', 2)
  if (address === '') return `${from}#${fragment}`
  const path = [...from.split('/').slice(0, -1)]
  for (const part of address.split('/')) {
    if (part === '..') path.pop()
    else if (part !== '.' && part !== '') path.push(part)
  }
  return `${path.join('/')}#${fragment}`
}

function decoded(href: string): string {
  try {
    return decodeURIComponent(href)
  } catch {
    return href
  }
}

const isNamed = (element: HtmlElement, words: RegExp): boolean =>
  hasWord(element, 'epub:type', words) || hasWord(element, 'role', words) || hasWord(element, 'class', words)

/** Elements that are called notes, and those that such elements lie in. */
interface NamedNotes {
  notes: Set<HtmlElement>
  holding: Set<HtmlElement>
}

function addNamed({ notes, holding }: NamedNotes, element: HtmlElement): void {
  notes.add(element)
  for (let up = parentOf(element); up && !holding.has(up); up = parentOf(up)) holding.add(up)
}

/** The whole note that an anchor belongs to: itself, what it stands in, or the item of a list of notes. */
function noteAround(target: HtmlElement, { notes, holding }: NamedNotes): HtmlElement | undefined {
  let item: HtmlElement | undefined
  for (let element: HtmlElement | undefined = target; element; element = parentOf(element)) {
    // A section of notes is no note; then its item or paragraph is.
    if (notes.has(element)) return isSection(element) || (holding.has(element) && element !== target) ? item : element
    if (element.tagName === 'li' || (item === undefined && /^(p|div|aside|dd)$/.test(element.tagName))) item = element
  }
  return undefined
}

const isSection = (element: HtmlElement): boolean =>
  /^(section|ol|ul|body|nav)$/.test(element.tagName) ||
  /(^|\s)(doc-)?(foot|end|rear)?notes(\s|$)/.test(
    `${attribute(element, 'epub:type') ?? ''} ${attribute(element, 'role') ?? ''} ${attribute(element, 'class') ?? ''}`,
  )

function parentOf(element: HtmlElement): HtmlElement | undefined {
  const parent = element.parentNode
  return parent && 'tagName' in parent ? parent : undefined
}

function isInside(element: HtmlElement, other: HtmlElement): boolean {
  return element === other || isBelowAny(element, new Set([other]))
}

function isBelowAny(element: HtmlElement, others: ReadonlySet<HtmlElement>): boolean {
  for (let up = parentOf(element); up; up = parentOf(up)) if (others.has(up)) return true
  return false
}
