import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { canonicalText } from '@/lib/editor/canonical-text'
import { cleanText } from './clean-text'
import { countWords } from './count-words'
import { decodeText } from './decode-text'
import { guessDirection, guessLanguage } from './guess-language'
import { plainText, textFile } from './text-document'
import { reported } from '@/lib/importers/imported-document'

const samples: Record<string, string> = {
  russian:
    'Вода поднялась ночью. Люди ушли на холмы, и никто не знал, когда они смогут вернуться в свои дома. Безопасность моря касается всех.',
  japanese: '水は夜に上がった。人々は丘に逃げ、いつ家に帰れるか誰も知らなかった。海の安全はみんなの問題である。',
  korean: '물은 밤에 차올랐다. 사람들은 언덕으로 떠났고 언제 집에 돌아갈 수 있을지 아무도 몰랐다.',
  chinese: '水在夜里涨了上来。人们逃到山上，谁也不知道什么时候才能回家。海上的安全关系到每一个人，也关系到每一个国家。',
  czech:
    'Voda v noci stoupla. Lidé odešli do kopců a nikdo nevěděl, kdy se budou moci vrátit do svých domovů. Příliš žluťoučký kůň úpěl ďábelské ódy.',
  french:
    'L’eau est montée pendant la nuit. Les gens sont partis dans les collines, où personne ne savait quand ils rentreraient à la maison.',
}

describe('decodeText', () => {
  it.each([
    ['russian', 'windows-1251'],
    ['russian', 'koi8-r'],
    ['japanese', 'Shift_JIS'],
    ['japanese', 'EUC-JP'],
    ['korean', 'EUC-KR'],
    ['chinese', 'GB18030'],
    ['chinese', 'Big5'],
    ['french', 'windows-1252'],
    ['russian', 'utf-16le'],
    ['french', 'utf-16be'],
    ['japanese', 'utf-8'],
  ])('%s in %s without a mark', (language, encoding) => {
    const text =
      language === 'chinese' && encoding === 'Big5'
        ? '水在夜裡漲了上來。人們逃到山上，誰也不知道什麼時候才能回家。海上的安全關係到每一個人，也關係到每一個國家。'
        : samples[language]
    expect(decodeText(iconv.encode(text ?? '', encoding)).text).toBe(text)
  })
  it('takes what a page declares over a guess, and a mark over both', () => {
    expect(decodeText(iconv.encode('ąę', 'windows-1250'), 'windows-1250')).toMatchObject({
      text: 'ąę',
      basis: 'declared',
    })
    expect(decodeText(iconv.encode('ąę', 'utf-16le', { addBOM: true }), 'windows-1250')).toMatchObject({
      text: '\uFEFFąę',
      basis: 'mark',
      encoding: 'UTF-16LE',
    })
  })
  it('marks broken places in text that is otherwise UTF-8', () => {
    const broken = Buffer.concat([Buffer.from(samples.russian ?? ''), Buffer.from([0xff]), Buffer.from('конец')])
    expect(decodeText(broken)).toMatchObject({
      encoding: 'UTF-8',
      unreadable: 1,
      text: `${samples.russian}\uFFFDконец`,
    })
  })
})

const reports = `${process.env.SHARED_DIR ?? '../shared'}/fixtures/reports`
describe.skipIf(!existsSync(reports))('files after public reports', () => {
  it.each([
    ['thai-tis620.txt', 'ยายเล่าว่าเมื่อก่อนพวกเขาอยู่บนเนินเขา และไปตักน้ำทุกวัน ตอนนี้ไม่มีใครฟังแล้ว', 'windows-874'],
    [
      'french-macroman.txt',
      'Ma grand-mère disait qu’autrefois ils vivaient sur la colline – « chaque jour » – et allaient chercher l’eau.',
      'macintosh',
    ],
    ['chinese-utf16le-no-bom.txt', '奶奶说他们以前住在山上，每天都要去打水。现在没有人听她说话了。', 'utf-16le'],
  ])('%s', (name, line, encoding) => {
    const { doc, report } = textFile(readFileSync(`${reports}/${name}`), name)
    expect(canonicalText(doc).trim()).toBe(`${line}\n${line}\n${line}`)
    expect(reported(report)).toMatchObject({ encoding, warnings: [expect.stringContaining('was guessed')] })
  })
})

const anyText = fc.string({
  unit: fc.constantFrom(
    'a',
    'B',
    '\r',
    '\n',
    '\r\n',
    '\u0000',
    '\ud800',
    '\udc00',
    '😀',
    '\uFEFF',
    '語',
    ' ',
    '\t',
    '\u2028',
  ),
  maxLength: 60,
})

