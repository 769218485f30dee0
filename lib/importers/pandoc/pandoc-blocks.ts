import type { NodeJson } from '@/lib/editor/document-json'
import { plainParagraph, textblock } from '@/lib/importers/blocks'
import { formatNumber, type NumberFormat } from '@/lib/importers/number-format'
import type { Attr, Caption, Element, Row, Table, TableBody } from './pandoc-ast'
import { inlineNodes, storable, type InlineContext, type Losses } from './pandoc-inlines'

/** Below this depth containers are opened up and their blocks put where they stood: no document for people nests so deep. */
const maxDepth = 40

export interface BlockReading {
  doc: NodeJson
  losses: Losses
}

/** Pandoc's blocks as a document of the schema: notes numbered in order and moved to the end, at least one block in it. */
export function documentOf(blocks: readonly Element[]): BlockReading {
  const losses: Losses = { images: 0, links: 0, raw: 0, formulas: 0, replaced: 0 }
  const notes: NodeJson[] = []
  const context: InlineContext = {
    losses,
    note(content) {
      const label = String(notes.length + 1)
      const note: NodeJson = { type: 'footnote', attrs: { label } }
      notes.push(note)
      note.content = filled(readBlocks(content, context, 1))
      return label
    },
  }
  const content = filled(readBlocks(blocks, context, 0))
  return { doc: { type: 'doc', content: [...content, ...notes] }, losses }
}

function readBlocks(blocks: readonly Element[], context: InlineContext, depth: number): NodeJson[] {
  return blocks.flatMap((block) => readBlock(block, context, depth))
}

function readBlock(block: Element, context: InlineContext, depth: number): NodeJson[] {
  const inside = (children: readonly Element[]) => readBlocks(children, context, depth + 1)
  const wrapped = (node: (content: NodeJson[]) => NodeJson, content: NodeJson[]) =>
    depth >= maxDepth || content.length === 0 ? content : [node(content)]
  switch (block.t) {
    case 'Plain':
    case 'Para':
      return nonEmpty(textblock('paragraph', inlineNodes(block.c as Element[], context)))
    case 'LineBlock':
      return [
        textblock(
          'paragraph',
          (block.c as Element[][]).flatMap((line, at) => [
            ...(at > 0 ? [{ type: 'hardBreak' }] : []),
            ...inlineNodes(line, context),
          ]),
        ),
      ]
    case 'Header': {
      const [level, , label] = block.c as [number, Attr, Element[]]
      return nonEmpty(textblock('heading', inlineNodes(label, context), { level: Math.min(6, Math.max(1, level)) }))
    }
    case 'CodeBlock': {
      const text = storable((block.c as [Attr, string])[1], context.losses)
      return [textblock('codeBlock', text === '' ? [] : [{ type: 'text', text }])]
    }
    case 'BlockQuote':
      return wrapped((content) => ({ type: 'blockquote', content }), inside(block.c as Element[]))
    case 'BulletList':
      return wrapped((content) => ({ type: 'bulletList', content }), listItems(block.c as Element[][], context, depth))
    case 'OrderedList': {
      const [[start, style, delimiter], items] = block.c as [
        [number, Element | undefined, Element | undefined],
        Element[][],
      ]
      const format = letterings[style?.t ?? '']
      if (format) return items.flatMap((item, at) => labelled(labelOf(start + at, format, delimiter?.t), inside(item)))
      return wrapped(
        (content) => ({ type: 'orderedList', attrs: { start }, content }),
        listItems(items, context, depth),
      )
    }
    case 'DefinitionList':
      return (block.c as [Element[], Element[][]][]).flatMap(([term, definitions]) => [
        ...nonEmpty(textblock('paragraph', inlineNodes([{ t: 'Strong', c: term }], context))),
        ...wrapped((content) => ({ type: 'blockquote', content }), definitions.flatMap(inside)),
      ])
    case 'Div':
      return readBlocks((block.c as [Attr, Element[]])[1], context, depth)
    case 'Figure': {
      const [, caption, content] = block.c as [Attr, Caption, Element[]]
      return [...inside(content), ...captionBlocks(caption, context, depth)]
    }
    case 'Table':
      return tableBlocks(block.c as Table, context, depth)
    case 'HorizontalRule':
      return [{ type: 'horizontalRule' }]
    default:
      context.losses.raw += 1
      return []
  }
}

/** A list counts 1, 2, 3 wherever it is shown; where the source counts otherwise, its numbers are part of the text and its items paragraphs. */
const letterings: Readonly<Record<string, NumberFormat | undefined>> = {
  LowerAlpha: 'lower-letter',
  UpperAlpha: 'upper-letter',
  LowerRoman: 'lower-roman',
  UpperRoman: 'upper-roman',
}

function labelOf(value: number, format: NumberFormat, delimiter: string | undefined): string {
  const number = formatNumber(value, format)
  return delimiter === 'TwoParens' ? `(${number})` : delimiter === 'OneParen' ? `${number})` : `${number}.`
}

function labelled(label: string, blocks: NodeJson[]): NodeJson[] {
  const [first, ...others] = blocks
  const mark: NodeJson = { type: 'text', text: `${label} ` }
  if (first?.type === 'paragraph' || first?.type === 'heading')
    return [{ ...first, content: [mark, ...(first.content ?? [])] }, ...others]
  return [plainParagraph(label), ...blocks]
}

function listItems(items: readonly Element[][], context: InlineContext, depth: number): NodeJson[] {
  const read = items.map((item) => readBlocks(item, context, depth + 1))
  return depth >= maxDepth ? read.flat() : read.map((content) => ({ type: 'listItem', content: filled(content) }))
}

function tableBlocks(
  [, caption, , [, headRows], bodies, [, footRows]]: Table,
  context: InlineContext,
  depth: number,
): NodeJson[] {
  const above = captionBlocks(caption, context, depth)
  const head = headRows.map((row) => tableRow(row, row[1].length, context, depth))
  const body = bodies.flatMap(([, headColumns, heads, rows]: TableBody) => [
    ...heads.map((row) => tableRow(row, row[1].length, context, depth)),
    ...rows.map((row) => tableRow(row, headColumns, context, depth)),
  ])
  const foot = footRows.map((row) => tableRow(row, 0, context, depth))
  const rows = [...head, ...body, ...foot]
  if (depth >= maxDepth)
    return [...above, ...rows.flatMap((row) => (row.content ?? []).flatMap((cell) => cell.content ?? []))]
  return rows.some((row) => row.content) ? [...above, { type: 'table', content: rows }] : above
}

function tableRow([, cells]: Row, headers: number, context: InlineContext, depth: number): NodeJson {
  const content = cells.map(([, , rowspan, colspan, blocks], at): NodeJson => {
    const attrs = { ...(colspan > 1 ? { colspan } : {}), ...(rowspan > 1 ? { rowspan } : {}) }
    return {
      type: at < headers ? 'tableHeader' : 'tableCell',
      ...(Object.keys(attrs).length > 0 ? { attrs } : {}),
      content: filled(readBlocks(blocks, context, depth + 1)),
    }
  })
  // A row that is wholly covered by cells from above has none of its own.
  return content.length > 0 ? { type: 'tableRow', content } : { type: 'tableRow' }
}

function captionBlocks([, long]: Caption, context: InlineContext, depth: number): NodeJson[] {
  return readBlocks(long, context, depth + 1)
}

const nonEmpty = (block: NodeJson): NodeJson[] => (block.content ? [block] : [])
const filled = (blocks: NodeJson[]): NodeJson[] => (blocks.length > 0 ? blocks : [plainParagraph('')])
