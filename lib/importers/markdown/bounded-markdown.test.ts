import { describe, expect, it } from 'vitest'
import { boundedMarkdown, doublesItself } from './bounded-markdown'

describe('boundedMarkdown', () => {
  it('leaves alone what people write', () => {
    const text =
      '> > quoted\n\n- one\n  - two\n\n1. a\n\n---\n\n* * *\n\nx[^1] <!-- a --> <!-- b\n\n[^1]: see [^2]\n[^2]: y\n\n**bold** and `<!--`\n\n| a | b |\n|---|---|\n\n-----------------------------------------------------------------------------------------------------------------------------\n'
    expect(boundedMarkdown(text)).toBe(text)
  })
  it('makes text of what lies in one another a hundred times', () => {
    expect(boundedMarkdown(`${'>'.repeat(103)} x`)).toBe(`${'>'.repeat(100)} \\>>> x`)
    expect(boundedMarkdown(`y\n${'- '.repeat(102)}x`)).toBe(`y\n${'- '.repeat(99)}- \\- - x`)
  })
  it('makes text of many notes in notes, and of many comments that do not end', () => {
    const notes = Array.from({ length: 60 }, (_, at) => `[^${at}]: x[^${at + 1}]`).join('\n')
    expect(boundedMarkdown(notes).split('\n')[5]).toBe('[^5]: x\\[^6]')
    expect(boundedMarkdown(`<!-- a -->${'<!--'.repeat(60)}`)).toBe(`<!-- a -->${'\\<!--'.repeat(60)}`)
  })
  it('takes time that grows with the text', () => {
    for (const part of ['>', '- ', '1. ', '<!--', '[^', '[^a]: [^', '[^a', '* ', '> \n', '\\', '>- 1.']) {
      const time = (count: number) => {
        const text = part.repeat(count)
        const began = process.cpuUsage()
        boundedMarkdown(text)
        return process.cpuUsage(began).user + 5000
      }
      time(1000)
      expect(time(160_000), part).toBeLessThan(time(20_000) * 8 * 4)
    }
  })
})

describe('doublesItself', () => {
  it('tells a header that stands for gigabytes from one that says two things by reference', () => {
    const doubling = Array.from({ length: 10 }, (_, at) => `a${at + 1}: &a${at + 1} [*a${at},*a${at}]`).join('\n')
    expect(doublesItself(`a0: &a0 x\n${doubling}`)).toBe(true)
    expect(doublesItself('title: Wells & *Springs*\nauthor: &a Anna\neditor: *a\ntags: [a, *b*]')).toBe(false)
  })
})