describe('plain text files', () => {
  it('have the normalised file as their canonical text, a block for every line', () => {
    fc.assert(
      fc.property(anyText, (raw) => {
        const { text } = cleanText(raw)
        const draft = plainText(raw, 'file.txt')
        expect(canonicalText(draft.doc)).toBe(text)
        expect(draft.doc.content).toHaveLength(text.split('\n').length)
        expect(text).not.toMatch(/\r|\u0000|\p{Surrogate}/u)
        expect(cleanText(text.startsWith('\uFEFF') ? `\uFEFF${text}` : text).text).toBe(text)
      }),
      { numRuns: 500 },
    )
  })
  it('round trip through UTF-8 bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (raw) => {
        const draft = textFile(Buffer.from(`\uFEFF${raw}`), 'file.txt')
        expect(canonicalText(draft.doc)).toBe(cleanText(raw.startsWith('\uFEFF') ? `\uFEFF${raw}` : raw).text)
      }),
    )
  })
  it('know headings and speakers without touching the text', () => {
    const raw =
      'THE LONG WATER\n\nI. Causes\n\nThe water rose in the night and stayed for nine days in all.\n\n1. Rain\n\nIt rained for nine days, and the river had nowhere else to go.\n\nJane Doe:\n\nI saw it.\n\nPress:\n\nWhen?\n\nJane Doe:\n\nAt night.'
    const draft = plainText(raw, '')
    expect(canonicalText(draft.doc)).toBe(raw)
    const headings = draft.doc.content
      ?.filter((block) => block.type === 'heading')
      .map((block) => [block.attrs?.level, block.content?.[0]?.text])
    expect(headings).toEqual([
      [1, 'THE LONG WATER'],
      [1, 'I. Causes'],
      [2, '1. Rain'],
    ])
    const said = draft.doc.content
      ?.filter((block) => block.attrs?.speaker)
      .map((block) => [block.attrs?.speaker, block.content?.[0]?.text])
    expect(said).toEqual([
      ['Jane Doe', 'Jane Doe:'],
      ['Jane Doe', 'I saw it.'],
      ['Press', 'Press:'],
      ['Press', 'When?'],
      ['Jane Doe', 'Jane Doe:'],
      ['Jane Doe', 'At night.'],
    ])
  })
  it('take a table of contents and a shopping list for what they are', () => {
    const headings = (raw: string) => plainText(raw, '').doc.content?.filter((block) => block.type === 'heading').length
    expect(headings('I. One Thing\n\nII. Another Thing\n\nIII. Last Thing\n\n')).toBe(0)
    expect(headings('Milk\n\nBread\n\nEggs')).toBe(0)
  })
})

describe('language, direction and words', () => {
  it.each([
    ['ru', samples.russian],
    ['ja', samples.japanese],
    ['ko', samples.korean],
    ['zh', samples.chinese],
    ['cs', samples.czech],
    ['fr', samples.french],
    ['und', 'xyzzy'],
    ['und', '12 34'],
  ])('%s', (language, text) => expect(guessLanguage(text ?? '')).toBe(language))
  it('counts words in any script', () => {
    expect(countWords("Don't count twenty-one as 3 words.")).toBe(6)
    expect(countWords('海上安全')).toBe(2)
    expect(countWords('قال الباحث إن')).toBe(3)
    expect(countWords(' \n ')).toBe(0)
  })
  it('knows right-to-left text, quotations in it aside', () =>
    expect([guessDirection('قال الباحث «ok» إن النتائج'), guessDirection('He said سلام twice')]).toEqual([
      'rtl',
      'ltr',
    ]))
})

it('a stray NUL in a short text does not make it UTF-16', () => {
  for (const text of ['name\n\u202eevil\n\u200b\n\0a\n', 'Code\nSalt\n\0\nWater\n', 'Straße und Küste\0n\n'])
    expect(decodeText(Buffer.from(text))).toMatchObject({ text, encoding: 'UTF-8' })
  for (const text of [
    'Salt\nWater\n',
    'Вода ночью\nЛюди\n',
    'ماء في الليل\nبحر\n',
    '水 在夜里\n人们 逃\n',
    'νερό τη νύχτα\n',
  ])
    for (const encoding of ['utf-16le', 'utf-16be'])
      expect(decodeText(iconv.encode(text, encoding))).toMatchObject({ text, encoding: encoding.toUpperCase() })
})
