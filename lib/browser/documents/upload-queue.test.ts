import { describe, expect, test } from 'vitest'
import { ProblemError } from '@/lib/browser/api'
import type { FileKeeper, KeptFile } from './kept-files'
import { UploadQueue, type Send } from './upload-queue'

const file = (name: string, bytes = 10) => new File([new Uint8Array(bytes)], name)
const preview = (sha256: string) => ({
  title: `Title of ${sha256}`,
  report: { proposed: { author: 'Ng', date: '2017' } },
  sha256,
  sameAs: null,
})
const settle = () => new Promise((resolve) => setTimeout(resolve, 0))

/** A queue whose requests are answered by hand, in any order. */
function queueByHand(keeper?: FileKeeper) {
  const open: {
    path: string
    name: string
    form: FormData
    answer: (body: unknown) => void
    refuse: (error: unknown) => void
  }[] = []
  let saved = 0
  const send: Send = (path, form, _onSent, signal) =>
    new Promise((resolve, reject) => {
      const part = form.get('file') as File
      open.push({ path, name: part.name, form, answer: (body) => resolve(body as never), refuse: reject })
      signal.addEventListener('abort', () => reject(new DOMException('gone', 'AbortError')))
    })
  const queue = new UploadQueue('p', { bytes: 100, refusal: 'Too large.' }, () => (saved += 1), send, keeper)
  const states = () => queue.snapshot().map(({ name, state }) => `${name} ${state.step}`)
  const take = (name: string) => {
    const at = open.findIndex((one) => one.name === name)
    const [found] = open.splice(at, 1)
    if (at < 0 || !found) throw new Error(`no request for ${name}`)
    return found
  }
  return { queue, states, take, waitingFor: () => open.map(({ name }) => name), savedCount: () => saved }
}

