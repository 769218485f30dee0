import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ProblemError } from '@/lib/browser/api'
import { AnnotationStore, type LayerChange, type Told, type Write } from './annotation-store'
import type { LayerItem } from './layer-item'

const item = (id: string, more: Partial<LayerItem> = {}): LayerItem => ({
  id,
  start: 0,
  end: 5,
  tagIds: [],
  note: '',
  visibility: 'shared',
  layer: 'coder',
  roundId: null,
  certainty: null,
  secondOpinion: false,
  starred: false,
  version: 1,
  createdAt: '2026-01-01T00:00:00.000Z',
  authorId: 'me',
  ...more,
})

/** A store whose server answers when and what the test says. */
function setting(items: LayerItem[] = []) {
  const sent: {
    write: Write
    version: number
    answer: (row: LayerItem | null) => Promise<void>
    refuse: (error: ProblemError) => Promise<void>
  }[] = []
  const refused: string[] = []
  const told: Told[] = []
  const painted: LayerChange[] = []
  const store = new AnnotationStore(
    (write, version) =>
      new Promise((resolve, reject) => {
        const settled = async (settle: () => void) => {
          settle()
          await vi.advanceTimersByTimeAsync(0)
        }
        sent.push({
          write,
          version,
          answer: (row) => settled(() => resolve(row)),
          refuse: (error) => settled(() => reject(error)),
        })
      }),
    {
      refused: (write, error) => refused.push(`${write.kind}: ${error.message}`),
      tell: (message) => told.push(message),
    },
    items,
  )
  store.onChange((change) => painted.push(change))
  return { store, sent, refused, told, painted }
}

