/** The parts of pandoc's JSON tree (API 1.23) that are read here. `t` is the constructor, `c` its arguments. */
export interface Element {
  t: string
  c?: unknown
}
export type Attr = [id: string, classes: string[], pairs: [string, string][]]
export type Cell = [Attr, Element, rowSpan: number, colSpan: number, Element[]]
export type Row = [Attr, Cell[]]
export type TableBody = [Attr, rowHeadColumns: number, head: Row[], body: Row[]]
export type Caption = [short: Element[] | null, long: Element[]]
export type Table = [Attr, Caption, unknown[], head: [Attr, Row[]], TableBody[], foot: [Attr, Row[]]]

export interface PandocTree {
  'pandoc-api-version': number[]
  meta: Record<string, Element>
  blocks: Element[]
}

/** The text of inlines, blocks or a metadata value, without any markup. */
export function plainTextOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(plainTextOf).join('')
  if (typeof value === 'string') return value
  if (value === null || typeof value !== 'object') return ''
  const { t, c } = value as Element
  if (t === 'Space' || t === 'SoftBreak' || t === 'LineBreak') return ' '
  if (t === 'Note' || t === 'RawInline' || t === 'RawBlock') return ''
  if (t === 'Code' || t === 'Math' || t === 'Span' || t === 'Quoted' || t === 'Cite' || t === 'CodeBlock')
    return plainTextOf((c as unknown[])[1])
  if (t === 'Link' || t === 'Image') return plainTextOf((c as unknown[])[1])
  if (t === 'MetaMap') return ''
  return plainTextOf(c)
}
