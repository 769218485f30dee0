import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { restoreFormula } from '@/lib/domain/spreadsheet/neutralise-formula'
import { csv } from './csv'

const written = async (rows: string[][]): Promise<string> => {
  const columns = (rows[0] ?? []).map((_, at) => ({ header: `c${at}`, width: 9 }))
  let file = ''
  for await (const chunk of csv({ name: 'S', columns, batches: once(rows) }, { bom: false })) file += chunk
  return file
}

async function* once(rows: string[][]): AsyncGenerator<string[][]> {
  await Promise.resolve()
  yield rows
}

// Short and of few letters, so that signs, quotes and separators meet.
const cell = fc.string({
  unit: fc.constantFrom('=', '-', '＋', '@', ';', ',', '\t', '|', '"', "'", '\n', '\r', ' ', 'x', '1'),
  maxLength: 8,
})
const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 4 })
const formula = /^[=+\-@＝＋－＠]/

test.each([';', '\t', '|'])('no cell is a formula for a program that cuts the file at %j', async (separator) => {
  await fc.assert(
    fc.asyncProperty(rows, async (texts) => {
      const file = await written(texts)
      // A program may take a quote for one or not where a cell begins so: neither may find a formula.
      const cut = file.split(/\r\n|\r|\n/).flatMap((line) => line.split(separator))
      for (const found of cut) for (const text of [found, found.replace(/^"+/, '')]) expect(text).not.toMatch(formula)
    }),
    { numRuns: 1_000 },
  )
})

test.each([[[',']], [[',', ';', '\t']]])(
  'every text comes back, and none is a formula, for one that cuts at %j',
  async (delimiter) => {
    await fc.assert(
      fc.asyncProperty(rows, async (texts) => {
        const read = parse(await written(texts), { delimiter, record_delimiter: '\r\n' }).slice(1)
        for (const text of read.flat()) expect(text).not.toMatch(formula)
        expect(read.map((record) => record.map(restoreFormula))).toEqual(texts)
      }),
      { numRuns: 1_000 },
    )
  },
)
