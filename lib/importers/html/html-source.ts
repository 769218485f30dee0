import { shownByControl } from './form-values'
import { formulaWords } from '../pandoc/formula-words'
import { elementsBelow, isElement, isText, textBelow, type HtmlElement, type HtmlParent } from './html-tree'
import type { Seen } from './seen'

/** Elements that stand inside a line; all others part the words before, in and behind them. */
const inLine = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr output q s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
)

/** The words of a page that somebody sees who opens it. `isReplaced` says which elements the text has in another form, such as the number of a note. */
export function htmlSource(
  page: HtmlParent,
  seen: (element: HtmlElement) => Seen,
  isReplaced: (element: HtmlElement) => boolean = () => false,
): string {
  const out: string[] = []
  const walk = (parent: HtmlParent) => {
    for (const child of parent.childNodes) {
      if (isText(child)) out.push(child.value)
      else if (isElement(child) && seen(child) === 'seen' && !isReplaced(child)) {
        const part = inLine.has(child.tagName) ? '' : '\n'
        out.push(part)
        if (child.tagName === 'math')
          out.push(formulaOf(child) === undefined ? formulaLetters(child) : wordsInFormula(child))
        else {
          const control = shownByControl(child)
          if (control === undefined) walk(child)
          else out.push(control)
        }
        out.push(part)
      }
    }
  }
  walk(page)
  return out.join('')
}

/** A formula's source, where the page gives it and it has the words that the formula shows. */
export function formulaOf(math: HtmlElement): string | undefined {
  const annotation = [...annotations(math)].find(({ attrs }) =>
    attrs.some(({ name, value }) => name === 'encoding' && /tex/i.test(value)),
  )
  const source = annotation ? textBelow(annotation) : math.attrs.find(({ name }) => name === 'alttext')?.value
  if (source === undefined || source.trim() === '') return undefined
  const has = new Set(formulaWords([source]).split(' '))
  return wordsInFormula(math)
    .split(' ')
    .every((word) => word === '' || has.has(word))
    ? source.trim()
    : undefined
}

/** What a formula shows: its letters, without what is written beside it for programs. */
export const formulaLetters = (parent: HtmlParent): string =>
  parent.childNodes
    .map((child) =>
      isText(child)
        ? child.value
        : isElement(child) && !/^annotation(-xml)?$/.test(child.tagName)
          ? formulaLetters(child)
          : '',
    )
    .join('')

/** Words that a formula has as such, apart from signs and letters that stand for something. */
const wordsInFormula = (math: HtmlElement): string =>
  formulaWords([...elementsBelow(math)].filter(({ tagName }) => /^(mtext|ms)$/.test(tagName)).map(textBelow))

function* annotations(parent: HtmlParent): Generator<HtmlElement> {
  for (const child of parent.childNodes) {
    if (!isElement(child)) continue
    if (child.tagName === 'annotation') yield child
    yield* annotations(child)
  }
}
