import { existsSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeImporter, warmImporter } from '@/lib/importers/import-document'
import type { RefusalCode } from '@/lib/importers/import-refused'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team } from '@/testing/team'

const shared = process.env.SHARED_DIR ?? '../shared'
const manifest = `${shared}/fixtures/documents/MANIFEST.json`
const present = existsSync(manifest)
if (!present) console.warn(`skipped: ${manifest} is absent`)

interface Entry {
  file: string
  expect?: string
  password?: string
}

const reasons = {
  empty: [422, 'refused', 'empty-file', /is empty \(0 bytes\)/],
  damaged: [422, 'refused', 'corrupt-file', /is damaged|not one inside/],
  entities: [422, 'refused', 'corrupt-file', /declares XML entities/],
  protected: [422, 'refused', 'encrypted-file', /protected by a password/],
  scan: [422, 'refused', 'no-text-layer', /no text.+text recognition/],
  meaningless: [422, 'refused', 'no-text-layer', /letters of the file cannot be told/],
  bomb: [422, 'refused', 'expands-too-much', /expands to \d+ times its size; the limit is 200\./],
  word97: [415, 'unsupported-format', 'unsupported-format', /Word 97 to 2003 file \(\.doc\).+\.docx/],
  archive: [
    415,
    'unsupported-format',
    'unsupported-format',
    /is an archive.+Accepted are txt, md, html, docx, odt, rtf, epub and pdf\./,
  ],
} satisfies Record<string, [number, string, RefusalCode, RegExp]>

const table: Record<string, keyof typeof reasons> = {
  'constructed/crlf_lf_counted_atlas_style.qdpx': 'archive',
  'constructed/empty.docx': 'empty',
  'constructed/empty.pdf': 'empty',
  'constructed/not_a_pdf.pdf': 'damaged',
  'constructed/not_a_zip.docx': 'damaged',
  'constructed/selection_beyond_end.qdpx': 'archive',
  'constructed/two_qde.qdpx': 'archive',
  'constructed/wrapped_in_folder.qdpx': 'archive',
  'constructed/xxe_http.docx': 'entities',
  'constructed/zero_length_selection.qdpx': 'archive',
  'constructed/zipbomb_60MB.docx': 'bomb',
  'constructed/zipbomb_60MB.qdpx': 'archive',
  'pdf.js/arial_unicode_ab_cidfont.pdf': 'meaningless',
  'pdf.js/empty_protected.pdf': 'scan',
  'pdf.js/poppler-742-0-fuzzed.pdf': 'damaged',
  'pdf.js/poppler-85140-0.pdf': 'scan',
  'pdf.js/pr6531_1.pdf': 'protected',
  'pdf.js/pr6531_2.pdf': 'protected',
  'pdf.js/saslprep-r6.pdf': 'protected',
  'poi/PasswordProtected.doc': 'word97',
  'poi/clusterfuzz-testcase-minimized-POIXWPFFuzzer-5313273089884160.docx': 'damaged',
  'poi/clusterfuzz-testcase-minimized-POIXWPFFuzzer-5569740188549120.docx': 'damaged',
  'poi/innertable.doc': 'word97',
  'poi/simple.doc': 'word97',
  'poi/truncated62886.docx': 'damaged',
  'poi/watermark.doc': 'word97',
  'tika/testODTEncrypted.odt': 'protected',
  'tika/testPDF_Version.4.x.pdf': 'scan',
  'tika/testPDF_jsActionOnPage.pdf': 'scan',
  'tika/testUnicodePassword.pdf': 'protected',
  'tika/testWORD_truncated.docx': 'damaged',
}

const { db } = await freshDatabase()
const api = apiOn(db)
const { lead, path } = await team(db, api, [])

describe.skipIf(!present)('a file that must be refused', () => {
  const entries = present
    ? (JSON.parse(readFileSync(manifest, 'utf8')) as Entry[]).map(({ file, ...entry }) => ({
        file: file.replace('documents/', ''),
        ...entry,
      }))
    : []
  let before: string

  beforeAll(async () => {
    await warmImporter()
    // Something is there to be damaged.
    expect(
      (await lead.call('POST', `${path}/documents`, { title: 'Wells', text: 'Salt came before the sea did.' })).status,
    ).toBe(201)
    before = await fingerprint()
  })
  afterAll(() => closeImporter())

  it('is in the table wherever the manifest says so, and every file of the table is there', () => {
    const must = entries.filter(
      (entry) =>
        /^(clear error|refused)/.test(entry.expect ?? '') ||
        entry.password !== undefined ||
        /\.(doc|qdpx)$/.test(entry.file),
    )
    expect(must.map(({ file }) => file).filter((file) => !Object.hasOwn(table, file))).toEqual([])
    expect(Object.keys(table).filter((file) => !entries.some((entry) => entry.file === file))).toEqual([])
  })

  it.each(Object.entries(table))('%s: %s', async (file, kind) => {
    const [status, code, reason, detail] = reasons[kind]
    const bytes = new Uint8Array(readFileSync(`${shared}/fixtures/documents/${file}`))
    for (const address of ['documents/preview', 'documents']) {
      const form = new FormData()
      form.set('file', new File([bytes], basename(file), { type: 'application/octet-stream' }))
      const answer = await lead.call('POST', `${path}/${address}`, form)
      expect(answer.headers.get('content-type')).toBe('application/problem+json')
      expect(answer.body).toMatchObject({ status, code, reason, detail: expect.stringMatching(detail) })
      expect(answer.status).toBe(status)
    }
    expect(await fingerprint()).toBe(before)
  })
})

/** Everything stored in any table, with the number of its rows, as one hash. */
async function fingerprint(): Promise<string> {
  const tables = await db.$queryRaw<
    { name: string }[]
  >`SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`
  expect(tables.length).toBeGreaterThan(15)
  const parts = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS t, count(*) AS rows, md5(coalesce(string_agg(x::text, '|' ORDER BY x::text), '')) AS content FROM "${name}" x`,
  )
  return JSON.stringify(
    await db.$queryRawUnsafe(`SELECT t, rows::int, content FROM (${parts.join(' UNION ALL ')}) all_tables ORDER BY t`),
  )
}
