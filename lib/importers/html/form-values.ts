import { attribute, elementsBelow, textBelow, type HtmlElement } from './html-tree'

/** What a control of a form shows that stands in its attributes or options: what was typed, a box ticked or not, the choices with those made. Undefined for what is no control. */
export function shownByControl(element: HtmlElement): string | undefined {
  switch (element.tagName) {
    case 'textarea':
      return textBelow(element).replace(/^\n/, '')
    case 'select':
      return optionsOf(element)
    case 'input':
      break
    default:
      return undefined
  }
  const type = (attribute(element, 'type') ?? 'text').toLowerCase()
  const isTicked = attribute(element, 'checked') !== undefined
  if (type === 'checkbox' || type === 'radio') return isTicked ? '☒' : '☐'
  if (type === 'image') return attribute(element, 'alt') ?? ''
  return type === 'hidden' || type === 'password' ? '' : (attribute(element, 'value') ?? '')
}

function optionsOf(select: HtmlElement): string {
  const options = [...elementsBelow(select)].flatMap((element) => {
    if (element.tagName === 'optgroup') return [`${attribute(element, 'label') ?? ''}:`]
    if (element.tagName !== 'option') return []
    return [
      `${attribute(element, 'selected') === undefined ? '☐' : '☒'} ${(attribute(element, 'label') ?? textBelow(element)).replace(/\s+/g, ' ').trim()}`,
    ]
  })
  return options.join(' ')
}
