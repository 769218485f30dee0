import { afterAll, expect, test } from 'vitest'
import { pdfReport } from '@/lib/exporters/pdf-report'
import { stopTypesetting, tooLargeForPdf } from '@/lib/typesetting/typeset'
import { setInTurn } from './set-as-pdf'

afterAll(stopTypesetting)

const report = await pdfReport(
  {
    title: 'A report',
    author: 'Ada',
    language: 'en',
    created: new Date('2026-11-22T17:00:00Z'),
    pageWord: 'Page',
    blocks: (async function* () {
      await Promise.resolve()
      yield [{ kind: 'line' as const, text: 'Salt' }]
    })(),
  },
  tooLargeForPdf,
)
const set = (whose: string) => setInTurn(whose, report, { notice: '{names}', emoji: 'emoji', locale: 'en' })

test('one person’s documents keep another’s waiting for the one under way and one more', async () => {
  const ended: string[] = []
  await Promise.all(['Ana', 'Ana', 'Ana', 'Ana', 'Ben'].map((whose) => set(whose).then(() => ended.push(whose))))
  expect(ended).toEqual(['Ana', 'Ana', 'Ben', 'Ana', 'Ana'])
})

test('who asks for more than can wait is told so, and keeps nobody else waiting for it', async () => {
  const asked = await Promise.allSettled(Array.from({ length: 8 }, () => set('Ana')))
  expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(5)
  expect(asked.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'unavailable' } })
})
