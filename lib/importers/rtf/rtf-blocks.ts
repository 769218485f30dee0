import type { NodeJson } from '@/lib/editor/document-json'
import { textblock } from '@/lib/importers/blocks'

/** A paragraph as it was read. `marker` is what stands before an item of a list, as the source shows it. */
export interface RtfParagraph {
  content: NodeJson[]
  heading: number | null
  marker: string | null
  listLevel: number
}

export type RtfItem = RtfParagraph | NodeJson

interface ListItem {
  kind: 'bulletList' | 'orderedList'
  number: number
  level: number
  block: NodeJson
}

/** Paragraphs and ready blocks as blocks of the schema. Bullets and numbers that count 1. 2. 3. become lists; every other marker stays in its paragraph as text. */
export function blocksOf(items: readonly RtfItem[]): NodeJson[] {
  const blocks: NodeJson[] = []
  let list: ListItem[] = []
  const endList = () => {
    blocks.push(...nested(list))
    list = []
  }
  for (const item of items) {
    const entry = 'type' in item ? null : listItem(item)
    if (entry) list.push(entry)
    else {
      endList()
      blocks.push('type' in item ? item : paragraphBlock(item))
    }
  }
  endList()
  return blocks
}

function listItem({ content, heading, marker, listLevel }: RtfParagraph): ListItem | null {
  if (marker === null || heading !== null || content.length === 0) return null
  const block = textblock('paragraph', content)
  if (isBullet(marker)) return { kind: 'bulletList', number: 0, level: listLevel, block }
  const number = /^(\d{1,6})\.$/.exec(marker)?.[1]
  return number === undefined ? null : { kind: 'orderedList', number: Number(number), level: listLevel, block }
}

/** Items one after the other as lists within lists. A number that does not count on begins a list of its own. */
function nested(items: readonly ListItem[]): NodeJson[] {
  const lists: NodeJson[] = []
  for (let at = 0; at < items.length;) {
    const { kind, number, level, block } = items[at] as ListItem
    let end = at + 1
    while (end < items.length && (items[end] as ListItem).level > level) end += 1
    const item: NodeJson = { type: 'listItem', content: [block, ...nested(items.slice(at + 1, end))] }
    const last = lists.at(-1)
    const next = last?.type === 'orderedList' ? Number(last.attrs?.start) + (last.content?.length ?? 0) : 0
    if (last?.type === kind && (kind === 'bulletList' || number === next)) last.content?.push(item)
    else lists.push({ type: kind, ...(kind === 'orderedList' ? { attrs: { start: number } } : {}), content: [item] })
    at = end
  }
  return lists
}

function paragraphBlock({ content, heading, marker }: RtfParagraph): NodeJson {
  const shown =
    marker !== null && !isBullet(marker)
      ? [{ type: 'text', text: content.length > 0 ? `${marker} ` : marker }, ...content]
      : content
  const joined =
    shown[1]?.text !== undefined && !shown[1].marks && shown.length > content.length
      ? [{ type: 'text', text: `${shown[0]?.text ?? ''}${shown[1].text}` }, ...shown.slice(2)]
      : shown
  return heading === null
    ? textblock('paragraph', joined)
    : textblock('heading', joined, { level: Math.min(6, heading) })
}

/** Whether a paragraph's marker becomes part of its text, since no list of the schema shows it. */
export const isWrittenOut = (paragraph: RtfParagraph): boolean =>
  paragraph.marker !== null && !isBullet(paragraph.marker) && listItem(paragraph) === null

/** A sign, or the letter o that stands for one. */
const isBullet = (marker: string): boolean => /^([^\p{L}\p{N}]{1,3}|o)$/u.test(marker)