describe('files on their way in', () => {
  test('are read two at a time, in order; a refused one makes room for the next', async () => {
    const { queue, states, take, waitingFor } = queueByHand()
    queue.add([file('a'), file('b'), file('c')])
    expect(waitingFor()).toEqual(['a', 'b'])
    take('a').refuse(new ProblemError('refused', 'It has no text.', 422))
    await settle()
    expect(waitingFor()).toEqual(['b', 'c'])
    expect(states()).toEqual(['a refused', 'b reading', 'c reading'])
    take('c').answer(preview('1'))
    await settle()
    expect(states()).toEqual(['a refused', 'b reading', 'c ready'])
  })

  test('can be tried again by whoever has to sign in again, and are kept until then', async () => {
    const dropped: string[] = []
    const keeper = { keep: () => undefined, correct: () => undefined, drop: (key: string) => dropped.push(key) }
    const { queue, take, states } = queueByHand(keeper)
    queue.add([file('a')])
    take('a').refuse(new ProblemError('not-signed-in', 'Hers', 401, [], undefined, 'other-account'))
    await settle()
    const [one] = queue.snapshot()
    expect([one?.state, dropped]).toEqual([{ step: 'refused', reason: 'Hers', canRetry: true }, []])
    queue.retry(one?.key ?? '')
    take('a').answer(preview('1'))
    await settle()
    expect(states()).toEqual(['a ready'])
  })

  test('are read again in the encoding that somebody chooses, and saved in it', async () => {
    const { queue, take, states } = queueByHand()
    queue.add([file('a')])
    const found = take('a')
    expect(found.form.has('encoding')).toBe(false)
    found.answer(preview('1'))
    await settle()
    const [{ key } = { key: '' }] = queue.snapshot()
    queue.readAs(key, 'macintosh')
    const again = take('a')
    expect([again.path, again.form.get('encoding'), states()]).toEqual([
      '/projects/p/documents/preview',
      'macintosh',
      ['a reading'],
    ])
    again.answer(preview('1'))
    await settle()
    queue.saveAll()
    expect(take('a').form.get('encoding')).toBe('macintosh')
  })

  test('too large are refused before they are sent', () => {
    const { queue, states, waitingFor } = queueByHand()
    queue.add([file('large', 101), file('small', 100)])
    expect([states(), waitingFor()]).toEqual([['large refused', 'small reading'], ['small']])
  })

  test('are saved as corrected; an emptied proposal is sent as taken away, and the id is the same every time', async () => {
    const { queue, take, states, savedCount } = queueByHand()
    queue.add([file('a')])
    take('a').answer(preview('1'))
    await settle()
    const [{ key } = { key: '' }] = queue.snapshot()
    queue.correct(key, 'title', ' Mine ')
    queue.correct(key, 'author', '')
    queue.saveAll()
    const first = take('a')
    expect([first.form.get('title'), JSON.parse(first.form.get('attributes') as string)]).toEqual([
      'Mine',
      { author: null, date: '2017', source: null },
    ])
    first.refuse(new ProblemError('invalid', 'Not so.', 422, [{ path: 'attributes.date', message: 'No date' }]))
    await settle()
    expect(queue.snapshot()[0]?.state).toMatchObject({ step: 'ready', errors: [{ path: 'attributes.date' }] })
    queue.correct(key, 'date', '2018')
    expect(queue.snapshot()[0]?.state).toMatchObject({ step: 'ready', errors: [] })
    queue.saveAll()
    const second = take('a')
    expect(second.form.get('id')).toBe(first.form.get('id'))
    second.answer({ document: { id: 'd', title: 'Mine' } })
    await settle()
    expect([states(), savedCount()]).toEqual([['a saved'], 1])
    queue.clearSaved()
    expect(queue.snapshot()).toEqual([])
  })

  test('with the same bytes are pointed out', async () => {
    const { queue, take } = queueByHand()
    queue.add([file('a'), file('b')])
    take('a').answer(preview('same'))
    await settle()
    take('b').answer(preview('same'))
    await settle()
    expect(queue.snapshot().map(({ sameAsInQueue }) => sameAsInQueue)).toEqual([null, 'a'])
  })

  test('taken out are broken off, and a lost connection can be tried again', async () => {
    const { queue, take, states, waitingFor } = queueByHand()
    queue.add([file('a'), file('b'), file('c')])
    const [{ key } = { key: '' }] = queue.snapshot()
    queue.remove(key)
    await settle()
    expect([states(), waitingFor()]).toEqual([
      ['b reading', 'c reading'],
      ['a', 'b', 'c'],
    ])
    take('b').refuse(new ProblemError('offline', 'Lost.', 0))
    await settle()
    const lost = queue.snapshot()[0]
    expect(lost?.state).toMatchObject({ step: 'refused', canRetry: true })
    queue.retry(lost?.key ?? '')
    expect(states()).toEqual(['b reading', 'c reading'])
  })

  test('left behind by an earlier page are read again under their keys, what was corrected stays, and what is over is not kept', async () => {
    const kept = new Map<string, KeptFile>()
    const keeper: FileKeeper = {
      keep: (one) => kept.set(one.key, one),
      correct: (key, corrected) => kept.set(key, { ...(kept.get(key) as KeptFile), corrected }),
      drop: (key) => kept.delete(key),
    }
    const first = queueByHand(keeper)
    first.queue.add([file('a'), file('b'), file('large', 101)])
    first.take('a').answer(preview('1'))
    await settle()
    const [{ key } = { key: '' }] = first.queue.snapshot()
    first.queue.correct(key, 'title', 'Mine')
    const second = queueByHand(keeper)
    second.queue.adopt([...kept.values()])
    expect(second.states()).toEqual(['a reading', 'b reading'])
    second.take('a').answer(preview('1'))
    await settle()
    expect(second.queue.snapshot()[0]?.proposed).toMatchObject({ title: 'Mine', author: 'Ng' })
    second.queue.saveAll()
    const saving = second.take('a')
    expect(saving.form.get('id')).toBe(key)
    saving.answer({ document: { id: 'd', title: 'Mine' } })
    await settle()
    expect([...kept.values()].map((one) => one.file.name)).toEqual(['b'])
    second.queue.remove([...kept.keys()][0] ?? '')
    expect(kept.size).toBe(0)
  })
})
