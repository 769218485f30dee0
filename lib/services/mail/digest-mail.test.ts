import fc from 'fast-check'
import { expect, test } from 'vitest'
import { digestMail } from './digest-mail'

const id = '00000000-0000-4000-8000-000000000001'
const mailOf = (words: string, title: string) =>
  digestMail(
    {
      user: { id, name: 'Ben', email: 'ben@example.org', locale: 'en' },
      items: [
        {
          id,
          kind: 'mention',
          project: { id, name: 'Harbours' },
          actor: { id, name: 'Ana' },
          comment: { id, threadId: id, isReply: false, text: words },
          subject: { type: 'document', id, name: title },
          document: { id, title },
          round: null,
          verdictId: null,
          proposal: null,
          createdAt: '2026-11-22T17:00:00.000Z',
          readAt: null,
        },
      ],
    },
    'http://notes.example.org',
  )

test('what people wrote is no line of its own in the plain text, whatever ends a line for a mail program', () => {
  const wild = fc.string({ unit: fc.constantFrom('\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029', 'x', ' ') })
  fc.assert(
    fc.property(wild, wild, (before, between) => {
      const { text } = mailOf(`w${before}WORDS`, `t${between}TITLE`)
      const lines = text.split(/[\n\r\v\f\u0085\u2028\u2029]/)
      for (const line of lines) {
        if (line.includes('WORDS')) expect(line).toMatch(/^> /)
        if (line.includes('TITLE')) expect(line).toMatch(/^Ana /)
      }
      expect(text).toContain('WORDS')
    }),
  )
})

test('a name that turns letters around turns none beside it', () => {
  const { text, subject } = mailOf('words', 'The \u202eplan')
  expect(text).toContain('The \u202eplan\u2069')
  expect(text).not.toContain('The \u202eplan”')
  expect(subject).toContain('Harbours')
})
