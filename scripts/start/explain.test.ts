import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { diskTrouble, requireSpace, requireWritable, StartError } from '../../server/instance/explain.mjs'

const folder = mkdtempSync(join(tmpdir(), 'commonplace-explain-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fault = (code: string, path?: string) => Object.assign(new Error(`${code}: as Node says it`), { code, path })

test.each([
  ['ENOSPC', /^The disk that holds \/data is full\. Free some space, [^\n]+$/],
  ['EDQUOT', /^The disk that holds \/data is full\. [^\n]+$/],
  ['EROFS', /^The disk that holds \/data is read-only\. [^\n]+$/],
  ['EACCES', /^\/data may not be written by this user\. [^\n]+$/],
  ['EPERM', /^\/data may not be written by this user\. [^\n]+$/],
])('%s is explained in one line that names the path', (code, line) => {
  expect(diskTrouble(fault(code, '/data'))).toMatch(line)
  expect(diskTrouble(fault(code), '/data')).toMatch(line)
})

test('the path of the error itself comes before the folder that was being written', () => {
  expect(diskTrouble(fault('EROFS', '/there'), '/data')).toContain('/there')
  expect(diskTrouble(fault('ENOSPC'))).toContain('this folder')
})

test('a full or read-only disk is known from what another program printed', () => {
  expect(diskTrouble(new Error('npm error write: No space left on device'), '/data')).toMatch(/full/)
  expect(diskTrouble(new Error('initdb: error: Read-only file system'), '/data')).toMatch(/read-only/)
})

test.each([[fault('ECONNREFUSED')], [new Error('anything')], [undefined], [null], ['a word']])(
  '%s is no trouble with the disk',
  (error) => {
    expect(diskTrouble(error, '/data')).toBeUndefined()
  },
)

test('space is asked for where the folder is or will be, and makes nothing', async () => {
  const later = join(folder, 'not/there/yet')
  await expect(requireSpace(later, 1)).resolves.toBeUndefined()
  await expect(requireSpace(later, Number.MAX_SAFE_INTEGER)).rejects.toThrow(StartError)
  await expect(requireSpace(later, Number.MAX_SAFE_INTEGER)).rejects.toThrow(
    new RegExp(`^The disk that holds ${later} is full: \\d+ MB are free and \\d+ MB are needed\\. [^\n]+$`),
  )
  expect(readdirSync(folder)).toEqual([])
})

test('a folder that can be written is made where it is missing and left empty; a file in its place is named', () => {
  requireWritable(join(folder, 'new'))
  expect(readdirSync(join(folder, 'new'))).toEqual([])
  writeFileSync(join(folder, 'file'), '')
  expect(() => requireWritable(join(folder, 'file'))).toThrow(`${join(folder, 'file')} is not a folder.`)
  expect(() => requireWritable(join(folder, 'file/below'))).toThrow(StartError)
  expect(existsSync(join(folder, 'file/below'))).toBe(false)
})
