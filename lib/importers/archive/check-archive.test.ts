import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { ZipFile } from 'yazl'
import { checkArchive } from './check-archive'
import { defaultLimits } from '@/lib/importers/limits'
import { archive } from '@/testing/document-files'

const made = async () => Buffer.from(await archive({ 'word/document.xml': '<a>x</a>' }))
const namesOf = async (bytes: Uint8Array) => (await checkArchive(bytes, defaultLimits)).names

describe('an archive whose comment has another length than it says', () => {
  it.each<[string, (bytes: Buffer) => Buffer]>([
    ['too long', (bytes) => (bytes.writeUInt16LE(7, bytes.length - 2), bytes)],
    ['none, with bytes after the end', (bytes) => Buffer.concat([bytes, Buffer.from('\r\n')])],
    [
      'too short',
      (bytes) => (bytes.writeUInt16LE(1, bytes.length - 2), Buffer.concat([bytes, Buffer.from('a comment')])),
    ],
    ['more than a comment may have', (bytes) => Buffer.concat([bytes, Buffer.alloc(70_000)])],
    ['right', (bytes) => (bytes.writeUInt16LE(2, bytes.length - 2), Buffer.concat([bytes, Buffer.from('ok')]))],
  ])('is read: %s', async (_, change) => expect(await namesOf(change(await made()))).toEqual(['word/document.xml']))
  it('is refused where it was cut off', async () => {
    const bytes = await made()
    for (const end of [-1, -10, -30, 10])
      await expect(namesOf(bytes.subarray(0, end)), String(end)).rejects.toMatchObject({ code: 'corrupt-file' })
  })
})

describe('an archive with two parts of one name', () => {
  const twice = async (first: string, second: string) => {
    const zip = new ZipFile()
    for (const text of [first, second]) zip.addBuffer(Buffer.from(text), 'word/document.xml')
    zip.end()
    return buffer(zip.outputStream)
  }

  it('is refused where they differ, for one of them would be gone without a word', async () => {
    await expect(namesOf(await twice('<a>first</a>', '<a>second</a>'))).rejects.toMatchObject({
      code: 'corrupt-file',
      message: expect.stringContaining('“word/document.xml”'),
    })
  })
  it('is read where they are the same', async () => {
    expect(await namesOf(await twice('<a>x</a>', '<a>x</a>'))).toContain('word/document.xml')
  })
})
