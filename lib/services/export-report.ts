import { countExportRows, type ExportRowsQuery } from '@/lib/data/annotations/export-rows'
import { listThemes } from '@/lib/data/themes'
import { tagTree } from '@/lib/data/tags'
import { withDescendants } from '@/lib/domain/codebook/tree'
import type { Block, Report } from '@/lib/exporters/report'
import { reportWords, type ExportContext, type ReportWords } from './export-context'
import { excerptBatches, type ExportedExcerpt } from './export-excerpts'
import { describeFilter } from './export-filter'

interface Section {
  heading: string | null
  introduction?: string
  query: ExportRowsQuery
}

/**
 * The excerpts as a document to read: by theme and then by document, or by document alone. What stands under several themes is quoted under each, as
 * in a printed index; what stands under none comes last, unless one theme was asked for.
 */
export async function excerptReport(context: ExportContext): Promise<Report> {
  const { member, now, tx, request } = context
  const words = reportWords(member)
  const sections = await sectionsOf(context, words)
  const filter = await describeFilter(context, words)
  const count = await countExportRows(tx, member, request.filter)
  const title = (request.filter.themeId !== undefined && sections[0]?.heading) || member.projectName
  const opening: Block[] = [
    { kind: 'title', text: title },
    { kind: 'line', text: words('madeBy', { project: member.projectName, name: member.name, date: now.toISOString().slice(0, 10) }) },
    ...filter.map((text): Block => ({ kind: 'line', text })),
    { kind: 'line', text: words('count', { count }) },
  ]
  return { title, author: member.name, language: words.locale, created: now, pageWord: words('page'), blocks: blocks(context, words, opening, sections) }
}

async function sectionsOf({ tx, member, request }: ExportContext, words: ReportWords): Promise<Section[]> {
  const { filter } = request
  const all: Section = { heading: null, query: { filter, order: 'title' } }
  if (request.groupBy === 'document' && filter.themeId === undefined) return [all]
  const themes = (await listThemes(tx, member)).filter((theme) => filter.themeId === undefined || theme.id === filter.themeId)
  const sections = themes.map(({ id, name, definition }): Section => ({ heading: name, introduction: definition, query: { filter: { ...filter, themeId: id }, order: 'title' } }))
  if (filter.themeId !== undefined) return sections
  if (themes.length === 0) return [all]
  const themed = withDescendants(await tagTree(tx, member), themes.flatMap((theme) => theme.tagIds))
  return [...sections, { heading: words('withoutTheme'), query: { filter, order: 'title', without: themed } }]
}

async function* blocks(context: ExportContext, words: ReportWords, opening: Block[], sections: Section[]): AsyncGenerator<Block[]> {
  yield opening
  for (const { heading, introduction, query } of sections) {
    const level = heading === null ? 1 : 2
    let documentId = ''
    for await (const batch of excerptBatches(context, query)) {
      const written: Block[] = []
      if (documentId === '' && heading !== null) written.push({ kind: 'heading', level: 1, text: heading }, ...(introduction ? [{ kind: 'paragraph', text: introduction } as const] : []))
      for (const excerpt of batch) {
        if (excerpt.document.id !== documentId) written.push({ kind: 'heading', level, text: excerpt.document.title })
        documentId = excerpt.document.id
        written.push(excerptBlock(excerpt, words))
      }
      yield written
    }
  }
}

function excerptBlock({ annotation, document, tags, link }: ExportedExcerpt, words: ReportWords): Block {
  const { author, date } = document.attributes
  const { start, end, page } = annotation
  const place = page === null ? words('citedCharacters', { start, end }) : words('citedPage', { page })
  const tagged = tags.length === 0 ? words('untagged') : tags.map((tag) => tag.path.join(' › ')).join('; ')
  const marks = [...(annotation.visibility === 'private' ? [words('private')] : []), ...(annotation.starred ? [words('starred')] : [])]
  return {
    kind: 'excerpt',
    quote: annotation.quote,
    language: document.language,
    direction: document.direction,
    citation: [author, document.title, date, place].filter((part) => part !== undefined && part !== null && part !== '').join(', '),
    link,
    details: [words('taggedBy', { tags: tagged, coder: annotation.author.name }), ...marks].join(' · '),
    note: annotation.note,
  }
}
