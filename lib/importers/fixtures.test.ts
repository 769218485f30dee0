import { existsSync, readFileSync } from 'node:fs'
import { Node } from '@tiptap/pm/model'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { canonicalText } from '../editor/canonical-text'
import type { NodeJson } from '../editor/document-json'
import { documentSchema } from '../editor/schema'
import { closeImporter, importDocument, importMarkup, warmImporter } from './import-document'
import { ImportRefused, type RefusalCode } from './import-refused'
import type { ImportedDocument } from './imported-document'

const shared = process.env.SHARED_DIR ?? '../shared'
const manifest = `${shared}/fixtures/documents/MANIFEST.json`
const present = existsSync(manifest)
if (!present) console.warn(`skipped: ${manifest} is absent`)

interface Entry {
  file: string
  w_t_characters?: number
  xml_parts: Record<string, number>
  text_start?: string
  pdftotext?: { exit: number; characters: number; start: string }
  pages?: number
}

/** Refused with this code, or imported with exactly or at least this text. */
type Expected = { refused: RefusalCode } | { text: string } | { contains: string } | { asManifest: true }
const refused = (code: RefusalCode): Expected => ({ refused: code })
const text = (exactly: string): Expected => ({ text: exactly })
const contains = (part: string): Expected => ({ contains: part })
const asManifest: Expected = { asManifest: true }

