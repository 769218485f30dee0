import type { useTranslations } from 'use-intl'
import { parseQuery, type Named } from '@/lib/domain/retrieval/parse'
import type { Query, Relation } from '@/lib/domain/retrieval/query'

type Say = ReturnType<typeof useTranslations<'passages.reading'>>

/** A query as a sentence; null where it cannot be read. */
export function readOut(source: string, t: Say): string | null {
  const parsed = parseQuery(source)
  return parsed.ok ? t('whole', { condition: phrase(parsed.query, t) }) : null
}

function phrase(query: Query<Named>, t: Say): string {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts
        .map((part) => ('parts' in part ? t('bracket', { condition: phrase(part, t) }) : phrase(part, t)))
        .reduce((before, after) => t(query.kind, { before, after }))
    case 'not':
      return t('not', {
        condition: 'parts' in query.part ? t('bracket', { condition: phrase(query.part, t) }) : phrase(query.part, t),
      })
    case 'refers':
      return t('refers', { field: query.exact ? 'tagItself' : query.field, name: query.to.name })
    case 'says':
      return t('says', { field: query.field, words: query.words })
    case 'attribute':
      return t('attribute', { key: query.key, value: query.value, sign: signs[query.op] })
    case 'made':
      return t('made', { sign: signs[query.op], day: query.day })
    case 'certainty':
      return t('certainty', { sign: signs[query.op], value: query.value })
    case 'is':
      return t('is', { what: query.what.replace('-', '') })
    case 'related':
      return related(query.how, phrase(query.to, t), t)
  }
}

/** Signs as words that a message can choose by. */
const signs = { '=': 'equal', '<': 'less', '<=': 'atMost', '>': 'more', '>=': 'atLeast', holds: 'holds' } as const

function related(how: Relation, condition: string, t: Say): string {
  if (how.by === 'sameAttribute') return t('sameAttribute', { key: how.key, condition })
  if (how.by === 'near') return t('near', { count: how.within.most, unit: how.within.unit, condition })
  if (how.by === 'followed' || how.by === 'preceded')
    return how.within
      ? t('orderedWithin', { by: how.by, count: how.within.most, unit: how.within.unit, condition })
      : t('ordered', { by: how.by, condition })
  return t('related', { by: how.by, condition })
}
