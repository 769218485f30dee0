import { createTranslator } from 'use-intl'
import { senseOf } from '@/lib/domain/agreement/study/confusion-sense'
import { isLocale, writtenLocales, type Locale } from '@/lib/i18n/locales'
import { messagesFor } from '@/lib/i18n/messages'
import type { AgreementAnswer, AgreementFigure, AgreementRow, ConfusionAnswer } from '@/lib/schemas/agreement'
import type { Cell, Table } from '@/lib/exporters/table'

const columns: [string, number][] = [
  ['scope', 10],
  ['name', 36],
  ['id', 38],
  ['measure', 22],
  ['measureName', 34],
  ['source', 26],
  ['formula', 44],
  ['value', 12],
  ['undefined', 22],
  ['low', 12],
  ['high', 12],
  ['level', 8],
  ['replicates', 11],
  ['seed', 8],
  ['noInterval', 18],
  ['intervalWarning', 16],
  ['unit', 12],
  ['sentenceVersion', 15],
  ['whiteSpace', 12],
  ['touching', 12],
  ['overlappingTags', 16],
  ['coded', 20],
  ['round', 24],
  ['units', 12],
  ['coders', 8],
  ['documents', 11],
  ['documentsLeftOut', 17],
  ['tags', 8],
  ['both', 12],
  ['onlyOne', 12],
  ['neither', 12],
]

/** One row for each figure, with everything that it depends on beside it: a row is complete when it is copied out of the table. */
export function agreementTable(answer: AgreementAnswer): Table {
  const tagName = new Map(answer.tags.map(({ id, path }) => [id, path.join(' > ')]))
  const title = new Map(answer.documents.map((document) => [document.id, document.title]))
  const rows = [
    ...figureRows(answer, { scope: 'pooled', name: '', id: '', tags: answer.tags.length }, answer.pooled),
    ...answer.perTag.flatMap((row) =>
      figureRows(answer, { scope: 'tag', name: tagName.get(row.tagId) ?? '', id: row.tagId, tags: 1 }, row),
    ),
    ...answer.perDocument.flatMap((row) =>
      figureRows(
        answer,
        { scope: 'document', name: title.get(row.documentId) ?? '', id: row.documentId, tags: answer.tags.length },
        row,
      ),
    ),
  ]
  return { name: 'Agreement', columns: columns.map(([header, width]) => ({ header, width })), batches: one(rows) }
}

function figureRows(
  { settings, measures, rules, round, leftOut }: AgreementAnswer,
  of: { scope: string; name: string; id: string; tags: number },
  row: AgreementRow,
): Cell[][] {
  // All pairs of coders added up, as the measures of pairs take them.
  const sum = (pick: (table: AgreementRow['tables'][number]) => number): number =>
    row.tables.reduce((total, table) => total + pick(table), 0)
  return measures.flatMap(({ measure, name, source, formula }) => {
    const figure = row.figures[measure]
    if (!figure) return []
    return [
      [
        of.scope,
        of.name,
        of.id,
        measure,
        name,
        source,
        formula,
        ...outcome(figure, settings),
        settings.unit,
        settings.sentenceVersion ?? null,
        settings.whiteSpace,
        settings.touching,
        settings.overlappingTags,
        rules.coded,
        round?.name ?? '',
        row.units,
        row.coders,
        row.documents,
        of.scope === 'document' ? null : leftOut.length,
        of.tags,
        sum(({ a }) => a),
        sum(({ b, c }) => b + c),
        sum(({ d }) => d),
      ],
    ]
  })
}

function outcome(figure: AgreementFigure, { level, replicates, seed }: AgreementAnswer['settings']): Cell[] {
  if ('undefined' in figure) return [null, figure.undefined, null, null, null, null, null, '', '']
  const { interval } = figure
  if (!interval) return [figure.value, '', null, null, null, null, null, '', '']
  if ('none' in interval) return [figure.value, '', null, null, level, replicates, seed, interval.none, '']
  return [figure.value, '', interval.low, interval.high, level, replicates, seed, '', interval.warning ?? '']
}

const confusionColumns: [string, number][] = [
  ['rowCoder', 24],
  ['columnCoder', 24],
  ['rowTag', 36],
  ['columnTag', 36],
  ['count', 12],
  ['unit', 12],
  ['meaning', 80],
]

/** One row for each cell of the confusion table that counts something, with what it says: in the words of the page, in the language `locale`. */
export function confusionFile({ tags, units, settings, coders }: ConfusionAnswer, locale: string): Table {
  const known: Locale = isLocale(locale) ? locale : 'en'
  const t = createTranslator({
    locale: writtenLocales[known],
    messages: messagesFor(known),
    namespace: 'agreement.confusion',
  })
  const nameOf = (place: number) => tags[place]?.path.join(' > ') ?? t('further')
  const [first = 'each coder', second = 'every other coder'] =
    settings.pair?.map((id) => coders.find((coder) => coder.id === id)?.name ?? '') ?? []
  const rows = units.flatMap((counts, row) =>
    counts.flatMap((count, column): Cell[][] => {
      const sense = senseOf({ row: tags[row]?.id ?? null, column: tags[column]?.id ?? null })
      const said = t(`sense.${sense}`, {
        row: nameOf(row),
        column: nameOf(column),
        of: settings.pair ? 'pair' : 'all',
        first,
        second,
      })
      return count === 0 ? [] : [[first, second, nameOf(row), nameOf(column), count, settings.unit, said]]
    }),
  )
  return {
    name: 'Confusion',
    columns: confusionColumns.map(([header, width]) => ({ header, width })),
    batches: one(rows),
  }
}

async function* one<T>(rows: T[]): AsyncGenerator<T[]> {
  yield rows
}
