import { expect, test } from 'vitest'
import { Connection, type ConnectionState } from './connection'

/** A connection to a server that is there or not, and the looks that it has put off. */
function surrounded(begins?: ConnectionState) {
  const server = { isThere: true, asked: 0, hasNetwork: true }
  const waiting: { milliseconds: number; work: () => void }[] = []
  const connection = new Connection(
    {
      ask: () => ((server.asked += 1), Promise.resolve(server.isThere)),
      wait: (milliseconds, work) => {
        const one = { milliseconds, work }
        waiting.push(one)
        return () => void (waiting.includes(one) && waiting.splice(waiting.indexOf(one), 1))
      },
      hasNoNetwork: () => !server.hasNetwork,
    },
    begins,
  )
  return { connection, server, waiting }
}

test('a hint alone is not believed: a server on the same machine is reached without a network', async () => {
  const { connection } = surrounded()
  await connection.doubt()
  expect(connection.now().isReached).toBe(true)
})

test('while the browser has no network a server that answered is asked again: its answer may have been the last', async () => {
  const { connection, server, waiting } = surrounded()
  server.hasNetwork = false
  await connection.doubt()
  expect(connection.now().isReached).toBe(true)
  server.isThere = false
  waiting[0]?.work()
  await connection.doubt()
  expect(connection.now().isReached).toBe(false)
})

test('where the server says nothing it is asked again, less and less often, until it answers', async () => {
  const { connection, server, waiting } = surrounded()
  server.isThere = false
  await connection.doubt()
  expect(connection.now().isReached).toBe(false)
  const pauses: number[] = []
  for (let i = 0; i < 12; i++) {
    pauses.push(waiting[0]?.milliseconds ?? 0)
    waiting[0]?.work()
    await connection.doubt()
  }
  expect(pauses).toEqual(pauses.toSorted((a, b) => a - b))
  expect(pauses.at(-1)).toBe(15_000)
  expect(waiting).toHaveLength(1)
  server.isThere = true
  waiting[0]?.work()
  await connection.doubt()
  expect(connection.now().isReached).toBe(true)
  expect(waiting).toHaveLength(0)
})

test('many requests that fail at once ask once', async () => {
  const { connection, server } = surrounded()
  server.isThere = false
  await Promise.all([connection.doubt(), connection.doubt(), connection.doubt()])
  expect(server.asked).toBe(1)
})

test('any answer of the server says that it is reached', async () => {
  const { connection, server, waiting } = surrounded()
  server.isThere = false
  const early = connection.mark()
  await connection.doubt()
  // It was on its way when the connection went.
  connection.reached(early, '/tags')
  expect(connection.now().isReached).toBe(false)
  connection.reached(connection.mark(), '/tags')
  expect(connection.now().isReached).toBe(true)
  expect(waiting).toHaveLength(0)
})

test('what was kept stands in for what was never asked here, and for nothing newer; the oldest of it is named', () => {
  const { connection, server } = surrounded({ isReached: false, keptAt: 3000 })
  server.isThere = false
  connection.reached(connection.mark(), '/tags')
  expect(connection.takesKept('/tags', 1000)).toBe(false)
  expect(connection.takesKept('/documents', 2000)).toBe(true)
  expect(connection.takesKept('/members', 4000)).toBe(true)
  expect(connection.now().keptAt).toBe(2000)
  connection.isFresh()
  expect(connection.now().keptAt).toBeNull()
})
