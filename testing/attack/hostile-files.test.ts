import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeImporter, importDocument, importMarkup, warmImporter } from '@/lib/importers/import-document'
import { ImportRefused } from '@/lib/importers/import-refused'
import { ImportedDocument } from '@/lib/importers/imported-document'
import { defaultLimits } from '@/lib/importers/limits'
import { freshDatabase } from '../fresh-database'
import { apiOn, team } from '../team'
import { hostileFiles, swollenPdf } from './hostile-documents'
import { hostileCodebooks, hostileSheets } from './hostile-sheets'

const { db } = await freshDatabase()
const api = apiOn(db)
const victim = await team(db, api, [])
const attacker = await team(db, api, [])

const send = (from: typeof attacker, name: string, bytes: Uint8Array, address = 'documents') => {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], name))
  return from.lead.call('POST', `${from.path}/${address}`, form)
}

/** The processes that this one has started, of which the kernel keeps a list: to look through every process of the machine so often took seconds. */
function children(): string[] {
  return told(`/proc/self/task/${process.pid}/children`).split(' ').filter(Boolean)
}

/** What the kernel says; nothing of what has ended meanwhile, and where it says nothing. */
function told(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}

/** The most resident memory (bytes) that a converter of this process has had; only what is alive is asked. */
const converterMemory = (): number =>
  Math.max(
    0,
    ...children()
      .filter((pid) => told(`/proc/${pid}/cmdline`).includes('import-process'))
      .map((pid) => Number(/VmHWM:\s+(\d+)/.exec(told(`/proc/${pid}/status`))?.[1] ?? 0) * 1024),
  )

/** Sends a file as the attacker; says what was answered, and the most memory a converter had. */
async function attack(name: string, bytes: Uint8Array, address = 'documents') {
  let memory = 0
  const look = setInterval(() => (memory = Math.max(memory, converterMemory())), 30)
  const before = await stored()
  try {
    const answered = send(attacker, name, bytes, address).then((answer) => ({ ...answer, at: performance.now() }))
    const other = await send(victim, 'other.txt', Buffer.from('Salt came before the sea did.'), 'documents/preview')
    const otherAt = performance.now()
    const answer = await answered
    return {
      answer,
      other,
      otherWasFirst: otherAt <= answer.at,
      memory,
      grown: (await stored()).map((count, at) => count - (before[at] ?? 0)),
    }
  } finally {
    clearInterval(look)
  }
}

const stored = () => Promise.all([db.document.count(), db.revision.count(), db.originalFile.count(), db.event.count()])

beforeAll(() => warmImporter())
afterAll(() => closeImporter(0))

/** Whoever attacks gets less of the processor here than the product gives, so that the test ends; nothing of the files needs more. */
const limits = { milliseconds: 10_000 }

describe('a hostile file', () => {
  it.each(hostileFiles)('$name: $what', async ({ name, make }) => {
    const bytes = await make()
    let memory = 0
    const look = setInterval(() => (memory = Math.max(memory, converterMemory())), 50)
    const ended = importDocument({ filename: name, bytes }, limits, 'attacker').then(
      (imported) => imported,
      (error: unknown) => error,
    )
    // Another project is served meanwhile, and the converter is there for the next file of this one.
    expect((await importMarkup({ text: 'Salt came before the sea did.' }, {}, 'victim')).wordCount).toBe(6)
    const outcome = await ended
    clearInterval(look)
    expect((await importMarkup({ text: 'The next file is read.' }, {}, 'attacker')).wordCount).toBe(5)
    expect(memory).toBeLessThan(defaultLimits.processBytes * 1.1)
    if (outcome instanceof ImportedDocument) {
      // Harmless after all, and no larger than what was sent.
      expect(outcome.contentJson.length).toBeLessThan(2_000_000 + 40 * bytes.length)
      return
    }
    expect(outcome).toBeInstanceOf(ImportRefused)
    expect((outcome as ImportRefused).code).toMatch(
      /^(corrupt-file|expands-too-much|needs-too-much-memory|no-text-layer|too-large)$/,
    )
    expect((outcome as ImportRefused).detail).toMatch(/[.)]$/)
  })
})

