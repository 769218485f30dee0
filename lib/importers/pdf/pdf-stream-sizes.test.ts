import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { refuseSwollenStreams } from './pdf-stream-sizes'

const limits = { streamBytes: 100_000 }
const object = (dictionary: string, data: Uint8Array, lineEnd = '\n') =>
  Buffer.concat([
    Buffer.from(`5 0 obj\n<< /Length ${data.length} ${dictionary} >>\nstream${lineEnd}`),
    data,
    Buffer.from('\nendstream\nendobj\n'),
  ])
const spaces = (count: number) => Buffer.alloc(count, ' ')
const check = (...objects: Buffer[]) =>
  refuseSwollenStreams(Buffer.concat([Buffer.from('%PDF-1.4\n'), ...objects]), limits)
const refused = expect.objectContaining({ code: 'expands-too-much' })

describe('the streams of a PDF', () => {
  it.each<[string, Buffer]>([
    ['one compression', object('/Filter /FlateDecode', deflateSync(spaces(200_000)))],
    ['two', object('/Filter [/FlateDecode /FlateDecode]', deflateSync(deflateSync(spaces(200_000))))],
    [
      'two, of which the first alone is too much',
      object('/Filter [ /Fl /Fl ]', deflateSync(Buffer.alloc(200_000, 'ab'))),
    ],
    [
      'three',
      object('/Filter[/FlateDecode/FlateDecode/FlateDecode]', deflateSync(deflateSync(deflateSync(spaces(200_000))))),
    ],
    ['with other line ends', object('/Filter /FlateDecode', deflateSync(spaces(200_000)), '\r\n')],
    [
      'after one that is fine',
      Buffer.concat([
        object('/Filter /FlateDecode', deflateSync(spaces(50))),
        object('', spaces(9)),
        object('/Filter /FlateDecode', deflateSync(spaces(200_000))),
      ]),
    ],
  ])('that expand too far are refused: %s', (_, file) => expect(() => check(file)).toThrow(refused))
  it.each<[string, Buffer]>([
    ['within the limit', object('/Filter /FlateDecode', deflateSync(spaces(99_000)))],
    ['an image', object('/Type /XObject /Subtype /Image /Filter /FlateDecode', deflateSync(spaces(200_000)))],
    ['damaged', object('/Filter /FlateDecode', Buffer.from('no such thing'.repeat(50)))],
    ['not compressed', object('', spaces(200_000))],
    ['that never ends', object('/Filter /FlateDecode', deflateSync(spaces(99_000))).subarray(0, -30)],
  ])('are left alone: %s', (_, file) => expect(() => check(file)).not.toThrow())
  it('are looked for in time that grows with the file', () => {
    for (const part of [
      'stream',
      'endstream',
      ' obj stream\n',
      '<< /Filter /FlateDecode >>\nstream\n',
      'endobj << /Fl stream',
    ]) {
      const time = (count: number) => {
        const began = process.cpuUsage()
        check(Buffer.from(part.repeat(count)))
        return process.cpuUsage(began).user + 5000
      }
      time(1000)
      expect(time(80_000)).toBeLessThan(time(10_000) * 8 * 4)
    }
  })
})

const documents = `${process.env.SHARED_DIR ?? '../shared'}/fixtures/documents/pdf.js`
describe.skipIf(!existsSync(documents))('a PDF that programs wrote', () => {
  const files = existsSync(documents) ? readdirSync(documents).filter((name) => name.endsWith('.pdf')) : []
  it.each(files)('%s is left alone', (name) =>
    expect(() =>
      refuseSwollenStreams(readFileSync(`${documents}/${name}`), { streamBytes: 64 * 1024 * 1024 }),
    ).not.toThrow(),
  )
})
