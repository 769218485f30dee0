import { expect, it } from 'vitest'
import { countByAuthor, noFilter, passes } from '../reading/filter'
import { creditedTo, isCodingOf } from './credited'

const coding = { layer: 'coder', authorId: 'rev', tagIds: [] } as const
const decided = { layer: 'consensus', authorId: 'rev', tagIds: [] } as const

it('credits the consensus to nobody, the reviewer who gave the verdict neither', () => {
  expect([creditedTo(coding), creditedTo(decided)]).toEqual(['rev', 'consensus'])
  expect([isCodingOf(coding, 'rev'), isCodingOf(decided, 'rev'), isCodingOf(coding, 'other')]).toEqual([
    true,
    false,
    false,
  ])
})

it('so a filter by the reviewer neither shows nor counts it', () => {
  const shown = passes({ ...noFilter, layer: 'both', authorIds: new Set(['rev']) }, [])
  expect([shown(coding), shown(decided)]).toEqual([true, false])
  expect([...countByAuthor([coding, decided])]).toEqual([
    ['rev', 1],
    ['consensus', 1],
  ])
})
