import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { watchDatabase } from './database-watch'

/** Milliseconds until a database that takes connections and says nothing is told to stand still, where it answers others as `lastHeard` says. */
async function toldAfter(lastHeard: () => number): Promise<number> {
  const silent = createServer()
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  const began = performance.now()
  const watch = watchDatabase(`postgresql://nobody@127.0.0.1:${port}/none`, {
    lastHeard,
    patience: { every: 10, answer: 50, busy: 400, revive: 60_000 },
  })
  const told = await new Promise<number>((resolve) => watch.onStill(() => resolve(performance.now() - began)))
  expect(watch.trouble()?.status).toBe(503)
  watch.stop()
  silent.close()
  return told
}

test('a database that is long in taking a connection does not stand still while it answers others, and not for ever either', async () => {
  expect(await toldAfter(() => performance.now())).toBeGreaterThan(399)
})

test('one that answers nobody is told so, however late it answered the last', async () => {
  const heard = performance.now()
  expect(await toldAfter(() => heard)).toBeGreaterThan(49)
  expect(await toldAfter(() => -Infinity)).toBeGreaterThan(49)
})
