import type { FiguresAnswer, TagValue } from '@/lib/workers/agreement/answer'
import type { Database } from '@/lib/data/database/client'
import { isRough } from '@/lib/domain/agreement/measures/bootstrap'
import type { Assessment } from '@/lib/domain/agreement/study/assess'
import type { Measure } from '@/lib/domain/agreement/measures/measures'
import { sentenceVersion } from '@/lib/domain/sentences/sentences'
import { methodsSentence } from '@/lib/domain/agreement/study/methods-sentence'
import { describeMeasure } from '@/lib/domain/agreement/measures/measure-rules'
import type { Agreement } from '@/lib/domain/agreement/measures/undefined-reason'
import type { Member } from '@/lib/domain/access/viewer'
import type {
  AgreementAnswer,
  AgreementFigure,
  AgreementInterval,
  AgreementRow,
  FiguresSettings,
  ReportedMeasure,
} from '@/lib/schemas/agreement'
import { countStudy } from './count-study'
import { echoStudy, presentStudy } from './present-study'

/** Agreement as the settings ask for it: per tag, per document and pooled, each figure with its counts, its rules and its interval. */
export async function measureAgreement(
  db: Database,
  member: Member,
  settings: FiguresSettings,
  signal?: AbortSignal,
): Promise<AgreementAnswer> {
  const { level, replicates, seed, measure } = settings
  const measures = measure.filter((name): name is Measure => name !== 'ku-alpha')
  const { read, answer } = await countStudy(
    db,
    member,
    settings,
    () => ({ kind: 'figures', measures, ...(replicates > 0 && { intervals: { level, replicates, seed } }) }),
    signal,
  )
  const study = presentStudy(read, answer.tagIds, answer.leftOut)
  const codersOf = new Map(study.documents.map(({ id, coderIds }) => [id, coderIds]))
  const row = (assessment: Assessment, value?: TagValue): AgreementRow => ({
    units: assessment.units,
    documents: assessment.documentIds.length,
    coders: new Set(assessment.documentIds.flatMap((id) => codersOf.get(id) ?? [])).size,
    tables: assessment.tables.map(({ first, second, table: { a, b, c, d } }) => ({ first, second, a, b, c, d })),
    figures: figuresIn(assessment, measure, value),
  })
  return {
    settings: { ...echoStudy(settings), measure, level, replicates, seed },
    ...study,
    measures: measure.map((name) => ({
      measure: name,
      ...describeMeasure(name, settings),
      sentence: sentence(name, answer, study, settings),
    })),
    pooled: row(answer.pooled),
    perTag: answer.perTag.map((assessment) => ({
      tagId: assessment.tagIds[0] ?? '',
      ...row(assessment, assessment.value),
    })),
    perDocument: answer.perDocument.map((assessment) => ({
      documentId: assessment.documentIds[0] ?? '',
      ...row(assessment),
    })),
  }
}

function figuresIn(
  { figures, intervals, documentIds }: Assessment,
  asked: readonly ReportedMeasure[],
  value?: TagValue,
): AgreementRow['figures'] {
  return Object.fromEntries(
    asked.flatMap((name): [ReportedMeasure, AgreementFigure][] => {
      if (name === 'ku-alpha') return value ? [[name, present(value.alpha, documentIds.length)]] : []
      return [[name, present(figures[name], documentIds.length, intervals?.[name])]]
    }),
  )
}

function present(
  figure: Agreement,
  documents: number,
  interval?: NonNullable<Assessment['intervals']>[Measure],
): AgreementFigure {
  if (!figure.ok) return { undefined: figure.reason }
  return { value: figure.value, ...(interval && { interval: presentInterval(interval, documents) }) }
}

function presentInterval(
  interval: NonNullable<NonNullable<Assessment['intervals']>[Measure]>,
  documents: number,
): AgreementInterval {
  return interval.ok
    ? {
        low: interval.value.low,
        high: interval.value.high,
        defined: interval.value.defined,
        ...(isRough(documents) && { warning: 'few-documents' as const }),
      }
    : { none: interval.reason }
}

type Study = ReturnType<typeof presentStudy>

function sentence(
  name: ReportedMeasure,
  { pooled }: FiguresAnswer,
  { coders, documents, tags }: Study,
  { unit, whiteSpace, touching, overlappingTags }: FiguresSettings,
): string | null {
  if (name === 'ku-alpha' || documents.length === 0) return null
  const interval = pooled.intervals?.[name]
  return methodsSentence({
    measure: name,
    measurement: {
      unit,
      ...(unit === 'sentence' && { sentenceVersion }),
      touching,
      overlappingTags,
      ...(whiteSpace === 'excluded' && { excluded: 'white space' }),
    },
    coders: coders.filter((coder) => coder.documents > 0).length,
    documents: documents.length,
    tags: tags.length,
    value: pooled.figures[name],
    ...(interval && { interval }),
  })
}