const czech = 'Svitky od Mrtvého moře jsou starověké židovské náboženské texty'
const expected: Record<string, Expected> = {
  'constructed/cp1252.txt': text('Curly “quotes” – dash, café, 50 €\n'),
  'constructed/empty.docx': refused('empty-file'),
  'constructed/empty.pdf': refused('empty-file'),
  'constructed/gb18030.txt': text('访谈记录：城中村\n'),
  'constructed/invalid_utf8.txt': contains('ok '),
  'constructed/not_a_pdf.pdf': refused('corrupt-file'),
  'constructed/not_a_zip.docx': refused('corrupt-file'),
  'constructed/nul_bytes.txt': text('abc\uFFFDdef\n'),
  'constructed/one_long_line_2MB.txt': contains('word word word'),
  'constructed/script_in_text.docx': text('<script>alert(1)</script> <img src=x onerror=alert(1)> =cmd|calc!A1'),
  'constructed/utf16be_bom.txt': text('First line\nSecond line — “quotes” é 😀\nThird\n'),
  'constructed/utf8_bom_crlf.txt': text('First line\nSecond line — “quotes” é 😀\nThird\n'),
  'constructed/xss.html': contains('Hello \uFFFC link'),
  'constructed/xxe_http.docx': refused('corrupt-file'),
  'constructed/zipbomb_60MB.docx': refused('expands-too-much'),
  'mammoth.js/comments.docx': asManifest,
  'mammoth.js/empty.docx': refused('no-text-layer'),
  'mammoth.js/endnotes.docx': text('Ouch[1].[2]\nA tachyon walks into a bar.\nFin.'),
  'mammoth.js/external-picture.docx': refused('no-text-layer'),
  'mammoth.js/footnotes.docx': text('Ouch[1].[2]\nA tachyon walks into a bar.\nFin.'),
  'mammoth.js/simple-list.docx': text('Apple\nBanana'),
  'mammoth.js/strict-format.docx': asManifest,
  'mammoth.js/tables.docx': text('Above\nTop left\nTop right\nBottom left\nBottom right\nBelow'),
  'mammoth.js/tiny-picture.docx': refused('no-text-layer'),
  'pdf.js/Pages-tree-refs.pdf': asManifest,
  'pdf.js/arial_unicode_ab_cidfont.pdf': refused('no-text-layer'),
  'pdf.js/basicapi.pdf': asManifest,
  'pdf.js/bomb_giant.pdf': contains('GIANT JBIG2 BOMB'),
  'pdf.js/copy_paste_ligatures.pdf': asManifest,
  'pdf.js/empty_protected.pdf': refused('no-text-layer'),
  'pdf.js/glyph_accent.pdf': asManifest,
  'pdf.js/noembed-eucjp.pdf': text('あいうえお'),
  'pdf.js/noembed-jis7.pdf': contains('あいうえお'),
  'pdf.js/paragraph_and_link.pdf': asManifest,
  'pdf.js/poppler-742-0-fuzzed.pdf': refused('corrupt-file'),
  'pdf.js/poppler-85140-0.pdf': refused('no-text-layer'),
  'pdf.js/pr6531_1.pdf': refused('encrypted-file'),
  'pdf.js/pr6531_2.pdf': refused('encrypted-file'),
  'pdf.js/saslprep-r6.pdf': refused('encrypted-file'),
  'pdf.js/scan-bad.pdf': asManifest,
  'pdf.js/text_rise_eol_bug.pdf': asManifest,
  'pdf.js/vertical.pdf': text('あいうえお日本語'),
  'poi/60329.docx': asManifest,
  'poi/PasswordProtected.doc': refused('unsupported-format'),
  'poi/bug56075-changeTracking_on.docx': asManifest,
  'poi/capitalized.docx': asManifest,
  'poi/clusterfuzz-testcase-minimized-POIXWPFFuzzer-5313273089884160.docx': refused('corrupt-file'),
  'poi/clusterfuzz-testcase-minimized-POIXWPFFuzzer-5569740188549120.docx': refused('corrupt-file'),
  'poi/innertable.doc': refused('unsupported-format'),
  'poi/simple.doc': refused('unsupported-format'),
  'poi/smarttag-snippet.docx': asManifest,
  'poi/truncated62886.docx': refused('corrupt-file'),
  'poi/watermark.doc': refused('unsupported-format'),
  'poi/zero-length.docx': refused('no-text-layer'),
  'tika/multi-language.txt': contains('contratação de sucesso'),
  'tika/testBoilerplateMissingSpace.html': contains('The blobfish (Psychrolutes marcidus) is a deep sea fish'),
  'tika/testEPUB.epub': contains('This is the text for chapter One\nIt also contains a list\nFirst item'),
  'tika/testExternalRefs.docx': asManifest,
  'tika/testExtraSpaces.pdf': asManifest,
  'tika/testFooter.odt': text('Here is some text...\nHere is some text on page 2'),
  'tika/testHTMLNoisyMetaEncoding_1.html': contains('وأعرب الاتحاد الجزائري'),
  'tika/testHTML_charset_utf16le.html': text('This is a sample text'),
  'tika/testHTML_utf8.html': text('Content with UTF-8 chars\nåäö'),
  'tika/testMARKDOWN.md': contains('System.out.println("hi");\nlink\nL\nC\nR\na\nb\nc\n\uFFFC\nCafé naïve résumé'),
  'tika/testODTEncrypted.odt': refused('encrypted-file'),
  'tika/testOpenOffice2.odt': text('This is a sample Open Office document, written in NeoOffice 2.2.1 for the Mac.'),
  'tika/testOptionalHyphen.docx': asManifest,
  'tika/testOptionalHyphen.pdf': asManifest,
  'tika/testOptionalHyphen.rtf': text('optional\u00adhyphen'),
  'tika/testPDF.pdf': asManifest,
  'tika/testPDFTwoTextBoxes.pdf': text(
    'Left column line 1\nLeft column line 2\nRight column line 1\nRight column line 2',
  ),
  'tika/testPDF_Version.4.x.pdf': refused('no-text-layer'),
  'tika/testPDF_bom.pdf': asManifest,
  'tika/testPDF_bookmarks.pdf': text('This is a page about France\nThis is a page about Denmark'),
  'tika/testPDF_jsActionOnPage.pdf': refused('no-text-layer'),
  'tika/testRTF.rtf': text('Test d’indexation Word'),
  'tika/testRTFInvalidUnicode.rtf': contains('Unpaired hi \uFFFD here'),
  'tika/testRTFTableCellSeparation.rtf': text('a\nb\nc\nd\nä\në\nö\nü'),
  'tika/testRTFUmlautSpaces.rtf': text('Übersicht'),
  'tika/testRTFUnicodeGothic.rtf': text('𐌲𐌿𐍄𐌹𐍃𐌺'),
  'tika/testRTFUnicodeUCNControlWordCharacterDoubling.rtf': contains('年 abc 念'),
  'tika/testRTFVarious.rtf': contains('Footnote appears here[1]'),
  'tika/testRTFWindowsCodepage1250.rtf': contains('zażółć gęślą jaźń'),
  'tika/testRTFWord2010CzechCharacters.rtf': contains(czech),
  'tika/testRTFWordPadCzechCharacters.rtf': contains(czech),
  'tika/testStyles.odt': text('This is just a test.\nAnd another test is here.\nOne\nTwo\nThree\nFirst\nSecond\nThird'),
  'tika/testTXTNonASCIIUTF8.txt': contains('Der schnelle braune Fuchs springt über den faulen Hund'),
  'tika/testUnicodePassword.pdf': refused('encrypted-file'),
  'tika/testWORD.docx': asManifest,
  'tika/testWORD_numbered_list.docx': asManifest,
  'tika/testWORD_truncated.docx': refused('corrupt-file'),
}

