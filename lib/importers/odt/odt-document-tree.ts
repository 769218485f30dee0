import type { ArchiveContents } from '../archive/check-archive'
import { below, childOf, readXml, type XmlElement, type XmlTree } from '../archive/xml-tree'
import { embeddedObjects, type OdtObject } from './embedded-objects'
import { odtPrefixes } from './odt-prefixes'
import { odtStyles, type OdtStyles } from './odt-styles'

/** An OpenDocument text as its parts say it. */
export interface OdtTree {
  content: XmlTree
  /** What is inside office:text. */
  body: XmlElement
  styles: OdtStyles
  stylesRoot: XmlElement | undefined
  /** The controls of its forms by id. */
  controls: ReadonlyMap<string, XmlElement>
  /** The objects it holds, by their folders. */
  objects: ReadonlyMap<string, OdtObject>
  isHidden(element: XmlElement): boolean
}

/** Undefined where there is no text in the content. */
export function odtTree({ parts }: ArchiveContents): OdtTree | undefined {
  const part = parts.get('content.xml')
  const content = part && readXml(part, odtPrefixes)
  const body = childOf(childOf(content?.root, 'office:body'), 'office:text')
  if (!content || !body) return undefined
  const stylesPart = parts.get('styles.xml')
  const stylesRoot = stylesPart && readXml(stylesPart, odtPrefixes).root
  const styles = odtStyles([stylesRoot, content.root])
  const controls = new Map(
    [...below(body, 'office:forms')]
      .flatMap((forms) => [...controlsIn(forms)])
      .flatMap((control) =>
        [control.attributes['form:id'], control.attributes['xml:id']].flatMap((id): [string, XmlElement][] =>
          id === undefined ? [] : [[id, control]],
        ),
      ),
  )
  return {
    content,
    body,
    styles,
    stylesRoot,
    controls,
    objects: embeddedObjects(parts),
    isHidden({ name, attributes, children }) {
      if (name === 'text:hidden-text') return true
      if (name === 'text:section')
        return (
          attributes['text:display'] === 'none' ||
          (attributes['text:display'] === 'condition' && attributes['text:is-hidden'] === 'true')
        )
      if (name === 'text:span') return styles.isHidden('text', attributes['text:style-name'])
      if (name === 'table:table-row') return attributes['table:visibility'] === 'collapse'
      if (name !== 'text:p' && name !== 'text:h') return false
      return (
        styles.isHidden('paragraph', attributes['text:style-name']) ||
        children.some(
          (child) =>
            typeof child !== 'string' &&
            child.name === 'text:hidden-paragraph' &&
            child.attributes['text:is-hidden'] !== 'false',
        )
      )
    },
  }
}

function* controlsIn(parent: XmlElement): Generator<XmlElement> {
  for (const child of parent.children) {
    if (typeof child === 'string') continue
    yield child
    yield* controlsIn(child)
  }
}

/** What a control of a form shows: a box, ticked or not, with its words; what was typed; the choice that was made. */
export function shownByControl(control: XmlElement): string {
  const { name, attributes, children } = control
  const label = attributes['form:label'] ?? ''
  if (name === 'form:checkbox' || name === 'form:radio') {
    const isTicked =
      (attributes['form:current-state'] ?? attributes['form:state']) === 'checked' ||
      (attributes['form:current-selected'] ?? attributes['form:selected']) === 'true'
    return `${isTicked ? '☒' : '☐'} ${label}`.trim()
  }
  if (name === 'form:listbox') {
    const options = children.filter(
      (child): child is XmlElement => typeof child !== 'string' && child.name === 'form:option',
    )
    return options
      .map(
        (option) =>
          `${(option.attributes['form:current-selected'] ?? option.attributes['form:selected']) === 'true' ? '☒' : '☐'} ${option.attributes['form:label'] ?? option.attributes['form:value'] ?? ''}`,
      )
      .join(' ')
  }
  if (name === 'form:hidden' || name === 'form:password') return ''
  return attributes['form:current-value'] ?? attributes['form:value'] ?? label
}
