import { describe, expect, test } from 'vitest'
import type { SeenEvent } from '@/lib/schemas/document'
import type { LayerItem } from './layer-item'
import { layerNews } from './layer-news'

const recorded = (id: string, more: object = {}) => ({
  id,
  documentId: 'd',
  revisionId: 'r',
  start: 1,
  end: 5,
  quote: 'word',
  tagIds: ['t'],
  note: '',
  visibility: 'shared',
  roundId: null,
  certainty: null,
  secondOpinion: false,
  version: 1,
  ...more,
})
const item = (id: string, more: Partial<LayerItem> = {}): LayerItem => ({
  id,
  start: 1,
  end: 5,
  tagIds: ['t'],
  note: '',
  visibility: 'shared',
  layer: 'coder',
  roundId: null,
  certainty: null,
  secondOpinion: false,
  starred: false,
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  authorId: 'kai',
  ...more,
})
const event = (type: string, more: Partial<SeenEvent> = {}): SeenEvent => ({
  seq: 1,
  type,
  actor: { id: 'kai', name: 'Kai' },
  subjectId: 'a',
  documentId: 'd',
  roundId: null,
  before: null,
  after: null,
  reverts: null,
  createdAt: '2026-01-01T00:00:00.000Z',
  ...more,
})
const news = (told: SeenEvent, known: LayerItem[] = []) =>
  layerNews(told, { documentId: 'd', revisionId: 'r' }, (id) => known.find((one) => one.id === id))

describe('an event says enough', () => {
  test.each<[string, SeenEvent, LayerItem[], ReturnType<typeof news>]>([
    ['of what was made', event('annotation.created', { after: recorded('a') }), [], { put: [item('a')], gone: [] }],
    [
      'of places that were tagged at once: what was no passage before is new, what was is changed',
      event('annotations.tagged', {
        before: { items: [recorded('b')] },
        after: { items: [recorded('a'), recorded('b', { tagIds: ['t', 'u'], version: 2 })] },
      }),
      [item('b')],
      { put: [item('a'), item('b', { tagIds: ['t', 'u'], version: 2 })], gone: [] },
    ],
    [
      'of what was changed, over what is known',
      event('annotation.changed', { before: recorded('a'), after: recorded('a', { note: 'n', version: 2 }) }),
      [item('a', { starred: true, layer: 'consensus' })],
      { put: [item('a', { note: 'n', version: 2, starred: true, layer: 'consensus' })], gone: [] },
    ],
    [
      'of what was removed',
      event('annotation.deleted', { before: recorded('a', { version: 3 }) }),
      [item('a')],
      { put: [], gone: [{ id: 'a', version: 3 }] },
    ],
    [
      'of what is no longer shown',
      event('annotation.changed', { before: recorded('a') }),
      [item('a')],
      { put: [], gone: [{ id: 'a', version: 1 }] },
    ],
    ['of a star', event('annotation.starred'), [item('a')], { put: [item('a', { starred: true })], gone: [] }],
    [
      'of many, those of this document',
      event('annotations.created', {
        documentId: null,
        before: { items: [] },
        after: { items: [recorded('a'), recorded('b', { documentId: 'e', revisionId: 'x' })] },
      }),
      [],
      { put: [item('a')], gone: [] },
    ],
  ])('%s', (_, told, known, expected) => expect(news(told, known)).toEqual(expected))
})

describe('an event does not say enough', () => {
  test.each<[string, SeenEvent, LayerItem[]]>([
    ['where its sides were cut', event('annotations.created', { cut: true }), []],
    [
      'where it is about another revision',
      event('annotation.created', { after: recorded('a', { revisionId: 'other' }) }),
      [],
    ],
    [
      'where what it changed is not known: it may just have been shared',
      event('annotation.changed', { after: recorded('a', { version: 4 }) }),
      [],
    ],
    ['where a star was taken away: another may be left', event('annotation.unstarred'), [item('a', { starred: true })]],
    ['where what was starred is not known', event('annotation.starred'), []],
    ['where it shows nothing of either side', event('annotation.restored'), []],
  ])('%s', (_, told, known) => expect(news(told, known)).toBeNull())
})
