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
  private onProgress: ((milliseconds: number) => void) | undefined
  private end: { resolve: (reply: WorkerReply) => void; reject: (error: Error) => void } | undefined

  get text(): string | undefined {
    return this.end && this.begun.at(-1)
  }
  ask(request: WorkerRequest, onProgress?: (milliseconds: number) => void): Promise<WorkerReply> {
    if (this.end) throw new Error('A converter was given two sources at a time')
    this.onProgress = onProgress
    this.pid = 1
    this.begun.push(textOf(request))
    return new Promise((resolve, reject) => {
      this.end = { resolve, reject }
    })
  }
  /** Says that the source has taken so much of the processor. */
  async spend(milliseconds: number): Promise<void> {
    this.onProgress?.(milliseconds)
    await vi.advanceTimersByTimeAsync(1)
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

const becomeLong = async (...puppets: Puppet[]) => {
  for (const puppet of puppets) await puppet.spend(queueLimits.longAfter)
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
    await becomeLong(one, two)
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
    convert('b')
    await becomeLong(one, two)
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
    await becomeLong(two)
    convert('e')
    await settled()
    expect(atWork()).toEqual(['b', 'e'])
    await two.finish()
    await one.finish()
    await one.finish()
    expect(ended).toEqual(['c', 'a', 'e', 'b', 'd'])
  })

  it('does not put a file back for others of the same project, which could not be taken anyway', async () => {
    const { one, two, convert, atWork } = opened()
    convert('a')
    convert('b')
    convert('a', 'a2')
    convert('b', 'b2')
    await becomeLong(one, two)
    await vi.advanceTimersByTimeAsync(10 * queueLimits.slowAfter)
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

describe('a file that the machine makes slow', () => {
  afterEach(() => void vi.useRealTimers())

  it('is no long one, however long the clock has gone on, while it takes little of the processor', async () => {
    const { one, two, convert, atWork, conversions } = opened()
    convert('a')
    convert('b')
    await becomeLong(one)
    await two.spend(queueLimits.longAfter - 1)
    await vi.advanceTimersByTimeAsync(queueLimits.longAfter)
    convert('c')
    await settled()
    expect([atWork(), conversions.longAtWork]).toEqual([['a', 'b'], ['a']])
  })

  it('gives its place to whoever waits, and has it again in its turn beside the long one, with twice the time', async () => {
    const { one, two, convert, atWork, ended } = opened()
    convert('a', 'long', 'mallory')
    await becomeLong(one)
    convert('b')
    await vi.advanceTimersByTimeAsync(queueLimits.slowAfter)
    expect(atWork()).toEqual(['long', 'b'])
    for (const project of ['c', 'd', 'e']) convert(project)
    await settled()
    expect(atWork()).toEqual(['long', 'c'])
    // Those who come later come after it.
    for (const next of ['d', 'e', 'b']) {
      await two.finish()
      expect(atWork()).toEqual(['long', next])
    }
    convert('f')
    await vi.advanceTimersByTimeAsync(2 * queueLimits.slowAfter - 1)
    expect(atWork()).toEqual(['long', 'b'])
    await two.finish()
    expect(ended).toEqual(['c', 'd', 'e', 'b'])
  })

  it('comes after what else its person has waiting, for which it gave its place', async () => {
    const { one, two, convert, atWork } = opened()
    convert('a', 'long', 'mallory')
    await becomeLong(one)
    convert('b', 'slow', 'ben')
    convert('b', 'after it', 'ben')
    convert('c', 'elsewhere', 'ben')
    await vi.advanceTimersByTimeAsync(queueLimits.slowAfter)
    expect(atWork()).toEqual(['long', 'elsewhere'])
    await two.finish()
    expect(atWork()).toEqual(['long', 'slow'])
    await two.finish()
    expect(atWork()).toEqual(['long', 'after it'])
  })

  it('is a long one from then on where the processor says so in the end', async () => {
    const { one, two, convert, atWork } = opened()
    convert('a')
    convert('b')
    await becomeLong(one)
    await vi.advanceTimersByTimeAsync(queueLimits.slowAfter)
    await becomeLong(two)
    convert('c')
    await settled()
    await two.finish()
    expect(atWork()).toEqual(['a', undefined])
  })
})

describe('a long file that was put back', () => {
  afterEach(() => void vi.useRealTimers())

  it('waits for no file that becomes long after it, however many come', async () => {
    const { one, two, convert, atWork } = opened()
    convert('m1', 'm1', 'mallory')
    convert('b')
    await becomeLong(one, two)
    convert('m2', 'm2', 'mallory')
    await settled()
    expect(atWork()).toEqual(['m1', 'm2'])
    convert('c')
    await becomeLong(two)
    expect(atWork()).toEqual(['m1', 'c'])
    convert('n', 'n', 'another of mallory')
    await one.finish()
    // It begins as soon as there is a place, whatever has it beside it.
    expect(atWork()).toContain('b')
    const beside = one.text === 'b' ? two : one
    await beside.finish()
    await becomeLong(beside)
    convert('d')
    await settled()
    expect(atWork().sort()).toEqual(['b', 'd'])
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
    const { one, two, convert, atWork } = opened()
    convert('x', 'x long', 'ann')
    convert('y', 'y long', 'ben')
    await becomeLong(one, two)
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
    const { one, two, convert, conversions, atWork, ended } = opened({ waitingOfOne: 2 })
    const gone = new AbortController()
    convert('x', 'x long', 'ann')
    convert('y', 'y long', 'ben', gone.signal)
    await becomeLong(one, two)
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
    convert('b', 'b', 'b', gone.signal)
    await becomeLong(one, two)
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
