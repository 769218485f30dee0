import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { codebookLimits, readCodebookFile } from './codebook-file'

const read = async (text: string, encoding = 'utf8') => readCodebookFile(iconv.encode(text, encoding))
const told = async (text: string, encoding?: string) => {
  const { lines } = await read(text, encoding)
  const pathOf = ({ above, below, name }: (typeof lines)[number]): string[] => {
    const parent = below === null ? undefined : lines[below]
    return [...(parent ? pathOf(parent) : above), name]
  }
  return lines.map((row) => pathOf(row).join(' | '))
}

describe('a codebook as csv', () => {
  test.each([
    ['comma', 'Code,Parent code,Memo\nSalt,Climate,"water, mostly"\n'],
    ['semicolon', 'TAG;parent;Description\r\nSalt;Climate;"water, mostly"\r\n'],
    ['tab', 'name\tunder\tdefinition\nSalt\tClimate\twater, mostly\n'],
  ] as const)('separated by %s, with headers as people write them', async (delimiter, text) => {
    const file = await read(text)
    expect(file).toMatchObject({ delimiter, ignored: [] })
    expect(file.lines).toEqual([
      {
        line: 2,
        name: 'Salt',
        below: null,
        above: ['Climate'],
        isPath: false,
        colour: '',
        definition: 'water, mostly',
        useWhen: '',
        avoidWhen: '',
        isArchived: null,
      },
    ])
  })

  test.each([
    ['Threats > Climate > Salt', 'Salt'],
    ['Threats / Climate / Salt', 'Salt'],
    ['Threats::Climate::Salt', 'Salt'],
    ['Threats > Climate', 'Salt'],
    ['Threats > Climate > salt', 'Salt'],
  ])('a path %j over %j', async (path, name) => {
    expect(await told(`path,name\n${path},${name}\n`)).toEqual(['Threats | Climate | Salt'])
  })

  test('a path alone ends in the name; a name may hold a mark that is not the separator', async () => {
    expect(await told('Full path\nSea > Oil/gas\nSea > Salt\n')).toEqual(['Sea | Oil/gas', 'Sea | Salt'])
    expect(await told('name,parent\nOil/gas,\nLeaks,Oil/gas\n')).toEqual(['Oil/gas', 'Oil/gas | Leaks'])
  })

  test.each([
    ['utf8', 'name,definition\nمياه,水源\n'],
    ['utf16-le', 'name,definition\nمياه,水源\n'],
    ['gb18030', 'name,definition\n粮食安全与水源安全,海上通道与粮食安全的关系以及水源保护\n'],
    ['win1252', 'name,definition\nBesoin d’eau,l’accès à l’eau potable et aux réseaux\n'],
  ])('in %s', async (encoding, text) => {
    expect((await read(text, encoding)).lines[0]).toMatchObject({
      name: text.split('\n')[1]?.split(',')[0],
      definition: text.split('\n')[1]?.split(',')[1],
    })
  })

  test('a plain list of names needs no header; blank lines are no tags; several lines may stand in one cell', async () => {
    expect(await told('Salt\nWater\n\n  \nDisease\n')).toEqual(['Salt', 'Water', 'Disease'])
    expect(
      (await read('name,memo\nSalt,"one\ntwo"\nWater,x\n')).lines.map((row) => [row.line, row.definition]),
    ).toEqual([
      [2, 'one\ntwo'],
      [4, 'x'],
    ])
  })

  test('says which columns it leaves aside', async () => {
    expect(await read('id,name,depth,Color,use when,avoid-when\n1,Salt,0,#FF0000,u,a\n')).toMatchObject({
      ignored: ['depth'],
      lines: [{ colour: '#ff0000', useWhen: 'u', avoidWhen: 'a' }],
    })
  })

  test('says which columns without a header have something in them', async () => {
    expect(await read('name,,memo\nSalt,lost,in wells,late\nWater, ,,\n')).toMatchObject({ ignored: ['B', 'D'] })
    expect(await read('Salt\nWater,lost\n')).toMatchObject({ ignored: ['B'] })
  })

  test('says in its first line what parts the columns', async () => {
    expect(await read('sep=;\r\nname;memo\r\nSalt;a, b, c\r\n')).toMatchObject({
      delimiter: 'semicolon',
      lines: [{ line: 3, name: 'Salt', definition: 'a, b, c' }],
    })
  })

  test.each<[string, string | Buffer, string?]>([
    [
      'a qdc file',
      '<?xml version="1.0" encoding="utf-8"?>\n<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes><Code guid="1" name="Salt"/></Codes></CodeBook>',
    ],
    ['one with a byte order mark and blank lines before it', '\ufeff\n  <CodeBook><Codes/></CodeBook>'],
    ['one in UTF-16', '\ufeff<?xml version="1.0"?><CodeBook><Codes/></CodeBook>', 'utf16-le'],
    ['a web page', '<!doctype html>\n<title>Codes</title>'],
    ['an old workbook', Buffer.from('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\n', 'latin1')],
    ['a pdf', '%PDF-1.7\n1 0 obj\n'],
    ['a pdf after a byte order mark', '\ufeff%PDF-1.7\n1 0 obj\n'],
    ['an object', '{ "name": "Salt" }\n'],
    ['one that was cut off', '{\n  "codes": [{"name": "Salt"'],
    ['a list', '[1]'],
    ['an empty one', '[]\n'],
    ['a list of lists', '[["Salt", "Climate"],\n["Water", ""]]'],
  ])('is told from %s, which is refused with what is taken', async (_, content, encoding = 'utf8') => {
    const bytes = typeof content === 'string' ? iconv.encode(content, encoding) : content
    await expect(readCodebookFile(bytes)).rejects.toThrow(
      expect.objectContaining({
        code: 'unsupported-format',
        detail: expect.stringMatching(
          /^This is .+, not a csv or xlsx\. Taken are sheets with a header line, and plain lists of names, one a line\. Save it as csv or xlsx first\.$/,
        ),
      }),
    )
  })

  test.each([
    ['PK\nPKU screening\n', ['PK', 'PKU screening']],
    ['[unclear]\n[noise]\n', ['[unclear]', '[noise]']],
    ['{curly}\n{"quoted"}\n', ['{curly}', '{"quoted"}']],
    ['<18 years\n18–65\n>65\n', ['<18 years', '18–65', '>65']],
    ['PDF\n100% %PDF\n', ['PDF', '100% %PDF']],
    ['Salt <b>\nA [draft]\nJSON {}\n"<quoted>"\n', ['Salt <b>', 'A [draft]', 'JSON {}', '<quoted>']],
    ['name\n<p>\n{"a": 1}\n[]\n%PDF-\n', ['<p>', '{"a": 1}', '[]', '%PDF-']],
  ])('takes tags that only look like something else: %j', async (text, names) => {
    expect(await told(text)).toEqual(names)
  })

  test.each([
    ['a workbook', Buffer.from('PK\u0003\u0004\u0014\u0006\b!xl/workbook.xml\n', 'latin1')],
    [
      'a workbook whose zeros look like UTF-16',
      Buffer.from(`PK\u0003\u0004${'\u0014\u0000\b\u0000'.repeat(20)}`, 'latin1'),
    ],
  ])('%s that was cut off is refused as one', async (_, bytes) => {
    await expect(readCodebookFile(bytes)).rejects.toThrow(expect.objectContaining({ code: 'corrupt-file' }))
  })

  test.each([
    ['', 'empty-file'],
    ['alpha,beta\n1,2\n', 'unsupported-format'],
    ['name\u0000,x\n', 'unsupported-format'],
    [`name\n${'x\n'.repeat(codebookLimits.rows + 1)}`, 'too-large'],
    [`name\n${'x'.repeat(codebookLimits.bytes)}`, 'too-large'],
  ])('refuses what is none (%#)', async (text, code) => {
    await expect(read(text)).rejects.toThrow(expect.objectContaining({ code }))
  })
})

