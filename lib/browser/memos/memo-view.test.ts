import fc from 'fast-check'
import { expect, test } from 'vitest'
import { memoSubjects } from '@/lib/schemas/memo'
import { everyMemo, isNarrowed, readMemoView, writeMemoView } from './memo-view'

const words = (maxLength: number) => fc.string({ maxLength }).map((text) => text.trim())

test('a view is what its address says, and its address what the API is asked', () => {
  fc.assert(
    fc.property(
      fc.record({
        q: words(200),
        kind: words(60),
        authorId: fc.constantFrom('', '0198b6c0-0000-7000-8000-000000000001'),
        subjectType: fc.constantFrom('' as const, ...memoSubjects),
        order: fc.constantFrom('newest' as const, 'oldest' as const),
      }),
      (view) => {
        expect(readMemoView(new URLSearchParams(writeMemoView(view)))).toEqual(view)
      },
    ),
  )
})

test('an address that nobody wrote asks for every memo', () => {
  expect(writeMemoView(everyMemo)).toBe('')
  expect(readMemoView(new URLSearchParams('subjectType=verdict&order=sideways&more=1'))).toEqual(everyMemo)
  expect([isNarrowed({ ...everyMemo, order: 'oldest' }), isNarrowed({ ...everyMemo, q: 'salt' })]).toEqual([
    false,
    true,
  ])
})
