import { archive } from '../document-files'

/** A sheet that was made to take all of something: what it attacks, its name, its bytes, and what the refusal says; null where the sheet is harmless after all. */
export interface HostileSheet {
  what: string
  name: string
  make: () => Promise<Uint8Array> | Uint8Array
  refusal: { status: number; reason: string; detail: RegExp } | null
}

const spreadsheet = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'

/** A workbook of one sheet, whose rows and further parts are given as XML. */
const workbook = (rows: string, parts: Record<string, string> = {}) =>
  archive({
    'xl/workbook.xml': `<workbook ${spreadsheet}><sheets><sheet name="Tags" r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    'xl/worksheets/sheet1.xml': `<worksheet ${spreadsheet}><sheetData>${rows}</sheetData></worksheet>`,
    ...parts,
  })

const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`
const shared = (...texts: string[]) => ({
  'xl/sharedStrings.xml': `<sst ${spreadsheet}>${texts.map((text) => `<si><t>${text}</t></si>`).join('')}</sst>`,
})
const header = `<row>${inline('name')}${inline('genre')}</row>`

/** Letters that pack badly, so that what refuses the sheet is not how well it packs. */
const rough = (length: number) =>
  Array.from({ length: Math.ceil(length / 8) }, (_, at) =>
    ((at * 2_654_435_761) % 4_294_967_296).toString(36).padStart(8, 'x'),
  )
    .join('')
    .slice(0, length)

const refused = (reason: string, detail: RegExp) => ({ status: 422, reason, detail })
const tooLarge = (detail: RegExp) => ({ status: 413, reason: 'too-large', detail })

export const hostileSheets: HostileSheet[] = [
  {
    what: 'rows that expand to a thousand times the file',
    name: 'tags.xlsx',
    make: () => workbook(header + '<row><c><v>1</v></c></row>'.repeat(1_000_000)),
    refusal: refused('expands-too-much', /expands to \d+ times its size/),
  },
  {
    what: 'a megabyte of text that stands in 1,000 cells',
    name: 'tags.xlsx',
    make: () => workbook(`${header}<row>${'<c t="s"><v>0</v></c>'.repeat(1000)}</row>`, shared(rough(1_000_000))),
    refusal: tooLarge(/a cell of more than 400,000 characters/),
  },
  {
    what: '100 kB of text that stand in 10,000 cells',
    name: 'tags.xlsx',
    make: () =>
      workbook(
        header +
          Array.from(
            { length: 5000 },
            (_, at) => `<row r="${at + 2}"><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>`,
          ).join(''),
        shared(rough(100_000)),
      ),
    refusal: tooLarge(/more than 32,000,000 characters/),
  },
  {
    what: '100,000 columns',
    name: 'tags.xlsx',
    make: () =>
      workbook(`${header}<row>${Array.from({ length: 100_000 }, (_, at) => `<c><v>${at}</v></c>`).join('')}</row>`),
    refusal: tooLarge(/more than 500 columns/),
  },
  {
    what: 'a cell in the 18,278th column',
    name: 'tags.xlsx',
    make: () => workbook(`${header}<row><c r="ZZZ2" t="inlineStr"><is><t>x</t></is></c></row>`),
    refusal: tooLarge(/more than 500 columns/),
  },
  {
    what: '60,000 lines',
    name: 'tags.xlsx',
    make: () => workbook(header + Array.from({ length: 60_000 }, (_, at) => `<row><c><v>${at}</v></c></row>`).join('')),
    refusal: tooLarge(/more than 50,000 lines/),
  },
  {
    what: '100,000 elements in one another',
    name: 'tags.xlsx',
    make: () => workbook(`${header}<row>${'<x>'.repeat(100_000)}${'</x>'.repeat(100_000)}</row>`),
    refusal: refused('corrupt-file', /in one another|deep/),
  },
  {
    what: 'entities that stand for entities',
    name: 'tags.xlsx',
    make: () =>
      workbook(header, {
        'xl/sharedStrings.xml': `<!DOCTYPE sst [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><sst ${spreadsheet}><si><t>&b;</t></si></sst>`,
      }),
    refusal: refused('corrupt-file', /declares XML entities/),
  },
  {
    what: 'a cell of 14 MB',
    name: 'tags.csv',
    make: () => Buffer.from(`name,genre\n"${rough(14_000_000)}",x\n`),
    refusal: refused('corrupt-file', /Max Record Size|max_record_size|record/i),
  },
  {
    what: 'a quote that is never closed',
    name: 'tags.csv',
    make: () => Buffer.from(`name,genre\n"${'x,y\n'.repeat(3_000_000)}`),
    refusal: refused('corrupt-file', /record|quote/i),
  },
  {
    what: 'ten million cells',
    name: 'tags.csv',
    make: () => Buffer.from(`name,genre\n${'x,y\n'.repeat(3_500_000)}`),
    refusal: tooLarge(/more than (50,000 lines|1,000,000 cells)/),
  },
  {
    what: '100,000 columns',
    name: 'tags.csv',
    make: () => Buffer.from(`name,genre\n${'x,'.repeat(100_000)}\n`),
    refusal: tooLarge(/more than 500 columns/),
  },
  {
    what: 'fourteen million commas',
    name: 'tags.csv',
    make: () => Buffer.from(`name,genre\n${`${','.repeat(1000)}\n`.repeat(14_000)}`),
    refusal: null,
  },
]

const id = (at: number) => `00000000-0000-7000-8000-${String(at).padStart(12, '0')}`
/** Lines that each stand below the one of the given place, by its id; -1 for none. */
const standing = (length: number, parentOf: (at: number) => number, nameOf = (at: number) => `t${at}`) =>
  Buffer.from(
    `id,parentId,name\n${Array.from({ length }, (_, at) => `${id(at)},${parentOf(at) < 0 ? '' : id(parentOf(at))},${nameOf(at)}`).join('\n')}`,
  )

/** A codebook whose lines stand for more than they say; each is told in the answer as this, and no more than that. Null where the whole is refused as too large. */
interface HostileCodebook {
  what: string
  lines: number
  make: () => Uint8Array
  told: Record<string, number> | null
}

export const hostileCodebooks: HostileCodebook[] = [
  {
    what: 'a chain of ids',
    lines: 8500,
    make: () => standing(8500, (at) => at - 1),
    told: { new: 20, 'too-deep': 8480 },
  },
  {
    what: 'a chain of ids that begins at its end',
    lines: 10_000,
    make: () => standing(10_000, (at) => (at === 9999 ? -1 : at + 1)),
    told: { new: 20, 'too-deep': 9980 },
  },
  {
    what: 'a loop of ids',
    lines: 5000,
    make: () => standing(5000, (at) => (at + 1) % 5000),
    told: { circular: 5000 },
  },
  {
    what: 'a chain of the names of parents',
    lines: 10_000,
    make: () =>
      Buffer.from(`name,parent\n${Array.from({ length: 10_000 }, (_, at) => `t${at},t${at + 1}`).join('\n')}`),
    // The last stands below a name that has no line, which is the top.
    told: { new: 20, 'too-deep': 9981 },
  },
  {
    what: 'a name as long as a cell, above all others',
    lines: 10_000,
    make: () =>
      standing(
        10_000,
        (at) => Math.min(at, 1) - 1,
        (at) => (at === 0 ? 'x'.repeat(390_000) : `t${at}`),
      ),
    told: { 'name-too-long': 1, 'parent-refused': 9999 },
  },
  {
    what: 'twenty long names above all others',
    lines: 10_000,
    make: () =>
      standing(
        10_000,
        (at) => Math.min(at - 1, 18),
        (at) => (at < 19 ? 'x'.repeat(200) : `t${at}`),
      ),
    told: null,
  },
]