describe('a hostile file sent to the API', () => {
  it('that expands is refused at once, and nothing of it is stored', async () => {
    const { answer, other, grown } = await attack('wells.pdf', swollenPdf(600_000_000, 2))
    expect([answer.status, answer.body.code, answer.body.reason]).toEqual([422, 'refused', 'expands-too-much'])
    expect([other.status, grown]).toEqual([200, [0, 0, 0, 0]])
  })

  it('that nothing but the ceiling of the process can hold is refused there, and another project is served meanwhile', async () => {
    // Believed at once of a process that has read nothing else; any other is followed by a second one, which its own test sees (converter.test.ts).
    await closeImporter(0)
    // The compressions are named elsewhere in the file, where only the reader of PDF itself looks.
    const bytes = swollenPdf(1_500_000_000, 2, '6 0 R', '6 0 obj\n[/FlateDecode /FlateDecode]\nendobj\n')
    expect(bytes.length).toBeLessThan(10_000)
    const { answer, other, otherWasFirst, memory, grown } = await attack('wells.pdf', bytes)
    expect([answer.status, answer.body.reason]).toEqual([422, 'needs-too-much-memory'])
    expect(answer.body.detail).toMatch(/more memory than the 1280 MB it may use\. Split it/)
    expect([other.status, otherWasFirst, grown]).toEqual([200, true, [0, 0, 0, 0]])
    if (memory > 0) expect(memory / defaultLimits.processBytes).toBeLessThan(1.1)
    // Where the kernel keeps the list, what the other tests here compare has been seen.
    if (existsSync(`/proc/self/task/${process.pid}/children`))
      expect(memory / defaultLimits.processBytes).toBeGreaterThan(0.5)
  })
})

/** One of each format that a document may have: the slowest of its kind. */
const oneOfEach = [...new Map(hostileFiles.map((file) => [file.name.split('.').pop(), file])).values()]

describe('a hostile file of each format, sent to the API, keeps no other project waiting', () => {
  it.each(oneOfEach)('$name: $what', async ({ name, make }) => {
    const { answer, other, memory } = await attack(name, await make())
    expect([200, 201, 413, 422], answer.text).toContain(answer.status)
    if (answer.status >= 400) expect(answer.body.detail).toMatch(/[.)]$/)
    expect(other.status).toBe(200)
    if (memory > 0) expect(memory / defaultLimits.processBytes).toBeLessThan(1.1)
  })
})

describe('a hostile sheet is refused with a sentence, stores nothing, and keeps no other project waiting', () => {
  beforeAll(async () => {
    expect(
      (await attacker.lead.call('POST', `${attacker.path}/attributes`, { key: 'genre', label: 'Genre', type: 'text' }))
        .status,
    ).toBe(201)
  })

  it.each(
    hostileSheets.flatMap((sheet) => ['codebook/import', 'attributes/fill'].map((address) => ({ ...sheet, address }))),
  )('$address, $name: $what', async ({ name, make, address, refusal }) => {
    const bytes = await make()
    const [heap, began] = [process.memoryUsage(), performance.now()]
    const { answer, other, memory, grown } = await attack(name, bytes, address)
    expect([other.status, grown]).toEqual([200, [0, 0, 0, 0]])
    if (refusal)
      expect([answer.status, answer.body.reason, answer.body.detail]).toEqual([
        refusal.status,
        refusal.reason,
        expect.stringMatching(refusal.detail),
      ])
    else expect([200, 422]).toContain(answer.status)
    // The server holds the file and the answer; what reading it takes is the converter's.
    const { heapUsed, external } = process.memoryUsage()
    expect(heapUsed + external - heap.heapUsed - heap.external).toBeLessThan(10 * bytes.length + 64 * 1024 * 1024)
    expect(performance.now() - began).toBeLessThan(30_000)
    if (memory > 0) expect(memory / defaultLimits.processBytes).toBeLessThan(1.1)
  })
})

describe('a codebook whose lines stand for more than they say', () => {
  it.each(hostileCodebooks)('$what: its answer is as long as its lines', async ({ make, lines, told }) => {
    const { answer, other, grown } = await attack('tags.csv', make(), 'codebook/import?dryRun=true')
    expect([other.status, grown]).toEqual([200, [0, 0, 0, 0]])
    expect(answer.text.length).toBeLessThan(200 * lines)
    if (!told) {
      expect([answer.status, answer.body.code, answer.body.reason]).toEqual([413, 'too-large', 'too-large'])
      return
    }
    const counts: Record<string, number> = {}
    for (const { reason, outcome } of answer.body.rows as { reason: string | null; outcome: string }[])
      counts[reason ?? outcome] = (counts[reason ?? outcome] ?? 0) + 1
    expect([answer.status, counts]).toEqual([200, told])
  })
})