const unreachable = new ProblemError('offline', 'No connection', 0)

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('what a person does', () => {
  test('shows at once, is confirmed later, and is told to other tabs only then', async () => {
    const { store, sent, told, painted } = setting()
    store.write({ kind: 'create', item: item('a', { version: 0 }) })
    expect(store.get('a')).toMatchObject({ id: 'a' })
    expect(painted).toEqual([{ kind: 'one', before: null, after: item('a', { version: 0 }) }])
    expect([store.status().saving, told]).toEqual([1, []])
    await sent[0]?.answer(item('a'))
    expect([store.get('a')?.version, store.status().saving, store.hasUnsaved()]).toEqual([1, 0, false])
    expect(told).toEqual([{ kind: 'put', item: item('a') }])
  })

  test('goes out one after the other for one annotation, each with the version that the last answer gave', async () => {
    const { store, sent } = setting([item('a')])
    store.write({ kind: 'change', id: 'a', patch: { note: 'one' } })
    store.write({ kind: 'change', id: 'a', patch: { visibility: 'private' } })
    expect(store.get('a')).toMatchObject({ note: 'one', visibility: 'private' })
    expect(sent).toHaveLength(1)
    await sent[0]?.answer(item('a', { note: 'one', version: 2 }))
    expect(store.get('a')).toMatchObject({ note: 'one', visibility: 'private', version: 2 })
    expect(sent.map(({ version }) => version)).toEqual([1, 2])
  })

  test('is waited for until it is stored, or for as long as one likes', async () => {
    const { store, sent } = setting([item('a')])
    await expect(store.settled(1000)).resolves.toBe(true)
    store.write({ kind: 'change', id: 'a', patch: { note: 'one' } })
    const soon = store.settled(1000)
    await sent[0]?.answer(item('a', { note: 'one', version: 2 }))
    await expect(soon).resolves.toBe(true)
    store.write({ kind: 'change', id: 'a', patch: { note: 'two' } })
    const late = store.settled(1000)
    await vi.advanceTimersByTimeAsync(1001)
    await expect(late).resolves.toBe(false)
  })

  test('is reverted when refused, with the reason; what was built on a refused highlight falls with it', async () => {
    const { store, sent, refused } = setting()
    store.write({ kind: 'create', item: item('a') })
    store.write({ kind: 'change', id: 'a', patch: { note: 'lost' } })
    await sent[0]?.refuse(new ProblemError('invalid', 'The tag is archived.', 422))
    expect([store.get('a'), refused, sent.length, store.hasUnsaved()]).toEqual([
      undefined,
      ['create: The tag is archived.'],
      1,
      false,
    ])
  })

  test('a refused change falls alone: the one after it is still sent', async () => {
    const { store, sent, refused } = setting([item('a')])
    store.write({ kind: 'change', id: 'a', patch: { note: 'no' } })
    store.write({ kind: 'change', id: 'a', patch: { starred: true } })
    await sent[0]?.refuse(new ProblemError('invalid', 'Too long', 422))
    expect([store.get('a')?.note, store.get('a')?.starred, refused]).toEqual(['', true, ['change: Too long']])
    expect(sent[1]?.write).toMatchObject({ patch: { starred: true } })
  })

  test('waits while the server cannot be reached, says why, and is sent again by itself', async () => {
    const { store, sent } = setting()
    store.write({ kind: 'create', item: item('a') })
    await sent[0]?.refuse(unreachable)
    expect([store.get('a')?.id, store.status()]).toEqual(['a', { saving: 0, waiting: 1, reason: 'No connection' }])
    await vi.advanceTimersByTimeAsync(2000)
    expect(sent).toHaveLength(2)
    await sent[1]?.answer(item('a'))
    expect([store.status().waiting, store.hasUnsaved()]).toEqual([0, false])
  })

  test('is sent at once by a retry, and with the same id', async () => {
    const { store, sent } = setting()
    store.write({ kind: 'create', item: item('a') })
    await sent[0]?.refuse(new ProblemError('unavailable', 'Busy', 503))
    store.retry()
    expect(sent.map(({ write }) => write.kind === 'create' && write.item.id)).toEqual(['a', 'a'])
  })

  test('waits while somebody else is signed in in this browser, asked about by one write at a time, and goes out when they are not', async () => {
    const { store, sent, refused } = setting([item('gone')])
    const others = () => new ProblemError('not-signed-in', 'Hers', 401, [], undefined, 'other-account')
    store.write({ kind: 'create', item: item('a') })
    store.write({ kind: 'change', id: 'a', patch: { note: 'private' } })
    store.write({ kind: 'create', item: item('b') })
    store.write({ kind: 'remove', id: 'gone' })
    for (const one of [...sent]) await one.refuse(others())
    store.write({ kind: 'create', item: item('c') })
    expect([sent.length, store.status(), refused]).toEqual([3, { saving: 0, waiting: 4, reason: 'Hers' }, []])
    await vi.advanceTimersByTimeAsync(60_000)
    await sent[3]?.refuse(others())
    store.retry()
    await sent[4]?.refuse(others())
    await vi.advanceTimersByTimeAsync(59_000)
    expect([sent.length, store.status().waiting, store.get('a')?.note]).toEqual([5, 4, 'private'])
    await vi.advanceTimersByTimeAsync(1000)
    const [first] = sent.slice(5)
    const id = first?.write.kind === 'create' ? first.write.item.id : ''
    await first?.answer(first.write.kind === 'create' ? item(id) : null)
    expect(store.status()).toMatchObject({ waiting: 0, reason: null })
    for (let n = 6; n < sent.length; n++) {
      const { write } = sent[n] ?? {}
      await sent[n]?.answer(
        write?.kind === 'create'
          ? write.item
          : write?.kind === 'change'
            ? item('a', { note: 'private', version: 2 })
            : null,
      )
    }
    expect([sent.length, store.hasUnsaved(), refused]).toEqual([10, false, []])
    expect(store.items().map((one) => one.id)).toEqual(['a', 'b', 'c'])
  })

  test('a lost connection meanwhile is waited for as any other', async () => {
    const { store, sent } = setting()
    store.write({ kind: 'create', item: item('a') })
    store.write({ kind: 'create', item: item('b') })
    for (const one of [...sent])
      await one.refuse(new ProblemError('not-signed-in', 'Hers', 401, [], undefined, 'other-account'))
    store.retry()
    await sent[2]?.refuse(unreachable)
    await sent[3]?.refuse(unreachable)
    expect([sent.length, store.status()]).toEqual([4, { saving: 0, waiting: 2, reason: 'No connection' }])
    await vi.advanceTimersByTimeAsync(4000)
    expect(sent).toHaveLength(6)
  })

  test('removing what is gone already is done', async () => {
    const { store, sent, refused } = setting([item('a')])
    store.write({ kind: 'remove', id: 'a' })
    expect(store.get('a')).toBeUndefined()
    await sent[0]?.refuse(new ProblemError('not-found', 'No such annotation', 404))
    expect([refused, store.hasUnsaved()]).toEqual([[], false])
  })
})

