import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agreementExportQuery, figuresSettings, measureNames, studyQuery } from '@/lib/schemas/agreement'
import {
  figuresQueryOf,
  firstAgreement,
  plainChoice,
  readAgreement,
  studyQueryOf,
  units,
  type AgreementChoice,
} from './agreement-choice'

const ids = fc.uniqueArray(fc.uuid(), { maxLength: 4 })
const choice: fc.Arbitrary<AgreementChoice> = fc.record({
  roundId: fc.oneof(fc.constant(''), fc.uuid()),
  measures: fc.uniqueArray(fc.constantFrom(...measureNames), { minLength: 1, maxLength: 5 }),
  unit: fc.constantFrom(...units),
  coderIds: ids,
  tagIds: ids,
  documentIds: ids,
  whiteSpace: fc.constantFrom('counted' as const, 'excluded' as const),
  touching: fc.constantFrom('separate' as const, 'joined' as const),
  overlappingTags: fc.constantFrom('combined' as const, 'refused' as const),
})

test('begins with the newest comparable round, unless the address chooses something', () => {
  const begun = (query: string, first: string | null) => firstAgreement(new URLSearchParams(query), first).roundId
  expect(begun('', 'newest')).toBe('newest')
  expect(begun('', null)).toBe('')
  expect(begun('roundId=older', 'newest')).toBe('older')
  expect(begun(figuresQueryOf(plainChoice).toString(), 'newest')).toBe('')
  for (const chosen of ['coderIds=a', 'tagIds=a', 'documentIds=a', 'unit=sentence', 'measure=percent'])
    expect(begun(chosen, 'newest')).toBe('')
})

test('the address of the page says the whole choice, in the words of the API', () => {
  fc.assert(
    fc.property(choice, (made) => {
      expect(readAgreement(figuresQueryOf(made))).toEqual(made)
      const { roundId, measures, ...rest } = made
      const asked = figuresSettings.parse(Object.fromEntries(figuresQueryOf(made)))
      expect(asked).toMatchObject({
        measure: measures,
        unit: rest.unit,
        whiteSpace: rest.whiteSpace,
        touching: rest.touching,
        overlappingTags: rest.overlappingTags,
        ...(roundId && { roundId }),
      })
      for (const name of ['coderIds', 'tagIds', 'documentIds'] as const) expect(asked[name] ?? []).toEqual(rest[name])
      expect(studyQuery.safeParse(Object.fromEntries(studyQueryOf(made))).success).toBe(true)
      expect(
        agreementExportQuery.safeParse({ ...Object.fromEntries(figuresQueryOf(made)), format: 'csv' }).success,
      ).toBe(true)
    }),
  )
})

test('an address that says nothing, or nonsense, is the plain choice', () => {
  expect(readAgreement(new URLSearchParams())).toEqual(plainChoice)
  expect(readAgreement(new URLSearchParams('unit=page&measure=guess&touching=never'))).toEqual(plainChoice)
})
