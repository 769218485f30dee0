import { checkArchive, encrypted, type ArchiveContents } from '@/lib/importers/archive/check-archive'
import type { Draft } from '@/lib/importers/draft'
import type { ImportLimits } from '@/lib/importers/limits'
import { odtTree, type OdtTree } from './odt-document-tree'
import { odtPrefixes } from './odt-prefixes'
import { odtSource } from './odt-source'
import { hasRunningText } from './odt-styles'
import { bulletStyle, placeholder, PlainOdt, type OdtNoticed } from './plain-odt'
import type { Element } from '@/lib/importers/pandoc/pandoc-ast'
import { plainTextOf } from '@/lib/importers/pandoc/pandoc-ast'
import { pandocDraft } from '@/lib/importers/pandoc/pandoc-draft'
import { withPlaceholdersReplaced } from '@/lib/importers/placeholders'
import { readArchive } from '@/lib/importers/archive/read-archive'
import { leftOutHidden, numbersOfCharts, writtenNumbers } from '@/lib/importers/report-lines'
import { below, childOf, element, writeXml, type XmlElement } from '@/lib/importers/archive/xml-tree'
import { say } from '@/lib/i18n/say'

/** An OpenDocument text, as LibreOffice writes it. */
export async function odtFile(bytes: Uint8Array, limits: ImportLimits, read = readArchive): Promise<Draft> {
  const contents = await checkArchive(bytes, limits)
  if (contents.parts.get('META-INF/manifest.xml')?.includes('encryption-data')) throw encrypted()
  const document = odtTree(contents)
  const sourceText = document && odtSource(document)
  // What is no XML to its end is for pandoc to refuse, or to make something of.
  const plain = document?.content.isWellFormed ? new PlainOdt(document) : undefined
  const comments = document ? [...below(document.body, 'office:annotation')].length : 0
  const prepared = document && plain ? preparedOdt(contents, document, plain) : contents
  const { tree, converter } = await read('odt', prepared, limits.memoryBytes)
  const draft = pandocDraft({ ...tree, blocks: withPartsInPlace(tree.blocks) }, 'odt', converter)
  if (sourceText !== undefined) draft.sourceText = sourceText
  if (comments > 0) draft.report.lost.push(say('reports.comments', { count: comments }))
  if (hasRunningText(document?.stylesRoot)) draft.report.lost.push(say('reports.runningText'))
  if (plain) reportNoticed(draft, plain.noticed)
  return draft
}

function preparedOdt(contents: ArchiveContents, { content, body }: OdtTree, plain: PlainOdt): ArchiveContents {
  const blocks = plain.blocks(body.children)
  const apart = plain.setApart.flatMap((blocks, at) => [element('text:p', {}, [`${placeholder}=${at}`]), ...blocks])
  const levels = Array.from({ length: 10 }, (_, at) =>
    element('text:list-level-style-bullet', { 'text:level': String(at + 1), 'text:bullet-char': '•' }),
  )
  const list = element('text:list-style', { 'style:name': bulletStyle }, levels)
  const automatic = childOf(content.root, 'office:automatic-styles')
  const others = content.root.children.filter(
    (child): child is XmlElement => typeof child !== 'string' && child.name !== 'office:body' && child !== automatic,
  )
  const root = element(content.root.name, content.root.attributes, [
    ...others,
    element('office:automatic-styles', {}, [...(automatic?.children ?? []), list]),
    element('office:body', {}, [element('office:text', {}, [...blocks, ...apart])]),
  ])
  const parts = new Map(contents.parts)
  parts.set('content.xml', Buffer.from(writeXml({ ...content, root }, odtPrefixes)))
  return { ...contents, parts }
}

/** What was set apart, back in the cells, lists and notes it lay in. */
function withPartsInPlace(blocks: readonly Element[]): Element[] {
  const end = blocks.findIndex((block) => plainTextOf(block).startsWith(`${placeholder}=`))
  if (end < 0) return [...blocks]
  const apart: Element[][] = []
  for (const block of blocks.slice(end)) {
    if (block.t === 'Para' && plainTextOf(block).startsWith(`${placeholder}=`)) apart.push([])
    else apart.at(-1)?.push(block)
  }
  const find = (text: string): Element[] | undefined => {
    const [, number] = text.split(placeholder)
    return text.startsWith(placeholder) && number !== undefined
      ? withPlaceholdersReplaced(apart[Number(number)] ?? [], find)
      : undefined
  }
  return withPlaceholdersReplaced(blocks.slice(0, end), find)
}

function reportNoticed(
  { report }: Draft,
  { hidden, labels, nested, readings, forms, boxes, numbers, hasChanges }: OdtNoticed,
): void {
  if (hasChanges) report.changed.push(say('reports.tracked'))
  report.changed.push(...writtenNumbers(labels, nested))
  if (readings > 0) report.changed.push(say('reports.readings', { count: readings }))
  if (forms > 0) report.changed.push(say('reports.forms', { count: forms }))
  if (boxes > 0) report.changed.push(say('reports.boxes'))
  report.lost.push(...leftOutHidden(hidden), ...numbersOfCharts(numbers))
}
