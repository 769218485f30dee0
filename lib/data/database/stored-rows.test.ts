import fc from 'fast-check'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import type { Transaction } from './client'
import { isPiece, isRow, preparePieces, storeRows, tableLines } from './stored-rows'

const { db } = await freshDatabase()
const table = {
  name: 'Kept',
  columns: [
    { name: 'id', type: 'integer' },
    { name: 'bytes', type: 'bytea' },
    { name: 'note', type: 'text' },
    { name: 'more', type: 'bytea' },
  ],
  key: ['id'],
}
beforeAll(async () => {
  await db.$executeRaw`CREATE TABLE "Kept" (id integer PRIMARY KEY, bytes bytea, note text, more bytea)`
})
beforeEach(async () => {
  await db.$executeRaw`DELETE FROM "Kept"`
})

const inTransaction = <T>(work: (tx: Transaction) => Promise<T>) => db.$transaction(work, { timeout: 240_000 })

async function linesOf(tx: Transaction, piece?: number): Promise<string[]> {
  const lines: string[] = []
  for await (const line of tableLines(tx, table, piece)) lines.push(line)
  return lines
}

const bytes = fc.option(fc.uint8Array({ maxLength: 40 }))
const rows = fc.array(fc.record({ bytes, note: fc.option(fc.string({ unit: 'grapheme' })), more: bytes }), {
  maxLength: 6,
})
const allRows = (tx: Transaction) => tx.$queryRaw`SELECT id, bytes, note, more FROM "Kept" ORDER BY id`

describe('the lines of a table', () => {
  test('store the very same rows again, in pieces of whatever size, and no line holds more of a file than a piece', async () => {
    await fc.assert(
      fc.asyncProperty(rows, fc.option(fc.integer({ min: 1, max: 50 }), { nil: undefined }), (given, piece) =>
        inTransaction(async (tx) => {
          await tx.$executeRaw`DELETE FROM "Kept"`
          for (const [id, { bytes, note, more }] of given.entries())
            await tx.$executeRaw`INSERT INTO "Kept" VALUES (${id}, ${bytes}, ${note?.replaceAll('\0', '')}, ${more})`
          const before = await allRows(tx)
          const lines = await linesOf(tx, piece)
          expect(lines.filter(isRow)).toHaveLength(given.length)
          for (const line of lines.filter(isPiece))
            expect((JSON.parse(line) as { hex: string }).hex.length).toBeLessThanOrEqual(2 * (piece ?? 0))
          for (const line of lines.filter(isRow))
            for (const at of [1, 3]) {
              const value = (JSON.parse(line) as unknown[])[at]
              if (typeof value === 'string') expect(value.length - 2).toBeLessThanOrEqual(2 * (piece ?? 40))
            }
          await tx.$executeRaw`DELETE FROM "Kept"`
          await preparePieces(tx)
          const store = storeRows(tx, table)
          for (const line of lines) await store.add(line)
          await store.flush()
          expect(await allRows(tx)).toEqual(before)
          expect(await linesOf(tx, piece)).toEqual(lines)
        }),
      ),
      { numRuns: 25 },
    )
  })

  test('are asked for by what they weigh: after however many small rows, large ones do not come together', async () => {
    await db.$executeRaw`INSERT INTO "Kept" SELECT i, NULL, 'small', NULL FROM generate_series(1, 1500) i`
    await db.$executeRaw`INSERT INTO "Kept" SELECT i, CASE WHEN i % 2 = 0 THEN decode(repeat('ab', 1000000), 'hex') END, CASE WHEN i % 2 = 1 THEN repeat('x', 1500000) END, NULL FROM generate_series(1501, 1512) i`
    for (const piece of [undefined, 300_000]) {
      const answers: number[] = []
      let rows = 0
      await inTransaction(async (tx) => {
        const weighed = {
          $executeRaw: tx.$executeRaw.bind(tx),
          $queryRaw: async (...query: Parameters<typeof tx.$queryRaw>) => {
            const answer: unknown = await tx.$queryRaw(...query)
            answers.push(JSON.stringify(answer).length)
            return answer
          },
        } as unknown as Transaction
        for await (const line of tableLines(weighed, table, piece)) if (isRow(line)) rows += 1
      })
      expect(rows).toBe(1512)
      expect(Math.max(...answers)).toBeLessThan(4_500_000)
      // And small ones do.
      expect(answers.length).toBeLessThan(60)
    }
  })
})