describe('what a codebook hands on is no longer than its file', () => {
  const id = (at: number) => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`
  const chain = (length: number, parentOf: (at: number) => number) =>
    `id,parentId,name\n${Array.from({ length }, (_, i) => `${id(i)},${parentOf(i) < 0 ? '' : id(parentOf(i))},t${i}`).join('\n')}`
  test.each([
    ['a chain', chain(10_000, (at) => at - 1)],
    ['a chain from its end', chain(10_000, (at) => (at + 1 < 10_000 ? at + 1 : -1))],
    ['a loop', chain(10_000, (at) => (at + 1) % 10_000)],
    ['lines below one of a long name', `id,parentId,name\n1,,${'x'.repeat(300_000)}\n${'2,1,y\n'.repeat(9000)}`],
    ['lines below one of a long path', `id,parentId,path\n1,,${'a > '.repeat(90_000)}\n${'2,1,y\n'.repeat(9000)}`],
    ['paths of many names', `path\n${`${'a > '.repeat(90_000)}\n`.repeat(20)}`],
    ['a header of long words', `name,${'x'.repeat(300_000)}\ny,\n`],
  ])('%s', async (_, text) => {
    const { lines, ignored } = await read(text)
    // Beside what it says, a line has the names of its fields.
    expect(JSON.stringify([lines, ignored]).length).toBeLessThan(2 * text.length + 160 * lines.length)
    for (const { above } of lines) expect(above.length).toBeLessThanOrEqual(22)
  })
})
