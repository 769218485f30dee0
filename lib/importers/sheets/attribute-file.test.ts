import { expect, test } from 'vitest'
import { readAttributeFile } from './attribute-file'

const year = { key: 'year', label: 'Year' }
const read = (text: string) => readAttributeFile(Buffer.from(text), [year])
const table = (lines: number, columns: number, cell: (line: number, column: number) => string) =>
  Array.from({ length: lines }, (_, line) =>
    Array.from({ length: columns }, (__, column) => cell(line, column)).join(),
  ).join('\n')

test('the first column of an attribute’s key or label is that attribute; what the others could become is told', async () => {
  expect(await read('title,YEAR,year,Mood\nTalk,1999,2000,calm\n')).toEqual({
    nameColumn: 'title',
    keys: ['year'],
    lines: [{ line: 2, name: 'Talk', values: { year: '1999' } }],
    proposals: [
      { column: 'year', type: 'date', choices: ['2000'], filled: 1, examples: ['2000'] },
      { column: 'Mood', type: 'text', choices: ['calm'], filled: 1, examples: ['calm'] },
    ],
  })
})

test.each([
  ['twenty thousand different values in each of forty columns', table(20_000, 40, (line, i) => `v${line * 40 + i}`)],
  ['names as long as a cell', `title,year\n${`${'x'.repeat(300_000)},1\n`.repeat(30)}`],
  ['values as long as a cell', `title,year\n${`a,${'x'.repeat(300_000)}\n`.repeat(30)}`],
  ['others as long as a cell', `title,mood\n${`a,${'x'.repeat(300_000)}\n`.repeat(30)}`],
  ['a header as long as a cell', `title,${'x'.repeat(300_000)}\na,\n`],
])('%s: of what nobody can use the server is handed a few letters', { timeout: 60_000 }, async (_, text) => {
  const file = await read(text)
  expect(JSON.stringify(file).length).toBeLessThan(60 * file.lines.length + 200_000)
})
