import { expect, test } from 'vitest'
import { keptAtHeader, madeForHeader } from '@/lib/domain/offline/answers'
import { usualBounds } from '@/lib/domain/offline/bounds'
import { addressOf, KeptAnswers } from './kept-answers'

const p = '01985f3e-1111-7111-8111-111111111111'
const q = '01985f3e-2222-7222-8222-222222222222'
const at = (address: string) => new URL(address, 'https://texts.example')

/** Caches as a browser has them, as far as they are asked for here. */
function memory(): CacheStorage {
  const all = new Map<string, Map<string, Response>>()
  const open = (name: string) => {
    const held = all.get(name) ?? new Map<string, Response>()
    all.set(name, held)
    const pathOf = (address: string) => address.split('?')[0]
    return {
      match: (address: string, { ignoreSearch = false } = {}) =>
        Promise.resolve(
          [...held].find(([key]) => (ignoreSearch ? pathOf(key) === pathOf(address) : key === address))?.[1].clone(),
        ),
      matchAll: () => Promise.resolve([...held.values()].map((one) => one.clone())),
      put: (address: string, answer: Response) => Promise.resolve(void held.set(address, answer)),
      delete: (address: string) => Promise.resolve(held.delete(address)),
    }
  }
  const storage = {
    open: (name: string) => Promise.resolve(open(name)),
    has: (name: string) => Promise.resolve(all.has(name)),
    keys: () => Promise.resolve([...all.keys()]),
    delete: (name: string) => Promise.resolve(all.delete(name)),
  }
  return storage as unknown as CacheStorage
}

const answer = (madeFor: string | null, body = 'words') =>
  new Response(body, {
    headers: { 'content-type': 'application/json', vary: 'rsc', ...(madeFor !== null && { [madeForHeader]: madeFor }) },
  })

function begun(store = memory(), build = 'one') {
  let clock = 1000
  const kept = new KeptAnswers(store, build, () => (clock += 1))
  const keep = (address: string, madeFor: string | null, turn = kept.turn()) =>
    kept.keep(address, answer(madeFor), turn)
  const has = async (address: string) => (await kept.find(at(address), { isPage: false })) !== undefined
  return { kept, keep, has, store }
}

test('an answer is kept with its time, and without what is not true of a copy', async () => {
  const { kept, keep } = begun()
  await keep('/api/v1/projects', 'ana')
  const found = await kept.find(at('/api/v1/projects'), { isPage: false })
  expect(await found?.text()).toBe('words')
  expect(Number(found?.headers.get(keptAtHeader))).toBeGreaterThan(1000)
  expect(found?.headers.get('vary')).toBeNull()
})

test('what does not say for whom it was made is not kept', async () => {
  const { keep, has } = begun()
  await keep('/api/v1/projects', null)
  expect(await has('/api/v1/projects')).toBe(false)
})

test('what was made for another empties it, and what the first had asked for before comes too late', async () => {
  const { kept, keep, has, store } = begun()
  await keep('/a', 'ana')
  const asked = kept.turn()
  await keep('/b', 'ben')
  expect([await has('/a'), await has('/b')]).toEqual([false, true])
  await keep('/late', 'ana', asked)
  expect([await has('/late'), await has('/b')]).toEqual([false, true])
  expect(await store.keys()).toHaveLength(1)
})

test('what was asked for before everything was forgotten is not kept after it', async () => {
  const { kept, keep, has, store } = begun()
  await keep('/a', 'ana')
  const asked = kept.turn()
  await kept.forget()
  await keep('/b', 'ana', asked)
  expect([await has('/a'), await has('/b'), await store.keys()]).toEqual([false, false, []])
})

test('what came together at first is all kept', async () => {
  const { keep, has } = begun()
  await Promise.all(['/a', '/b', '/c'].map((address) => keep(address, 'ana', 0)))
  expect(await Promise.all(['/a', '/b', '/c'].map(has))).toEqual([true, true, true])
})

