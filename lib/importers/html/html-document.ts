import { cleanText } from '@/lib/importers/text/clean-text'
import { declaredEncoding, decodeText } from '@/lib/importers/text/decode-text'
import type { Draft } from '@/lib/importers/draft'
import { HtmlBlocks } from './html-blocks'
import { findNotes, type Page } from './html-notes'
import { htmlSource } from './html-source'
import { attribute, elementsBelow, readHtml, textBelow, type HtmlParent } from './html-tree'
import { codeIn, seenIn } from './seen'
import type { Element, PandocTree } from '@/lib/importers/pandoc/pandoc-ast'
import { pandocDraft } from '@/lib/importers/pandoc/pandoc-draft'
import { reportEncoding } from '@/lib/importers/report-encoding'
import { leftOutHidden } from '@/lib/importers/report-lines'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** A saved web page. The encoding is the byte order mark's, UTF-8 where valid, or what the page declares. */
export function htmlFile(bytes: Uint8Array): Draft {
  const read = decodeText(bytes, declaredEncoding(bytes))
  const draft = htmlText(read.text)
  reportEncoding(draft.report, read, 'page')
  return draft
}

/** HTML that was pasted or sent. It is parsed as browsers do, without running or fetching anything. */
export function htmlText(raw: string): Draft {
  const { text, replaced } = cleanText(raw)
  const { blocks, sourceText, leftOut, meta } = readPages([{ path: '', source: text }])
  const draft = pandocDraft({ 'pandoc-api-version': [], meta, blocks }, 'html', htmlConverter, replaced)
  draft.sourceText = sourceText
  draft.report.lost.push(...leftOutLines(leftOut))
  return draft
}

export const htmlConverter = 'commonplace-html 1'

/** What was left out of pages, as it is written. */
export interface LeftOut {
  hidden: string[]
  code: string[]
}

/** The lines of a report about what was left out. */
export const leftOutLines = ({ hidden, code }: LeftOut): Said[] => [
  ...(code.length > 0 ? [say('reports.scripts')] : []),
  ...leftOutHidden(hidden),
]

export interface PagesReading {
  blocks: Element[]
  /** The words that somebody sees who opens the pages. */
  sourceText: string
  leftOut: LeftOut
  meta: PandocTree['meta']
}

/** Reads the pages of a publication, or one that stands alone, one after the other; a note on another page is given where it is referred to. */
export function readPages(sources: readonly { path: string; source: string; isXml?: boolean }[]): PagesReading {
  const pages = sources.map(({ path, source, isXml }): Page => ({ path, tree: readHtml(source, isXml) }))
  const notes = findNotes(pages)
  const hidden: string[] = []
  const blocks: Element[] = []
  const words: string[] = []
  for (const { tree } of pages) {
    const seen = seenIn(tree)
    blocks.push(
      ...new HtmlBlocks({ seen, notes, isBook: sources.length > 1, hidden: (text) => hidden.push(text) }).read(
        tree.childNodes,
      ),
    )
    words.push(htmlSource(tree, seen, (element) => notes.isLabel(element)))
  }
  return {
    blocks,
    sourceText: words.join('\n'),
    leftOut: { hidden, code: pages.flatMap(({ tree }) => codeIn(tree)) },
    meta: pages[0] ? metaOf(pages[0].tree) : {},
  }
}

/** What a page says of itself in its head. */
function metaOf(page: HtmlParent): PandocTree['meta'] {
  const meta: PandocTree['meta'] = {}
  const set = (key: string, value: string | undefined) => {
    if (value !== undefined && value.trim() !== '') meta[key] ??= { t: 'MetaString', c: value.trim() }
  }
  for (const element of elementsBelow(page)) {
    if (element.tagName === 'html') set('lang', attribute(element, 'lang') ?? attribute(element, 'xml:lang'))
    else if (element.tagName === 'title') set('title', textBelow(element))
    else if (element.tagName === 'meta') {
      const name = (attribute(element, 'name') ?? '').toLowerCase()
      if (/^(author|dc\.creator|dcterms\.creator)$/.test(name)) set('author', attribute(element, 'content'))
      else if (/^(date|dc\.date|dcterms\.date|dcterms\.created)$/.test(name)) set('date', attribute(element, 'content'))
    } else if (element.tagName === 'body') break
  }
  return meta
}
