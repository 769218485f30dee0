import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { ProblemError } from '@/lib/browser/api'
import { Autosaver } from './autosaver'

interface Row extends Record<string, unknown> {
  version: number
  definition: string
  useWhen: string
}

/** A server that keeps one row and refuses stale versions, and a colleague who writes to it too. */
function server() {
  let row: Row = { version: 1, definition: 'old', useWhen: 'old' }
  let isDown = false
  const write = (change: Partial<Row>) => (row = { ...row, ...change, version: row.version + 1 })
  const save = vi.fn(async (change: Partial<Row>, version: number) => {
    await Promise.resolve()
    if (isDown) throw new ProblemError('offline', 'The server cannot be reached.', 0)
    if (version !== row.version) throw new ProblemError('version-conflict', 'changed', 409, [], row)
    return write(change)
  })
  return { save, colleague: write, stored: () => row, setDown: (down: boolean) => (isDown = down) }
}

let place: ReturnType<typeof server>
let saver: Autosaver<Row>
beforeEach(() => {
  vi.useFakeTimers()
  place = server()
  saver = new Autosaver<Row>({ row: place.stored(), save: place.save, delay: 900 })
})
afterEach(() => vi.useRealTimers())

describe('saving by itself', () => {
  test('sends once typing rests, and says truthfully what is stored', async () => {
    for (const text of ['n', 'ne', 'new']) saver.set('definition', text)
    expect(saver.read()).toMatchObject({ state: 'waiting', draft: { definition: 'new' } })
    expect(place.save).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(900)
    expect(place.save).toHaveBeenCalledTimes(1)
    expect(saver.read()).toMatchObject({ state: 'saved', draft: {} })
    expect(place.stored().definition).toBe('new')
  })

  test('what is typed while it saves is saved next', async () => {
    place.save.mockImplementationOnce(async (change) => {
      await new Promise((resolve) => setTimeout(resolve, 100))
      return place.colleague(change)
    })
    saver.set('definition', 'one')
    const sending = saver.flush()
    await vi.advanceTimersByTimeAsync(50)
    saver.set('definition', 'two')
    await vi.advanceTimersByTimeAsync(50)
    await sending
    expect(place.stored().definition).toBe('one')
    expect(saver.read()).toMatchObject({ state: 'waiting', draft: { definition: 'two' } })
    await vi.advanceTimersByTimeAsync(900)
    expect(place.stored().definition).toBe('two')
  })

  test('takes a colleague’s change of another field over without a word', async () => {
    place.colleague({ useWhen: 'theirs' })
    saver.set('definition', 'mine')
    await saver.flush()
    expect(saver.read().state).toBe('saved')
    expect(place.stored()).toMatchObject({ definition: 'mine', useWhen: 'theirs' })
  })

  test('overwrites nothing where both changed one field, until it is decided', async () => {
    place.colleague({ definition: 'theirs' })
    saver.set('definition', 'mine')
    await saver.flush()
    expect(saver.read()).toMatchObject({
      state: 'conflict',
      theirs: { definition: 'theirs' },
      draft: { definition: 'mine' },
    })
    saver.set('definition', 'mine too')
    await vi.advanceTimersByTimeAsync(5000)
    expect(place.stored().definition).toBe('theirs')
    saver.keepMine()
    await vi.advanceTimersByTimeAsync(0)
    expect(saver.read()).toMatchObject({ state: 'saved', theirs: null })
    expect(place.stored().definition).toBe('mine too')
  })

  test('taking theirs keeps what was typed elsewhere', async () => {
    saver.set('definition', 'mine')
    saver.set('useWhen', 'mine as well')
    place.colleague({ definition: 'theirs' })
    await saver.flush()
    saver.takeTheirs()
    await vi.advanceTimersByTimeAsync(0)
    expect(saver.read()).toMatchObject({ state: 'saved', draft: {} })
    expect(place.stored()).toMatchObject({ definition: 'theirs', useWhen: 'mine as well' })
  })

  test('keeps the text while the server is away, and sends it when asked again', async () => {
    place.setDown(true)
    saver.set('definition', 'mine')
    await saver.flush()
    expect(saver.read()).toMatchObject({ state: 'offline', draft: { definition: 'mine' } })
    place.setDown(false)
    await saver.flush()
    expect(saver.read().state).toBe('saved')
    expect(place.stored().definition).toBe('mine')
  })

  test('knows its own text again after a lost answer, in whatever order a database hands its keys back', async () => {
    interface Written extends Record<string, unknown> {
      version: number
      body: unknown
    }
    let row: Written = { version: 1, body: null }
    let isLost = true
    const save = async (change: Partial<Written>, version: number) => {
      if (version !== row.version) throw new ProblemError('version-conflict', 'changed', 409, [], row)
      const body = change.body as { type: string; content: unknown } | undefined
      row = { version: version + 1, body: body && { content: body.content, type: body.type } }
      if (!isLost) return row
      isLost = false
      throw new ProblemError('offline', 'The server cannot be reached.', 0)
    }
    const writing = new Autosaver<Written>({ row, save, delay: 900 })
    writing.set('body', { type: 'doc', content: ['One'] })
    await writing.flush()
    writing.set('body', { type: 'doc', content: ['One', 'two'] })
    await writing.flush()
    expect([writing.read().state, row.body]).toEqual(['saved', { type: 'doc', content: ['One', 'two'] }])
  })
})

describe('one person alone', () => {
  const command = fc.oneof(
    fc.record({
      kind: fc.constant('type' as const),
      field: fc.constantFrom('definition' as const, 'useWhen' as const),
      text: fc.string({ minLength: 1, maxLength: 3 }),
    }),
    fc.record({ kind: fc.constant('leave' as const) }),
    fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.integer({ min: 0, max: 1200 }) }),
  )
  // How long each sending takes, and whether its answer is lost on the way back.
  const answer = fc.record({ milliseconds: fc.integer({ min: 0, max: 1500 }), isLost: fc.boolean() })

  test('never meets a conflict, however fast they type and leave fields, and whatever answers are lost; in the end all of it is stored', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(command, { maxLength: 25 }),
        fc.array(answer, { maxLength: 8 }),
        async (commands, answers) => {
          let row: Row = { version: 1, definition: 'old', useWhen: 'old' }
          const waiting = [...answers]
          const alone = new Autosaver<Row>({
            row,
            delay: 900,
            save: async (change, version) => {
              const { milliseconds, isLost } = waiting.shift() ?? { milliseconds: 0, isLost: false }
              await new Promise((resolve) => setTimeout(resolve, milliseconds))
              if (version !== row.version) throw new ProblemError('version-conflict', 'changed', 409, [], row)
              row = { ...row, ...change, version: row.version + 1 }
              if (isLost) throw new ProblemError('offline', 'The server cannot be reached.', 0)
              return row
            },
          })
          const states = new Set<string>()
          alone.subscribe(() => void states.add(alone.read().state))
          const typed: Partial<Row> = {}
          for (const step of commands) {
            if (step.kind === 'type') {
              alone.set(step.field, step.text)
              typed[step.field] = step.text
            } else if (step.kind === 'leave') void alone.flush()
            else await vi.advanceTimersByTimeAsync(step.milliseconds)
          }
          for (let round = 0; round < 10 && alone.read().state !== 'saved'; round += 1) {
            void alone.flush()
            await vi.advanceTimersByTimeAsync(20_000)
          }
          expect([...states]).not.toContain('conflict')
          expect(alone.read().state).toBe('saved')
          expect(row).toMatchObject(typed)
        },
      ),
      { numRuns: 300 },
    )
  })
})
