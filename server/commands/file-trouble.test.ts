import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { fileTrouble } from './file-trouble'

const folder = mkdtempSync(join(tmpdir(), 'commonplace-trouble-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const caught = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

test('what the file system refuses is told with the path and the way out', () => {
  expect(fileTrouble(caught(() => readFileSync(join(folder, 'one'))))).toBe(`There is no file ${join(folder, 'one')}.`)
  expect(fileTrouble(caught(() => readFileSync(join(folder, 'one/two'))))).toBe(
    `There is no folder ${join(folder, 'one')}. Make it first, or name another.`,
  )
  expect(fileTrouble(Object.assign(new Error(), { code: 'EISDIR', path: folder }))).toBe(
    `${folder} is a folder. Name a file.`,
  )
  expect(fileTrouble(Object.assign(new Error(), { code: 'EACCES', path: folder }))).toMatch(
    /may not be read or written by this user/,
  )
  expect(fileTrouble(Object.assign(new Error(), { code: 'ENOSPC' }))).toMatch(/^The disk is full\. /)
})

test('another error is not a matter of files', () => {
  expect(fileTrouble(new Error('ENOENT'))).toBeUndefined()
  expect(fileTrouble(Object.assign(new Error(), { code: 'ENOENT' }))).toBeUndefined()
  expect(fileTrouble(undefined)).toBeUndefined()
})
