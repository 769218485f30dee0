import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressOfChoice, choiceInAddress } from './review-address'

test('law: the address of a choice names it', () => {
  const ids = fc.uniqueArray(fc.uuid(), { minLength: 2, maxLength: 4 })
  fc.assert(
    fc.property(fc.option(fc.uuid()), ids, ids, (roundId, documentIds, coderIds) => {
      const choice = { roundId, documentIds, coderIds }
      expect(choiceInAddress(addressOfChoice(choice), roundId === null ? [] : ['other', roundId])).toEqual(choice)
    }),
  )
})

test('an address names nothing where its round is not there, or one coder is alone', () => {
  const read = (query: string) => choiceInAddress(new URLSearchParams(query), ['first'])
  expect(read('')).toBeNull()
  expect(read('round=second')).toBeNull()
  expect(read('documentId=d&coderId=ana')).toBeNull()
  expect(read('coderId=ana&coderId=ben')).toBeNull()
  expect(read('round=first')).toEqual({ roundId: 'first', documentIds: [], coderIds: [] })
})