describe('a conflict of versions', () => {
  const conflicted = async () => {
    const all = setting([item('a')])
    all.store.write({ kind: 'change', id: 'a', patch: { note: 'mine' } })
    await all.sent[0]?.refuse(
      new ProblemError('version-conflict', 'Changed meanwhile', 409, [], item('a', { note: 'theirs', version: 3 })),
    )
    return all
  }

  test('is kept for the person to decide, and nothing is sent meanwhile', async () => {
    const { store, sent } = await conflicted()
    expect(store.conflictsNow()).toEqual([
      { theirs: item('a', { note: 'theirs', version: 3 }), patch: { note: 'mine' } },
    ])
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sent).toHaveLength(1)
  })

  test('mine goes out over their version', async () => {
    const { store, sent } = await conflicted()
    store.resolve('a', 'mine')
    expect([sent[1]?.version, store.get('a')?.note, store.conflictsNow()]).toEqual([3, 'mine', []])
  })

  test('theirs stays', async () => {
    const { store, sent } = await conflicted()
    store.resolve('a', 'theirs')
    await vi.advanceTimersByTimeAsync(0)
    expect([sent.length, store.get('a')?.note, store.hasUnsaved()]).toEqual([1, 'theirs', false])
  })
})

describe('what comes from elsewhere', () => {
  test('an answer that was under way when something was confirmed does not undo it', async () => {
    const { store, sent } = setting([item('b')])
    const mark = store.mark()
    store.write({ kind: 'create', item: item('a') })
    store.write({ kind: 'remove', id: 'b' })
    await sent[0]?.answer(item('a'))
    await sent[1]?.answer(null)
    store.receive([item('b'), item('c')], mark)
    expect(
      store
        .items()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['a', 'c'])
  })

  test('the first answer, which the page asked for before its scripts came, does not undo what was sent meanwhile', async () => {
    const { store, sent } = setting()
    store.adopt([{ kind: 'create', item: item('left') }])
    await sent[0]?.answer(item('left'))
    store.receive([item('b')], store.mark())
    const ids = () =>
      store
        .items()
        .map(({ id }) => id)
        .sort()
    expect(ids()).toEqual(['b', 'left'])
    store.receive([item('b')], store.mark())
    expect(ids()).toEqual(['b'])
  })

  test('what a colleague did appears, changes and goes, and only that is painted', () => {
    const { store, painted } = setting([item('a'), item('b')])
    store.receive([item('a', { version: 2, note: 'new' }), item('c')], store.mark())
    expect(painted).toHaveLength(3)
    expect(
      store
        .items()
        .map(({ id, note }) => id + note)
        .sort(),
    ).toEqual(['anew', 'c'])
  })

  test('my change stays in sight while an older state arrives', () => {
    const { store } = setting([item('a')])
    store.write({ kind: 'change', id: 'a', patch: { note: 'mine' } })
    store.receive([item('a', { version: 2, visibility: 'private' })], store.mark())
    expect(store.get('a')).toMatchObject({ note: 'mine', visibility: 'private' })
  })

  test('another tab is heard, but not with something older', () => {
    const { store } = setting([item('a', { version: 5 })])
    store.hear({ kind: 'put', item: item('a', { version: 4, note: 'old' }) })
    store.hear({ kind: 'put', item: item('b') })
    expect(
      store
        .items()
        .map(({ id, note }) => id + note)
        .sort(),
    ).toEqual(['a', 'b'])
    store.hear({ kind: 'gone', id: 'a' })
    expect(store.items().map(({ id }) => id)).toEqual(['b'])
  })
})

