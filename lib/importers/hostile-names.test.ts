import { expect, test } from 'vitest'
import { detectFormat } from './detect-format'
import { readPages } from './html/html-document'
import { rtfFile } from './rtf/rtf-document'

/** What every object, list or function has something under, as far as a file can name it. */
const keys = [Object.prototype, Array.prototype, Function.prototype]
  .flatMap((each) => Object.getOwnPropertyNames(each))
  .filter((key) => /^[a-zA-Z]+$/.test(key))

test.each(keys)('%s says nothing as a file ending, an element of a page or a word of an RTF', (key) => {
  expect(() => detectFormat(`notes.${key}`, Buffer.from('text'))).toThrow(
    expect.objectContaining({ code: 'unsupported-format' }),
  )
  expect(readPages([{ path: '', source: `<p><${key}>words</${key}></p>` }]).blocks).toEqual(
    readPages([{ path: '', source: '<p><unknown>words</unknown></p>' }]).blocks,
  )
  expect(JSON.stringify(rtfFile(Buffer.from(`{\\rtf1\\ansi {\\${key} words}\\par}`)))).toBe(
    JSON.stringify(rtfFile(Buffer.from('{\\rtf1\\ansi {\\unheardof words}\\par}'))),
  )
})
