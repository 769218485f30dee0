import { afterEach, describe, expect, it, vi } from 'vitest'
import { Conversions, queueLimits, type Lane } from './conversions'
import { defaultLimits } from '@/lib/importers/limits'
import type { WorkerReply, WorkerRequest } from './worker-messages'

const textOf = (request: WorkerRequest): string =>
  request.kind === 'convert' && 'text' in request.source ? (request.source.text ?? '') : ''

/** A converter that is done with a source when the test says so; what it was told, it says. */
class Puppet implements Lane {
  readonly begun: string[] = []
  pid: number | undefined
  private end: { resolve: (reply: WorkerReply) => void; reject: (error: Error) => void } | undefined

  get text(): string | undefined {
    return this.end && this.begun.at(-1)
  }
  ask(request: WorkerRequest): Promise<WorkerReply> {
    if (this.end) throw new Error('A converter was given two sources at a time')
    this.pid = 1
    this.begun.push(textOf(request))
    return new Promise((resolve, reject) => {
      this.end = { resolve, reject }
    })
  }
  async finish(): Promise<void> {
    this.end?.resolve({ kind: 'imported', parts: { text: this.text } as never })
    this.end = undefined
    await settled()
  }
  stop(): void {
    this.pid = undefined
    this.end?.reject(new Error('stopped'))
    this.end = undefined
  }
}

const settled = () => vi.advanceTimersByTimeAsync(0)

function opened(limits: Partial<typeof queueLimits> = {}) {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  const [one, two] = [new Puppet(), new Puppet()]
  const conversions = new Conversions({ ...queueLimits, ...limits }, [one, two])
  const ended: string[] = []
  const convert = (project: string, text = project, person = project, signal?: AbortSignal) =>
    void conversions.convert(project, { text }, defaultLimits, person, signal).then(
      (parts) => ended.push(parts.text),
      (error: Error) => ended.push(`${text}: ${error.message}`),
    )
  return { one, two, conversions, convert, ended, atWork: () => [one.text, two.text] }
}

describe('the queue before the converter', () => {
  afterEach(() => void vi.useRealTimers())

  it('takes one source of a project at a time, projects in turn, so that nobody waits for the many of another', async () => {
    const { one, two, convert, ended, atWork } = opened()
    for (const text of ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'b3', 'c1']) convert(text[0] ?? '', text)
    expect(atWork()).toEqual(['a1', 'b1'])
    for (const next of ['b2', 'c1', 'b3', undefined]) {
      await two.finish()
      expect(atWork()).toEqual(['a1', next])
    }
    await one.finish()
    expect(one.text ?? two.text).toBe('a2')
    expect(ended).toEqual(['b1', 'b2', 'c1', 'b3', 'a1'])
  })

  it('takes people in turn: whoever makes many projects comes no sooner, and fills no more of the queue', async () => {
    const { two, convert, ended, atWork, conversions } = opened({ waiting: 8, waitingOfOne: 3 })
    for (const project of ['m1', 'm2', 'm3', 'm4', 'm5', 'm6']) convert(project, project, 'mallory')
    convert('b', 'b')
    expect(atWork()).toEqual(['m1', 'm2'])
    expect(ended).toEqual([])
    await settled()
    expect(ended).toEqual([expect.stringMatching(/^m6: Many files are being read/)])
    expect(() => conversions.demandRoom('mallory')).toThrow('Many files')
    expect(() => conversions.demandRoom('carol')).not.toThrow()
    await two.finish()
    expect(atWork()).toEqual(['m1', 'm3'])
    await two.finish()
    expect(atWork()).toEqual(['m1', 'b'])
  })

  it('lets a long file go on beside short ones, and two where nobody waits', async () => {
    const { one, two, convert, atWork } = opened()
    convert('a')
    convert('b')
    await vi.advanceTimersByTimeAsync(queueLimits.longAfter)
    expect(atWork()).toEqual(['a', 'b'])
    await two.finish()
    convert('c')
    convert('d')
    expect(atWork()).toEqual(['a', 'c'])
    await two.finish()
    expect(atWork()).toEqual(['a', 'd'])
    await one.finish()
    expect(one.begun).toEqual(['a'])
  })

  it('puts the later of two long files back as soon as somebody waits, and takes it up again when the other is done', async () => {
    const { one, two, convert, ended, atWork } = opened()
    convert('a')
    await vi.advanceTimersByTimeAsync(1000)
    convert('b')
    await vi.advanceTimersByTimeAsync(queueLimits.longAfter)
    convert('c')
    await settled()
    expect(atWork()).toEqual(['a', 'c'])
    // Long files wait for one another, short ones for none of them.
    await two.finish()
    expect(atWork()).toEqual(['a', undefined])
    convert('d')
    expect(atWork()).toEqual(['a', 'd'])
    await one.finish()
    expect(atWork()).toEqual(['b', 'd'])
    // It keeps its place beside one that becomes long after it.
    await vi.advanceTimersByTimeAsync(queueLimits.longAfter)
    convert('e')
    await settled()
    expect(atWork()).toEqual(['b', 'e'])
    await two.finish()
    await one.finish()
    await one.finish()
    expect(ended).toEqual(['c', 'a', 'e', 'b', 'd'])
  })

  it('does not put a file back for others of the same project, which could not be taken anyway', async () => {
    const { convert, atWork } = opened()
    convert('a')
    convert('b')
    convert('a', 'a2')
    convert('b', 'b2')
    await vi.advanceTimersByTimeAsync(10 * queueLimits.longAfter)
    expect(atWork()).toEqual(['a', 'b'])
  })

  it('refuses what is too much to wait, of all, of one project, or in bytes, and says when to come again', async () => {
    const { one, two, convert, conversions, ended } = opened({ waiting: 3, waitingOfOne: 2, waitingBytes: 1000 })
    for (const text of ['a', 'b', 'c1', 'c2']) convert(text[0] ?? '', text)
    const refusal = { code: 'unavailable', extras: { retryAfter: 10 } }
    const refused = (project: string, text: string) =>
      expect(conversions.convert(project, { text }, defaultLimits)).rejects.toMatchObject(refusal)
    await refused('c', 'third of c')
    await refused('d', 'x'.repeat(600))
    convert('d')
    await refused('e', 'fourth of all')
    expect(() => conversions.demandRoom('e')).toThrow(expect.objectContaining(refusal))
    await one.finish()
    conversions.demandRoom('e')
    for (let at = 0; at < 4; at += 1) {
      await one.finish()
      await two.finish()
    }
    expect([...ended].sort()).toEqual(['a', 'b', 'c1', 'c2', 'd'])
  })

  it('is closed after its work, or in the middle of it where there is no patience, and works again afterwards', async () => {
    const { one, two, convert, conversions, ended, atWork } = opened()
    convert('a')
    convert('a', 'a2')
    const closed = conversions.close(50)
    await vi.advanceTimersByTimeAsync(50)
    await closed
    expect(ended.sort()).toEqual(['a2: The conversion was stopped before it began', 'a: stopped'])
    expect([one.pid, two.pid]).toEqual([undefined, undefined])
    convert('b')
    const patient = conversions.close()
    expect(atWork()).toEqual(['b', undefined])
    await one.finish()
    await patient
    expect([ended.at(-1), one.pid]).toEqual(['b', undefined])
  })
})