test('a worker that was started anew knows whose it is, and what there is', async () => {
  const first = begun()
  await first.keep('/a', 'ana')
  const second = begun(first.store)
  expect(await second.has('/a')).toBe(true)
  expect(await second.kept.age('/a')).not.toBeNull()
  await second.keep('/b', 'ben')
  expect([await second.has('/a'), await second.has('/b')]).toEqual([false, true])
})

test('a page is found whatever was asked of it, and under the address that leads to it', async () => {
  const { kept, keep } = begun()
  await keep(`/projects/${p}/documents`, 'ana')
  const isFound = async (address: string) => (await kept.find(at(address), { isPage: true })) !== undefined
  expect(await isFound(`/projects/${p}/documents?grouped=author`)).toBe(true)
  expect(await isFound(`/projects/${p}`)).toBe(true)
  expect(await isFound(`/projects/${p}/codebook`)).toBe(false)
})

test('of a project in which other things are hidden now nothing stays, nor of what is gathered from all; of others all does', async () => {
  const { kept, keep, has } = begun()
  await keep(`/projects/${q}/documents`, 'ana')
  expect(await kept.hiding(p, 'first', 5)).toEqual([])
  const about = [`/projects/${p}/documents`, `/api/v1/projects/${p}/tags`, '/', '/api/v1/me/notifications?limit=20']
  for (const address of about) await keep(address, 'ana')
  expect(await kept.hiding(p, 'first', 5)).toEqual([])
  const gone = await kept.hiding(p, 'second', 5)
  expect(gone.map(({ address }) => address)).toEqual(about)
  for (const address of about) expect(await has(address)).toBe(false)
  expect(await has(`/projects/${q}/documents`)).toBe(true)
})

test('of what was kept while nobody knew what is hidden only what was asked for just now stays, and what is asked for still comes', async () => {
  const { kept, keep, has } = begun()
  expect(await kept.hiding(p, 'told before anything was kept', 5)).toEqual([])
  await keep(`/projects/${p}/documents`, 'ana')
  for (let i = 0; i < 5; i++) await keep(`/projects/${q}/codebook`, 'ana')
  await keep(`/projects/${p}/codebook`, 'ana')
  const asked = kept.turn()
  expect((await kept.hiding(p, 'other', 5)).map(({ address }) => address)).toEqual([
    `/projects/${p}/documents`,
    `/projects/${p}/codebook`,
  ])
  await keep(`/projects/${p}/themes`, 'ana', asked)
  expect(await has(`/projects/${p}/documents`)).toBe(false)
  expect([await has(`/projects/${p}/codebook`), await has(`/projects/${p}/themes`)]).toEqual([true, true])
})

test('a page that the server makes by what is asked of it stands in for no other', async () => {
  const { kept, keep } = begun()
  const document = '01985f3e-3333-7333-8333-333333333333'
  const base = `/projects/${p}/documents/${document}`
  for (const address of [`${base}?annotation=1`, `${base}/revisions?from=3&to=4`]) await keep(address, 'ana')
  const isFound = async (address: string) => (await kept.find(at(address), { isPage: true })) !== undefined
  expect(await isFound(`${base}?annotation=2`)).toBe(true)
  expect(await isFound(`${base}/revisions?from=1&to=2`)).toBe(false)
  expect(await isFound(`${base}/revisions?from=3&to=4`)).toBe(true)
})

test('beyond the bounds the oldest goes', async () => {
  const { keep, has } = begun()
  for (let i = 0; i <= usualBounds.answers; i++) await keep(`/${i}`, 'ana')
  expect([await has('/0'), await has('/1'), await has(`/${usualBounds.answers}`)]).toEqual([false, true, true])
})

test('Next’s own mark is none of an address', () => {
  expect(addressOf(at('/projects?a=1&_rsc=xyz'))).toBe('/projects?a=1')
})
