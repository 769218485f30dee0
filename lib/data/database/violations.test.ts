import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { isDiskFull, isRowRefused } from './violations'

const { db } = await freshDatabase()
const deep = '['.repeat(200_000) + ']'.repeat(200_000)

// What the database answers, in the shape of the driver adapter.
test.each([
  ['JSON that is nested too deep', () => db.$queryRaw`SELECT ${deep}::jsonb`, true, false],
  ['a number that is too large', () => db.$queryRaw`SELECT 9223372036854775807::bigint + 1`, true, false],
  ['a disk that is full', () => db.$executeRaw`DO $$ BEGIN RAISE 'full' USING ERRCODE = '53100'; END $$`, false, true],
  ['a table that is not there', () => db.$queryRaw`SELECT 1 FROM nowhere`, false, false],
])('%s', async (_, ask, isRefused, isFull) => {
  const error: unknown = await ask().then(
    () => null,
    (reason: unknown) => reason,
  )
  expect([isRowRefused(error), isDiskFull(error)]).toEqual([isRefused, isFull])
})
