import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeOverWhenGone } from './take-over'

const leaving = new Map<string, AbortController>()
const leave = (page: string) => leaving.get(page)?.abort()

// A browser in which other pages hold their locks until they leave.
beforeEach(() => {
  for (const page of ['first', 'second']) leaving.set(page, new AbortController())
  const request = async (name: string, ...rest: unknown[]) => {
    const gone = leaving.get(name.replace('commonplace-page-', ''))?.signal
    if (gone && !gone.aborted) await new Promise((resolve) => gone.addEventListener('abort', resolve))
    return (rest.at(-1) as () => unknown)()
  }
  vi.stubGlobal('navigator', { locks: { request } })
  vi.stubGlobal('window', new EventTarget())
  vi.stubGlobal('document', new EventTarget())
})
afterEach(() => vi.unstubAllGlobals())

test('a page goes on with what a quicker page took over and left in its turn', async () => {
  const abort = new AbortController()
  let owners = ['first']
  const taken: string[] = []
  const take = (owner: string) => {
    taken.push(owner)
    // The second page was quicker with what the first left.
    owners = owner === 'first' ? ['second'] : []
    return Promise.resolve()
  }
  await takeOverWhenGone(['writes'], () => Promise.resolve(owners), take, abort.signal)
  leave('first')
  await vi.waitFor(() => expect(taken).toEqual(['first']))
  leave('second')
  await vi.waitFor(() => expect(taken).toEqual(['first', 'second']))
  abort.abort()
})
