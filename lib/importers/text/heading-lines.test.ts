import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { headingLines } from './heading-lines'
import { ordinalOf } from '@/lib/importers/ordinal-of'

const found = (text: string) => headingLines(text.split('\n')).map(({ line, level }) => [text.split('\n')[line], level])
const prose =
  'Salt came into the wells before the sea did, and nobody in the village wrote it down until the second spring.'
const wrapped =
  'Salt came into the wells before the sea did, and nobody in the\nvillage wrote it down until the second spring had passed and the\nfirst boats came home empty.'

describe('headings that are not set apart by blank lines', () => {
  test.each([
    [
      'right above their text',
      `I. The Wells\n${prose}\nII. The Sea\n${prose}\nIII. What Was Written\n${prose}`,
      [
        ['I. The Wells', 1],
        ['II. The Sea', 1],
        ['III. What Was Written', 1],
      ],
    ],
    [
      'above text that was broken to a width',
      `I. The wells of the village\n${wrapped}\n\nII. The sea\n${wrapped}`,
      [
        ['I. The wells of the village', 1],
        ['II. The sea', 1],
      ],
    ],
    [
      'set apart only below',
      `${prose}\nI. The wells\n\n${prose}\nII. The sea\n\n${prose}`,
      [
        ['I. The wells', 1],
        ['II. The sea', 1],
      ],
    ],
    [
      'one among others that are set apart',
      `I. The Wells\n\n${prose}\n\nII. The Sea\n${prose}\n\nIII. The Boats\n\n${prose}`,
      [
        ['I. The Wells', 1],
        ['II. The Sea', 1],
        ['III. The Boats', 1],
      ],
    ],
    [
      'with a subheading between',
      `I. The Wells\n\n1. Before the Sea\n\n${prose}\n\nII. The Sea\n${prose}`,
      [
        ['I. The Wells', 1],
        ['1. Before the Sea', 2],
        ['II. The Sea', 1],
      ],
    ],
    [
      'as chapters',
      `Chapter 1\n${prose}\nChapter 2: The sea\n${prose}`,
      [
        ['Chapter 1', 1],
        ['Chapter 2: The sea', 1],
      ],
    ],
    [
      'in Chinese',
      `第一章 水井\n${'村里的井水先变咸了，没有人把它记下来，'.repeat(7)}直到春天。\n第二章 海\n${'后来船空着回来，'.repeat(16)}没有人说话。`,
      [
        ['第一章 水井', 1],
        ['第二章 海', 1],
      ],
    ],
  ])('%s', (_, text, expected) => {
    expect(found(text)).toEqual(expected)
  })

  test.each([
    [
      'a list',
      'What they brought:\nI. Salt\nII. Rope\nIII. Bread and oil\nThat was all they had, and it was not enough.',
    ],
    ['a table of contents', `I. The Wells\nII. The Sea\nIII. The Boats\n\n${prose}`],
    ['a name with its initial', `${prose}\nC. Wright Mills and the others\n${prose}`],
    [
      'initials that happen to count',
      `${prose}\nI. Newton and his friends went to the\n${prose}\nV. Woolf and her sister stayed in the\n${prose}`,
    ],
    ['one number alone', `${prose}\nIII. The Boats\n${prose}`],
    [
      'a sentence in the middle of a paragraph',
      `They came to chapter\nIII. The boats were\n${wrapped}\nand to chapter\nIV. The nets were\n${wrapped}`,
    ],
    ['numbered sentences', `I. They came home.\n${prose}\nII. They went out.\n${prose}`],
    ['steps with plain numbers', `1. Draw the water\n${prose}\n2. Boil it down\n${prose}`],
  ])('%s is none', (_, text) => {
    expect(found(text)).toEqual([])
  })
})

test.each([
  ['I. One', 1],
  ['IV) Four', 4],
  ['XIX. Nineteen', 19],
  ['XC. Ninety', 90],
  ['IC. None', null],
  ['IIII. None', null],
  ['iv. none', null],
  ['I am here', null],
  ['Part II', 2],
  ['Chapter 12. Boats', 12],
  ['第十二章 船', 12],
  ['第二十节', 20],
  ['第3章', 3],
  ['十一、船', 11],
  ['一二、船', null],
])('the number of “%s” is %s', (line, value) => {
  expect(ordinalOf(line)?.value ?? null).toBe(value)
})

const paper = `${process.env.SHARED_DIR ?? '../shared'}/corpus/state-council-2017-asia-pacific-security-white-paper.txt`
test.skipIf(!existsSync(paper))(
  'a white paper keeps its outline when its blank lines go (skipped where ../shared is absent)',
  () => {
    const numbered = (text: string) =>
      found(text).flatMap(([line]) => (typeof line === 'string' && ordinalOf(line) ? [line] : []))
    const text = readFileSync(paper, 'utf8').replaceAll('\r\n', '\n')
    expect(numbered(text)).toHaveLength(2)
    const body = text.slice(text.lastIndexOf('Preface\n'))
    expect(numbered(body.replace(/\n{2,}/g, '\n'))).toEqual(numbered(text))
  },
)
