import { expect, test } from 'vitest'
import { archive } from '@/testing/document-files'
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
    unnamed: [],
  })
})

test('columns without a header in which something stands are named as a spreadsheet names them', async () => {
  const wide = `title,year${','.repeat(25)}\nTalk,1999,,lost,${','.repeat(23)}late\n`
  expect(await read(wide)).toMatchObject({ keys: ['year'], proposals: [], unnamed: ['D', 'AB'] })
  expect(await read('title,year\nTalk,1999, ,\n')).toMatchObject({ unnamed: [] })
  expect(await read(',year\nTalk,1999\n')).toMatchObject({ lines: [{ name: 'Talk' }], unnamed: [] })
})

test.each(['sep=;\n', 'sep=;\r\n', '\uFEFFSEP=;\n', '"sep=;"\n'])(
  'the line that tells a spreadsheet what parts the columns is no header: %j',
  async (first) => {
    expect(await read(`${first}title;year;a,b,c,d\nTalk;1999;\n`)).toMatchObject({
      nameColumn: 'title',
      keys: ['year'],
      lines: [{ line: 3, name: 'Talk', values: { year: '1999' } }],
      proposals: [{ column: 'a,b,c,d' }],
    })
  },
)

test.each([
  ['twenty thousand different values in each of forty columns', table(20_000, 40, (line, i) => `v${line * 40 + i}`)],
  ['names as long as a cell', `title,year\n${`${'x'.repeat(300_000)},1\n`.repeat(30)}`],
  ['values as long as a cell', `title,year\n${`a,${'x'.repeat(300_000)}\n`.repeat(30)}`],
  ['others as long as a cell', `title,mood\n${`a,${'x'.repeat(300_000)}\n`.repeat(30)}`],
  ['a header as long as a cell', `title,${'x'.repeat(300_000)}\na,\n`],
])('%s: of what nobody can use the server is handed a few letters', async (_, text) => {
  const file = await read(text)
  expect(JSON.stringify(file).length).toBeLessThan(60 * file.lines.length + 200_000)
})

test('a workbook whose cells name texts that are not there is refused, and one whose cells name none is read', async () => {
  const book = (cells: string) =>
    archive({
      'xl/workbook.xml': '<workbook><sheets><sheet name="a" id="r1"/></sheets></workbook>',
      'xl/sharedStrings.xml': '<sst><si><t>title</t></si><si><t>Talk</t></si><si><t>year</t></si></sst>',
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>2</v></c></row><row><c t="s"><v>1</v></c>${cells}</row></sheetData></worksheet>`,
    })
  await expect(readAttributeFile(await book('<c t="s"><v>99</v></c>'), [year])).rejects.toMatchObject({
    code: 'corrupt-file',
    detail: expect.stringContaining('sharedStrings.xml: 99') as string,
  })
  expect((await readAttributeFile(await book('<c t="s"><v/></c>'), [year])).lines).toEqual([
    { line: 2, name: 'Talk', values: { year: '' } },
  ])
})