describe.skipIf(!present)('every document of the manifest', () => {
  const entries = present
    ? (JSON.parse(readFileSync(manifest, 'utf8')) as Entry[]).filter(({ file }) => !file.endsWith('.qdpx'))
    : []
  const schema = documentSchema()
  beforeAll(() => warmImporter())
  afterAll(() => closeImporter())

  it('is named in the table', () =>
    expect(Object.keys(expected).sort()).toEqual(entries.map(({ file }) => file.replace('documents/', '')).sort()))

  it.each(entries)('$file', async (entry) => {
    const wanted = expected[entry.file.replace('documents/', '')]
    if (!wanted) throw new Error('not in the table')
    const bytes = readFileSync(`${shared}/fixtures/${entry.file}`)
    const outcome = await importDocument({ filename: entry.file, bytes }, { milliseconds: 15_000 }).catch(
      (error: unknown) => error,
    )
    if ('refused' in wanted) {
      expect(outcome).toBeInstanceOf(ImportRefused)
      expect(outcome).toMatchObject({ code: wanted.refused })
      // The reason, and what to do.
      expect((outcome as ImportRefused).detail).toMatch(/^[A-Z].+\. [A-Z].+\.|^[A-Z].+: .+\. [A-Z]/)
    } else {
      if (outcome instanceof Error) throw outcome
      const imported = outcome as ImportedDocument
      Node.fromJSON(schema, imported.content).check()
      expect(canonicalText(imported.content)).toBe(imported.text)
      expect(imported.text).not.toMatch(/\u0000|\r|\p{Surrogate}/u)
      if ('text' in wanted) expect(imported.text).toBe(wanted.text)
      else if ('contains' in wanted) expect(imported.text).toContain(wanted.contains)
      else compareWithManifest(imported, entry)
      if (entry.pages !== undefined && imported.format === 'pdf')
        expect(imported.pageStarts.length).toBeLessThanOrEqual(entry.pages)
    }
    // Whatever came before, the converter serves the next person.
    expect((await importMarkup({ text: 'next' })).text).toBe('next')
  })
})

/** The other readers' counts are of w:t elements and of laid-out lines, so white space, notes and ligatures are set aside. */
function compareWithManifest(imported: ImportedDocument, entry: Entry): void {
  const letters = (value: string) => value.normalize('NFKC').replace(/[\s\u00ad\uFFFC]|\[\d+\]/g, '')
  if (entry.w_t_characters !== undefined) {
    const body: NodeJson = {
      type: 'doc',
      content: (imported.content.content ?? []).filter((block) => block.type !== 'footnote'),
    }
    const printed = canonicalText(body).replace(/\n/g, '').length
    // A text box is written twice, once for old programs.
    expect(printed).toBeGreaterThan(entry.w_t_characters * (entry.xml_parts['w:txbxContent'] ? 0.9 : 0.95) - 3)
    // Automatic numbers are in no w:t.
    const numbers = Number(
      /^(\d+) automatic numbers? /.exec(
        imported.report.changed.find((line) => line.includes('automatic number')) ?? '',
      )?.[1] ?? 0,
    )
    expect(printed).toBeLessThan(entry.w_t_characters * 1.05 + 12 + numbers * 20)
    const start = letters(entry.text_start ?? '').slice(0, 30)
    if (numbers === 0) expect(letters(imported.text)).toContain(start)
    else
      expect(letters(imported.text)).toMatch(
        new RegExp([...start].map((letter) => letter.replace(/[^\p{L}\p{N}]/u, '\\$&')).join('.{0,5}'), 'u'),
      )
  } else if (entry.pdftotext) {
    expect(Math.abs(letters(imported.text).length - entry.pdftotext.characters)).toBeLessThan(
      12 + entry.pdftotext.characters * 0.25,
    )
    const words = entry.pdftotext.start.normalize('NFKC').split(/\s+/).slice(0, -1)
    const all = imported.text.normalize('NFKC')
    for (const word of words) expect(all).toContain(word.replace(/\.{5,}/, '....'))
  } else throw new Error('the manifest says nothing to compare with')
}
