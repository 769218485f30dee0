import { expect, test } from 'vitest'
import { normingHref, passagesInAddress } from '@/lib/domain/rounds/passage-address'
import { roundCreate } from '@/lib/schemas/round'
import { emptyForm, needsOf, newRoundOf, type RoundForm } from './round-form'

const [document, other, coder, tag] = ['0193e0a8-5c00-7000-8000-00000000000d', '0193e0a8-5c00-7000-8000-00000000000e', '0193e0a8-5c00-7000-8000-00000000000c', '0193e0a8-5c00-7000-8000-000000000007']
const form = (part: Partial<RoundForm>): RoundForm => ({ ...emptyForm('sea'), name: 'First', coderIds: [coder], ...part })
const passage = { documentId: document, title: 'Wells', start: 3, end: 9, quote: 'came i' }

test.each<[string, Partial<RoundForm>, object]>([
  ['coding', { documentIds: [document, other], dueDay: '2026-12-24' }, { kind: 'coding', documentIds: [document, other], visibility: 'until-own-submit', dueAt: '2026-12-24T12:00:00.000Z', passages: [] }],
  ['norming of given passages', { kind: 'norming', passages: [passage], documentIds: [other] }, { documentIds: [document], visibility: 'until-all-submit', passages: [{ documentId: document, start: 3, end: 9 }] }],
  ['norming of a sample', { kind: 'norming', amount: 12, tagIds: [tag] }, { sample: { count: 12, seed: 'sea', tagIds: [tag] } }],
  ['a second look', { kind: 'second-look', amount: 20, authorId: coder, secondOpinion: true, documentIds: [document] }, { documentIds: [document], visibility: 'until-own-submit', sample: { percent: 20, seed: 'sea', authorId: coder, secondOpinion: true } }],
  ['a visibility that was chosen', { documentIds: [document], visibility: 'open' }, { visibility: 'open' }],
])('%s is sent as the API takes it', (_, part, expected) => {
  expect(roundCreate.parse(newRoundOf(form(part)))).toMatchObject(expected)
})

test('a round of given passages draws nothing', () => {
  expect(newRoundOf(form({ kind: 'norming', passages: [passage] }))).not.toHaveProperty('sample')
})

test.each<[Partial<RoundForm>, string[]]>([
  [{ name: ' ', coderIds: [] }, ['name', 'documents', 'coders']],
  [{ kind: 'norming' }, []],
  [{ documentIds: [document] }, []],
])('%j still needs %j', (part, needs) => {
  expect(needsOf(form(part))).toEqual(needs)
})

test('passages survive the address, and what is malformed is left aside', () => {
  const href = normingHref('p', [passage, { documentId: other, start: 0, end: 4 }])
  const values = new URL(href, 'http://x').searchParams.getAll('passage')
  expect(passagesInAddress([...values, 'x:1-2', `${document}:1`])).toEqual([{ documentId: document, start: 3, end: 9 }, { documentId: other, start: 0, end: 4 }])
})