describe('what the project’s events tell', () => {
  test('is taken in if it is news, painted one by one or all at once, and does not bring back what was removed', async () => {
    const { store, painted, sent } = setting([item('a', { version: 2 })])
    painted.length = 0
    store.follow([{ put: [item('a', { version: 1, note: 'old' }), item('b')], gone: [] }])
    expect([store.get('a')?.version, store.get('b')?.version, painted.length]).toEqual([2, 1, 1])
    store.write({ kind: 'remove', id: 'b' })
    await sent[0]?.answer(null)
    store.follow([{ put: [item('b')], gone: [] }])
    expect(store.get('b')).toBeUndefined()
    store.follow([{ put: [item('b', { version: 3 })], gone: [{ id: 'a', version: 1 }] }])
    expect([store.get('b')?.version, store.get('a')?.version]).toEqual([3, 2])
    store.follow([{ put: [], gone: [{ id: 'a', version: 2 }] }])
    expect(store.get('a')).toBeUndefined()
    painted.length = 0
    store.follow(Array.from({ length: 1000 }, (_, i) => ({ put: [item(`n${i}`)], gone: [] })))
    expect([painted, store.items().length]).toEqual([[{ kind: 'all' }], 1001])
  })

  test('does not pass for what the person saw: a change waiting over a newer version is a conflict and not an overwriting', async () => {
    const { store, sent } = setting([item('a', { version: 1 })])
    store.write({ kind: 'change', id: 'a', patch: { note: 'mine' } })
    await sent[0]?.refuse(unreachable)
    store.follow([{ put: [item('a', { version: 2, note: 'theirs' })], gone: [] }])
    store.retry()
    expect(sent[1]?.version).toBe(1)
    await sent[1]?.refuse(
      new ProblemError('version-conflict', 'Newer', 409, [], item('a', { version: 2, note: 'theirs' })),
    )
    expect(store.conflictsNow()).toMatchObject([{ theirs: { note: 'theirs' }, patch: { note: 'mine' } }])
    store.resolve('a', 'mine')
    expect(sent[2]?.version).toBe(2)
  })

  test('a change whose answer was lost is known by what is stored', async () => {
    const { store, sent } = setting([item('a')])
    store.write({ kind: 'change', id: 'a', patch: { note: 'mine', tagIds: ['t'] } })
    await sent[0]?.refuse(unreachable)
    store.retry()
    await sent[1]?.refuse(
      new ProblemError('version-conflict', 'Newer', 409, [], item('a', { version: 2, note: 'mine', tagIds: ['t'] })),
    )
    expect([store.conflictsNow(), store.hasUnsaved(), store.get('a')?.version]).toEqual([[], false, 2])
  })
})

describe('what is kept beyond the page', () => {
  /** A store whose keeper remembers what it holds. */
  function keeping(items: LayerItem[] = []) {
    const held = new Set<Write>()
    const answers: ((row: LayerItem | null) => void)[] = []
    const refusals: ((error: ProblemError) => void)[] = []
    const keeper = { keep: (write: Write) => void held.add(write), done: (write: Write) => void held.delete(write) }
    const store = new AnnotationStore(
      () => new Promise((resolve, reject) => void (answers.push(resolve), refusals.push(reject))),
      { refused: () => undefined, tell: () => undefined, keeper },
      items,
    )
    const settle = () => vi.advanceTimersByTimeAsync(0)
    return { store, held, answers, refusals, settle }
  }

  test('is every change from when it is made until it is stored or refused', async () => {
    const { store, held, answers, refusals, settle } = keeping([item('a')])
    store.write({ kind: 'change', id: 'a', patch: { note: 'one' } })
    store.write({ kind: 'change', id: 'a', patch: { note: 'two' } })
    expect([...held]).toMatchObject([{ base: 1 }, { patch: { note: 'two' } }])
    refusals[0]?.(unreachable)
    await settle()
    expect(held.size).toBe(2)
    store.retry()
    answers[1]?.(item('a', { version: 2, note: 'one' }))
    await settle()
    expect([...held]).toMatchObject([{ patch: { note: 'two' } }])
    refusals[2]?.(new ProblemError('not-allowed', 'No', 403))
    await settle()
    expect([held.size, store.hasUnsaved()]).toEqual([0, false])
  })

  test('is taken over in its order, and sent with the versions it was made to', async () => {
    const { store, held, answers, settle } = keeping()
    const made: Write = { kind: 'create', item: item('a', { version: 0 }), at: { revisionId: 'r', quote: 'word' } }
    store.adopt([made, { kind: 'change', id: 'a', patch: { note: 'later' } }])
    expect([store.get('a')?.note, held.size, answers.length]).toEqual(['later', 0, 1])
    answers[0]?.(item('a'))
    await settle()
    answers[1]?.(item('a', { note: 'later', version: 2 }))
    await settle()
    expect([store.get('a')?.version, store.hasUnsaved()]).toEqual([2, false])
  })
})
