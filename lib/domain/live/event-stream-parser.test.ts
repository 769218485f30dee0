import fc from 'fast-check'
import { expect, test } from 'vitest'
import { EventStreamParser } from './event-stream-parser'

const parse = (...pieces: string[]) => {
  const parser = new EventStreamParser()
  return pieces.flatMap((piece) => parser.push(piece))
}

test.each([
  ['id: 7\nevent: event\ndata: {}\n\n', [{ event: 'event', data: '{}', lastEventId: '7' }]],
  [': comment\n\ndata: a\ndata: b\n\n', [{ event: 'message', data: 'a\nb', lastEventId: '' }]],
  [
    'id: 7\ndata: a\n\ndata:b\n\n',
    [
      { event: 'message', data: 'a', lastEventId: '7' },
      { event: 'message', data: 'b', lastEventId: '7' },
    ],
  ],
  ['id: 9\ndata: late\r\n\r\n', [{ event: 'message', data: 'late', lastEventId: '9' }]],
  ['data: cut off', []],
  ['retry: 3\nunknown: x\n\ndata: {}\n\n', [{ event: 'message', data: '{}', lastEventId: '' }]],
])('%j', (text, expected) => {
  expect(parse(text)).toEqual(expected)
})

const field = fc.stringMatching(/^[^\r\n\0\uFEFF]{0,20}$/)
const message = fc.record({
  event: fc.stringMatching(/^[a-z]{1,8}$/),
  id: fc.nat().map(String),
  data: fc.array(field, { minLength: 1, maxLength: 3 }),
  comment: fc.option(field),
})

test('law: wherever the stream is cut and however its lines end, the messages are what was sent', () => {
  fc.assert(
    fc.property(
      fc.array(message, { maxLength: 6 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      fc.array(fc.nat(400)),
      (messages, end, cuts) => {
        const text = messages
          .map(
            ({ event, id, data, comment }) =>
              [
                ...(comment === null ? [] : [`: ${comment}`]),
                `id: ${id}`,
                `event: ${event}`,
                ...data.map((line) => `data: ${line}`),
                '',
                '',
              ]
                .join(end)
                .slice(0, -end.length) + end,
          )
          .join('')
        const places = [...new Set([0, ...cuts.filter((cut) => cut < text.length), text.length])].toSorted(
          (a, b) => a - b,
        )
        const parsed = parse(
          ...places.slice(1).map((place, i) => text.slice(places[i], place)),
          end === '\r' ? '\n' : '',
        )
        expect(parsed).toEqual(
          messages.map(({ event, id, data }) => ({ event, lastEventId: id, data: data.join('\n') })),
        )
      },
    ),
  )
})