describe('what one person has waiting', () => {
  afterEach(() => void vi.useRealTimers())

  it('does not wait behind a file that may not be taken yet, while there is room', async () => {
    const { convert, atWork } = opened()
    convert('shared', 'of a colleague, long', 'ann')
    convert('shared', 'mine for the shared project', 'ben')
    convert('mine', 'mine, short, elsewhere', 'ben')
    await settled()
    expect(atWork()).toEqual(['of a colleague, long', 'mine, short, elsewhere'])
  })

  it('does not wait behind a long file of the same person that was put back, except in its project', async () => {
    const { two, convert, atWork } = opened()
    convert('x', 'x long', 'ann')
    await vi.advanceTimersByTimeAsync(10)
    convert('y', 'y long', 'ben')
    await vi.advanceTimersByTimeAsync(queueLimits.longAfter)
    convert('y', 'y short', 'ben')
    await settled()
    expect(atWork()).toEqual(['x long', 'y long'])
    convert('w', 'w short', 'ben')
    await settled()
    expect(atWork()).toEqual(['x long', 'w short'])
    await two.finish()
    expect(atWork()).toEqual(['x long', undefined])
  })
})

describe('a source whose sender has gone', () => {
  afterEach(() => void vi.useRealTimers())
  const refused = (text: string) => expect.stringMatching(new RegExp(`^${text}: The request was dropped`))

  it('leaves the queue, where it takes up room and holds back what is behind it', async () => {
    const { two, convert, conversions, atWork, ended } = opened({ waitingOfOne: 2 })
    const gone = new AbortController()
    convert('x', 'x long', 'ann')
    await vi.advanceTimersByTimeAsync(10)
    convert('y', 'y long', 'ben', gone.signal)
    await vi.advanceTimersByTimeAsync(queueLimits.longAfter)
    convert('z', 'z', 'cyd')
    await settled()
    await two.finish()
    convert('y', 'y short', 'ben')
    expect(() => conversions.demandRoom('ben')).toThrow('Many files')
    expect(atWork()).toEqual(['x long', undefined])
    gone.abort()
    await settled()
    expect(atWork()).toEqual(['x long', 'y short'])
    expect(ended).toEqual(['z', refused('y long')])
    conversions.demandRoom('ben')
  })

  it('is stopped while it is being converted, and the next one begins', async () => {
    const { convert, atWork, ended, one } = opened()
    const gone = new AbortController()
    convert('a', 'a1', 'ann', gone.signal)
    convert('a', 'a2', 'ann')
    expect(atWork()).toEqual(['a1', undefined])
    gone.abort()
    await settled()
    expect(ended).toEqual([refused('a1')])
    expect([...atWork()].filter(Boolean)).toEqual(['a2'])
    await one.finish()
    expect(ended.slice(1)).toEqual(['a2'])
  })

  it('is not put back where it was about to be', async () => {
    const { one, two, convert, conversions, atWork, ended } = opened()
    const gone = new AbortController()
    convert('a')
    await vi.advanceTimersByTimeAsync(10)
    convert('b', 'b', 'b', gone.signal)
    await vi.advanceTimersByTimeAsync(queueLimits.longAfter)
    convert('c')
    gone.abort()
    await settled()
    expect(atWork()).toEqual(['a', 'c'])
    await two.finish()
    await one.finish()
    expect(ended).toEqual([refused('b'), 'c', 'a'])
    await conversions.close()
  })

  it('is not begun where it had gone before', async () => {
    const { convert, atWork, ended } = opened()
    convert('a', 'a', 'a', AbortSignal.abort())
    await settled()
    expect([atWork(), ended]).toEqual([[undefined, undefined], [refused('a')]])
  })
})
