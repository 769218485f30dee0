import { countExportRows, type ExportRowsQuery } from '@/lib/data/annotations/export-rows'
import { getTheme, listThemes } from '@/lib/data/themes/themes'
import { tagTree } from '@/lib/data/codebook/tags'
import { withDescendants } from '@/lib/domain/codebook/tree'
import { narrativeBlocks } from '@/lib/exporters/narrative-blocks'
import { directionOf, type Block, type Report } from '@/lib/exporters/report'
import type { Theme } from '@/lib/schemas/theme'
import { madeBy, reportWords, type ExportContext, type ReportWords } from './export-context'
import { excerptBatches, groupOf, type ExportedExcerpt } from './export-excerpts'
import { describeFilter } from './export-filter'

interface Section {
  /** null where the title of the report says it already. */
  heading: string | null
  /** What stands below the heading before the first excerpt. */
  introduction: Block[]
  query: ExportRowsQuery
}

/**
 * The excerpts as a document to read. Where a grouping was asked for, its groups are the headings; otherwise by theme and then by document, or by document
 * alone. What stands in several groups is quoted in each, as in a printed index; what stands in none comes last. One theme begins with what it means and what
 * was written about it.
 */
export async function excerptReport(context: ExportContext): Promise<Report> {
  const { member, now, tx, request } = context
  const words = reportWords(member)
  const theme = request.filter.themeId === undefined ? null : await getTheme(tx, member, request.filter.themeId)
  const sections = theme
    ? [{ heading: null, introduction: introductionOf(theme), query: viewQuery(context) }]
    : await sectionsOf(context, words)
  const filter = await describeFilter(context, words)
  const count = await countExportRows(tx, member, request.filter)
  const title = theme?.name ?? member.projectName
  const opening: Block[] = [
    { kind: 'title', text: title },
    madeBy(context, words),
    ...filter.map((text): Block => ({ kind: 'line', text })),
    { kind: 'line', text: words('count', { count }) },
  ]
  return {
    title,
    author: member.name,
    language: words.locale,
    created: now,
    pageWord: words('page'),
    blocks: blocks(context, words, opening, sections),
  }
}

/** What a theme means, and what was written about it. */
function introductionOf({ definition, narrative }: Pick<Theme, 'definition' | 'narrative'>): Block[] {
  return [
    ...(definition === '' ? [] : [{ kind: 'paragraph', text: definition } as const]),
    ...narrativeBlocks(narrative),
  ]
}

/** Grouped as asked; otherwise by document, in the order of titles. */
function viewQuery(context: ExportContext): ExportRowsQuery {
  const { filter, isGrouped } = context.request
  return { filter, order: isGrouped ? 'reading' : 'title', group: groupOf(context) }
}

async function sectionsOf(context: ExportContext, words: ReportWords): Promise<Section[]> {
  const { tx, member, request } = context
  const { filter } = request
  const all: Section = { heading: null, introduction: [], query: viewQuery(context) }
  if (request.groupBy !== 'theme') return [all]
  const themes = await listThemes(tx, member)
  if (themes.length === 0) return [all]
  const sections = themes.map((theme): Section => ({
    heading: theme.name,
    introduction: introductionOf(theme),
    query: { filter: { ...filter, themeId: theme.id }, order: 'title' },
  }))
  const themed = withDescendants(
    await tagTree(tx, member),
    themes.flatMap((theme) => theme.tagIds),
  )
  return [
    ...sections,
    { heading: words('withoutTheme'), introduction: [], query: { filter, order: 'title', without: themed } },
  ]
}

async function* blocks(
  context: ExportContext,
  words: ReportWords,
  opening: Block[],
  sections: Section[],
): AsyncGenerator<Block[]> {
  yield opening
  const { groupBy } = context.request
  for (const { heading, introduction, query } of sections) {
    const level = heading === null ? 1 : 2
    const opens: Block[] = [
      ...(heading === null ? [] : [{ kind: 'heading', level: 1, text: heading } as const]),
      ...introduction,
    ]
    // What is written about a theme is kept where nothing stands under it, too.
    let [isBegun, under] = [introduction.length > 0, '']
    if (isBegun) yield opens
    for await (const batch of excerptBatches(context, query)) {
      const written: Block[] = []
      if (!isBegun) written.push(...opens)
      isBegun = true
      for (const excerpt of batch) {
        const { key, label } = excerpt.group ?? { key: excerpt.document.id, label: excerpt.document.title }
        if (`=${key}` !== under)
          written.push({ kind: 'heading', level, text: label === '' ? nameless(groupBy, words) : label })
        under = `=${key}`
        written.push(excerptBlock(excerpt, words))
      }
      yield written
    }
  }
}

/** The heading of what has no tag, or no value of the attribute. */
const nameless = (groupBy: ExportContext['request']['groupBy'], words: ReportWords): string =>
  words(groupBy !== 'theme' && groupBy.by === 'tag' ? 'untaggedHeading' : 'notGiven')

function excerptBlock({ annotation, document, tags, link }: ExportedExcerpt, words: ReportWords): Block {
  const { author, date } = document.attributes
  const { start, end, page } = annotation
  const place = page === null ? words('citedCharacters', { start, end }) : words('citedPage', { page })
  const tagged = tags.length === 0 ? words('untagged') : tags.map((tag) => tag.path.join(' › ')).join('; ')
  const marks = [
    ...(annotation.visibility === 'private' ? [words('private')] : []),
    ...(annotation.starred ? [words('starred')] : []),
  ]
  return {
    kind: 'excerpt',
    quote: annotation.quote,
    language: document.language,
    direction: document.direction,
    citation: [author, document.title, typeof date === 'string' ? words.day(date) : date, place]
      .filter((part) => part !== undefined && part !== null && part !== '')
      .join(', '),
    link,
    details: [
      words('taggedBy', {
        tags: tagged,
        coder: annotation.layer === 'consensus' ? words('consensus') : annotation.author.name,
      }),
      ...marks,
    ].join(' · '),
    note: noteOf(annotation.note, words),
  }
}

/** A coder's note, said to be one: in a line of its own before what is read from the other side. */
function noteOf(note: string, words: ReportWords): string {
  if (note === '') return ''
  return directionOf(note) === 'rtl' ? `${words('note', { text: '' }).trim()}\n${note}` : words('note', { text: note })
}
