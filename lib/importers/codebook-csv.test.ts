import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { codebookLimits, readCodebookCsv } from './codebook-csv'

const read = (text: string, encoding = 'utf8') => readCodebookCsv(iconv.encode(text, encoding))
const told = (text: string, encoding?: string) => read(text, encoding).lines.map((row) => [...row.above, row.name].join(' | '))

describe('a codebook as csv', () => {
  test.each([
    ['comma', 'Code,Parent code,Memo\nSalt,Climate,"water, mostly"\n'],
    ['semicolon', 'TAG;parent;Description\r\nSalt;Climate;"water, mostly"\r\n'],
    ['tab', 'name\tunder\tdefinition\nSalt\tClimate\twater, mostly\n'],
  ] as const)('separated by %s, with headers as people write them', (delimiter, text) => {
    const file = read(text)
    expect(file).toMatchObject({ delimiter, ignored: [] })
    expect(file.lines).toEqual([{ line: 2, name: 'Salt', above: ['Climate'], isPath: false, colour: '', definition: 'water, mostly', useWhen: '', avoidWhen: '' }])
  })

  test.each([
    ['Threats > Climate > Salt', 'Salt'],
    ['Threats / Climate / Salt', 'Salt'],
    ['Threats::Climate::Salt', 'Salt'],
    ['Threats > Climate', 'Salt'],
    ['Threats > Climate > salt', 'Salt'],
  ])('a path %j over %j', (path, name) => {
    expect(told(`path,name\n${path},${name}\n`)).toEqual(['Threats | Climate | Salt'])
  })

  test('a path alone ends in the name; a name may hold a mark that is not the separator', () => {
    expect(told('Full path\nSea > Oil/gas\nSea > Salt\n')).toEqual(['Sea | Oil/gas', 'Sea | Salt'])
    expect(told('name,parent\nOil/gas,\nLeaks,Oil/gas\n')).toEqual(['Oil/gas', 'Oil/gas | Leaks'])
  })

  test.each([
    ['utf8', 'name,definition\nمياه,水源\n'],
    ['utf16-le', 'name,definition\nمياه,水源\n'],
    ['gb18030', 'name,definition\n粮食安全与水源安全,海上通道与粮食安全的关系以及水源保护\n'],
    ['win1252', 'name,definition\nBesoin d’eau,l’accès à l’eau potable et aux réseaux\n'],
  ])('in %s', (encoding, text) => {
    expect(read(text, encoding).lines[0]).toMatchObject({ name: text.split('\n')[1]?.split(',')[0], definition: text.split('\n')[1]?.split(',')[1] })
  })

  test('a plain list of names needs no header; blank lines are no tags; several lines may stand in one cell', () => {
    expect(told('Salt\nWater\n\n  \nDisease\n')).toEqual(['Salt', 'Water', 'Disease'])
    expect(read('name,memo\nSalt,"one\ntwo"\nWater,x\n').lines.map((row) => [row.line, row.definition])).toEqual([[2, 'one\ntwo'], [4, 'x']])
  })

  test('says which columns it leaves aside', () => {
    expect(read('id,name,depth,Color,use when,avoid-when\n1,Salt,0,#FF0000,u,a\n')).toMatchObject({ ignored: ['id', 'depth'], lines: [{ colour: '#ff0000', useWhen: 'u', avoidWhen: 'a' }] })
  })

  test.each([
    ['', 'empty-file'],
    ['alpha,beta\n1,2\n', 'unsupported-format'],
    ['name\u0000,x\n', 'unsupported-format'],
    [`name\n${'x\n'.repeat(codebookLimits.rows + 1)}`, 'too-large'],
    [`name\n${'x'.repeat(codebookLimits.bytes)}`, 'too-large'],
  ])('refuses what is none (%#)', (text, code) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code }))
  })
})
