import { expect, test } from 'vitest'
import { normingHref, passagesInAddress, samplingHref } from '@/lib/domain/rounds/passage-address'
import { roundCreate } from '@/lib/schemas/round'
import { planAssignment } from '@/lib/domain/rounds/assignment'
import { emptyForm, needsOf, newRoundOf, startingForm, tableOf, type RoundForm } from './round-form'

const [document, other, coder, tag] = [
  '0193e0a8-5c00-7000-8000-00000000000d',
  '0193e0a8-5c00-7000-8000-00000000000e',
  '0193e0a8-5c00-7000-8000-00000000000c',
  '0193e0a8-5c00-7000-8000-000000000007',
]
const form = (part: Partial<RoundForm>): RoundForm => ({
  ...emptyForm('sea'),
  name: 'First',
  coderIds: [coder],
  ...part,
})
const passage = { documentId: document, title: 'Wells', start: 3, end: 9, quote: 'came i' }

test.each<[string, Partial<RoundForm>, object]>([
  [
    'coding',
    { documentIds: [document, other], dueDay: '2026-12-24' },
    {
      kind: 'coding',
      documentIds: [document, other],
      visibility: 'until-own-submit',
      dueAt: '2026-12-24T12:00:00.000Z',
      passages: [],
    },
  ],
  [
    'norming of given passages',
    { kind: 'norming', passages: [passage], documentIds: [other] },
    { documentIds: [document], visibility: 'until-all-submit', passages: [{ documentId: document, start: 3, end: 9 }] },
  ],
  [
    'norming of a sample',
    { kind: 'norming', amount: 12, tagIds: [tag] },
    { sample: { count: 12, seed: 'sea', tagIds: [tag] } },
  ],
  [
    'a second look',
    { kind: 'second-look', amount: 20, authorId: coder, secondOpinion: true, documentIds: [document] },
    {
      documentIds: [document],
      visibility: 'until-own-submit',
      sample: { percent: 20, seed: 'sea', authorId: coder, secondOpinion: true },
    },
  ],
  ['a visibility that was chosen', { documentIds: [document], visibility: 'open' }, { visibility: 'open' }],
  [
    'a share that overlaps',
    { documentIds: [document, other], handing: 'share', overlap: 50 },
    { assignment: { overlap: 50, seed: 'sea' } },
  ],
  ['each document for one', { documentIds: [document], handing: 'none' }, { assignment: { overlap: 0, seed: 'sea' } }],
  [
    'a share of a sample',
    { kind: 'norming', amount: 12, handing: 'share', overlap: 30 },
    { sample: { count: 12, seed: 'sea' }, assignment: { overlap: 30, seed: 'sea' } },
  ],
  [
    'a second look that goes to one coder each',
    { kind: 'second-look', amount: 20, handing: 'none' },
    { assignment: { overlap: 0, seed: 'sea' } },
  ],
  [
    'a table of given passages',
    {
      kind: 'norming',
      passages: [passage],
      documentIds: [other],
      handing: 'share',
      table: [
        { documentId: document, coderId: coder },
        { documentId: other, coderId: coder },
      ],
    },
    { assignment: { tasks: [{ documentId: document, coderId: coder }] } },
  ],
  [
    'a table left over from before passages were to be drawn',
    { kind: 'norming', handing: 'share', overlap: 40, table: [{ documentId: document, coderId: coder }] },
    { assignment: { overlap: 40, seed: 'sea' } },
  ],
  [
    'a table that was edited, of what is chosen now',
    {
      documentIds: [document],
      handing: 'none',
      table: [
        { documentId: document, coderId: coder },
        { documentId: other, coderId: coder },
      ],
    },
    { assignment: { tasks: [{ documentId: document, coderId: coder }] } },
  ],
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
  [{ documentIds: [document, other], table: [{ documentId: document, coderId: coder }] }, ['assignment']],
  [{ documentIds: [document], coderIds: [coder, tag], handing: 'none' }, ['assignment']],
  [{ documentIds: [document], table: [], coderIds: [] }, ['coders']],
  [{ documentIds: [document, other], coderIds: [coder, tag], handing: 'none' }, []],
  [{ kind: 'norming', coderIds: [coder, tag], handing: 'none', table: [] }, []],
])('%j still needs %j', (part, needs) => {
  expect(needsOf(form(part))).toEqual(needs)
})

test('passages survive the address, and what is malformed is left aside', () => {
  const href = normingHref('p', [passage, { documentId: other, start: 0, end: 4 }])
  const values = new URL(href, 'http://x').searchParams.getAll('passage')
  expect(passagesInAddress([...values, 'x:1-2', `${document}:1`])).toEqual([
    { documentId: document, start: 3, end: 9 },
    { documentId: other, start: 0, end: 4 },
  ])
})

test('a sample’s address says what it is drawn from', () => {
  const query = new URL(
    samplingHref('p', {
      kind: 'second-look',
      tagIds: [tag],
      documentIds: [document, other],
      authorId: coder,
      secondOpinion: true,
    }),
    'http://x',
  ).searchParams
  expect([
    query.get('kind'),
    query.getAll('tagId'),
    query.getAll('documentId'),
    query.get('authorId'),
    query.get('secondOpinion'),
  ]).toEqual(['second-look', [tag], [document, other], coder, 'true'])
})

test('a form for coding again brings people, documents, passages and blindness along', () => {
  const again = {
    id: tag,
    kind: 'norming',
    name: 'First',
    documentIds: [document],
    coderIds: [coder],
    instructions: 'Slowly.',
    visibility: 'until-all-submit',
  } as const
  const start = startingForm({
    seed: 'sea',
    kind: null,
    again: { ...again, documentIds: [document], coderIds: [coder] } as never,
    passages: [passage],
    documentIds: [],
    tagIds: [],
    authorId: null,
    secondOpinion: false,
  })
  expect(newRoundOf({ ...start, name: 'Second' })).toMatchObject({
    kind: 'norming',
    previousId: tag,
    documentIds: [document],
    coderIds: [coder],
    instructions: 'Slowly.',
    visibility: 'until-all-submit',
    passages: [{ documentId: document, start: 3, end: 9 }],
  })
})

test('the table shows what the server will hand out', () => {
  const drawn = form({ documentIds: [document, other], coderIds: [coder, tag], handing: 'share', overlap: 50 })
  expect(tableOf(drawn)).toEqual(
    planAssignment({ documentIds: [document, other], coderIds: [coder, tag], overlap: 50, seed: 'sea' }),
  )
  expect(tableOf(form({ documentIds: [document, other] })).length).toBe(2)
})
