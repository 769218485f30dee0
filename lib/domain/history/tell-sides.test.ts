import { expect, test } from 'vitest'
import type { Names } from './tell-event'
import { tellSides } from './tell-sides'

const names: Names = {
  document: () => null,
  tag: (id) => ({ t: 'Climate', u: 'Fisheries' })[id] ?? null,
  person: () => null,
  attribute: (key) => (key === 'date' ? 'Date' : key),
  role: (role) => role,
  list: (all) => all.join(' and '),
  gone: { document: 'a lost document', tag: 'a lost tag', theme: 'a lost theme', person: 'somebody' },
}
const told = (before: unknown, after: unknown) =>
  tellSides({ before, after }, names).map(({ label, before, after }) => `${label}: ${before} > ${after}`)
const passage = { id: 'a', start: 1, end: 5, quote: 'salt', tagIds: ['t'], note: '', visibility: 'shared', version: 1 }

test('says of a change what differs, and of what was made or deleted what it had', () => {
  expect(told(passage, { ...passage, tagIds: ['t', 'u'], version: 2 })).toEqual([
    'tagIds: Climate > Climate and Fisheries',
  ])
  expect(told(passage, { ...passage, start: 2, quote: 'alt', note: 'why' })).toEqual([
    'quote: salt > alt',
    'note: null > why',
    'span: 1–5 > 2–5',
  ])
  expect(told(null, passage)).toEqual(['quote: null > salt', 'tagIds: null > Climate', 'visibility: null > shared'])
  expect(told({ ...passage, tagIds: ['gone'] }, null)).toEqual([
    'quote: salt > null',
    'tagIds: a lost tag > null',
    'visibility: shared > null',
  ])
  expect(
    told(
      { title: 'A', attributes: { date: '2017', genre: 'letter' } },
      { title: 'A', attributes: { date: '2018', genre: 'letter' } },
    ),
  ).toEqual(['Date: 2017 > 2018'])
  expect(
    told({ name: 'P', description: '', settings: { codebook: 'open' } }, { settings: { codebook: 'locked' } }),
  ).toEqual(['codebook: open > locked'])
  expect(told({ name: 'Ana', role: 'coder' }, { role: 'lead' })).toEqual(['role: coder > lead'])
  expect(told(null, null)).toEqual([])
})
