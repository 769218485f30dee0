import { objectShown } from './embedded-objects'
import { childrenOf, textOf, type XmlElement } from '../archive/xml-tree'
import { shownByControl, type OdtTree } from './odt-document-tree'

/** Elements in which there is nothing to read in the text: changes that were deleted, comments, what describes a picture or makes an index, forms (their values stand at their places). */
export const silent =
  /^(text:tracked-changes|office:annotation(-end)?|text:note-citation|text:number|svg:(title|desc)|table:(title|desc)|text:.*-source|text:.*-decls|office:(forms|scripts|event-listeners|settings|binary-data)|text:script|math:.*|draw:(image-map|glue-point|param)|table:(shapes|scenario|tracked-changes)|text:hidden-paragraph|text:(list-level-style|outline).*)$/
const inLine =
  /^(text:(span|a|bookmark.*|reference-mark.*|meta|soft-page-break|ruby-base)|text:[a-z-]*(-get|-set|-input|-ref|number|name|date|time|text|field|title|subject|sequence|expression|placeholder|display|chapter|initials|count|keywords|description|sender-[a-z-]+|user-defined|creator|printed-by))$/

/** The words that somebody reads who opens an OpenDocument text, by a walk through its XML. */
export function odtSource(document: OdtTree): string {
  const out: string[] = []
  const walk = (element: XmlElement) => {
    for (const child of element.children) {
      if (typeof child === 'string') out.push(child)
      else if (silent.test(child.name) || document.isHidden(child)) continue
      else if (child.name === 'text:ruby') for (const part of childrenOf(child)) out.push(textOf(part), ' ')
      else if (child.name === 'draw:object') {
        const object = objectShown(document.objects, child)
        out.push('\n', ...(object?.paragraphs.map((text) => `${text}\n`) ?? []), object?.formula ?? '', '\n')
        walk(child)
      } else if (child.name === 'draw:control')
        out.push(' ', shownByControl(document.controls.get(child.attributes['draw:control'] ?? '') ?? child), ' ')
      else {
        const part = inLine.test(child.name) ? '' : child.name === 'text:s' || child.name === 'text:tab' ? ' ' : '\n'
        out.push(part)
        walk(child)
        out.push(part)
      }
    }
  }
  walk(document.body)
  return out.join('')
}
