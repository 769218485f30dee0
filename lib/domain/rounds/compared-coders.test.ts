import { describe, expect, test } from 'vitest'
import { comparedCoders } from './compared-coders'

const round = (visibility: string, more: { openedAt?: string; closedAt?: string } = {}) => ({
  visibility,
  openedAt: null,
  closedAt: null,
  ...more,
})
const tasks = (...submitted: string[]) =>
  ['ana', 'ben', 'cleo'].map((coderId) => ({ coderId, submittedAt: submitted.includes(coderId) ? '2026-11-28' : null }))
const nobody = () => false

describe('who is compared on a document of a round', () => {
  test('in the open: who submitted it, or has work on it; whoever has not begun said nothing', () => {
    expect(comparedCoders(round('open'), tasks('ana'), 'lead', (coderId) => coderId === 'cleo')).toEqual([
      'ana',
      'cleo',
    ])
    expect(comparedCoders(round('open'), tasks(), 'lead', nobody)).toEqual([])
  })

  test.each(['openedAt', 'closedAt'])('the same of a blind round with %s', (when) => {
    const ended = round('until-all-submit', { [when]: '2026-11-28' })
    expect(comparedCoders(ended, tasks('ana'), 'ben', (coderId) => coderId === 'ben')).toEqual(['ana', 'ben'])
  })

  test('blind until all submit: nobody before that, whoever looks', () => {
    expect(comparedCoders(round('until-all-submit'), tasks('ana', 'ben'), 'ana', () => true)).toEqual([])
    expect(comparedCoders(round('until-all-submit'), tasks('ana', 'ben', 'cleo'), 'lead', nobody)).toHaveLength(3)
  })

  test('blind until each submits: who submitted, for whoever has nothing left to submit there', () => {
    expect(comparedCoders(round('until-own-submit'), tasks('ana', 'ben'), 'cleo', () => true)).toEqual([])
    expect(comparedCoders(round('until-own-submit'), tasks('ana', 'ben'), 'ana', () => true)).toEqual(['ana', 'ben'])
    expect(comparedCoders(round('until-own-submit'), tasks('ana', 'ben'), 'lead', () => true)).toEqual(['ana', 'ben'])
  })
})
