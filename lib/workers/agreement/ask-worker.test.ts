import { describe, expect, test } from 'vitest'
import { answer } from './answer'
import { agreementLimits, askWorker } from './ask-worker'
import type { PackedStudy, Question } from './question'

/** Two coders who mark the same stretches with each tag in turn, so many times over. */
function study(spans: number): PackedStudy {
  const bytes = () => {
    const view = new DataView(new ArrayBuffer(spans * 12))
    for (let at = 0; at < spans; at++)
      [at * 7, at * 7 + 5, (at % 3) + 1].forEach((number, field) => view.setInt32(at * 12 + field * 4, number))
    return new Uint8Array(view.buffer)
  }
  const layers = [
    { coderId: 'a', spans: bytes() },
    { coderId: 'b', spans: bytes() },
  ]
  return {
    coderIds: ['a', 'b'],
    tagIds: ['x', 'y', 'z'],
    documents: [{ id: 'd', length: spans * 7, language: 'en', coderIds: ['a', 'b'], layers }],
    rules: { unit: 'character', whiteSpace: 'counted', touching: 'separate', overlappingTags: 'combined' },
  }
}

const figures = (spans: number): Question<'figures'> => ({
  study: study(spans),
  asked: { kind: 'figures', measures: ['krippendorff-alpha'], intervals: { level: 0.95, replicates: 1000, seed: 1 } },
})

describe('the thread that counts agreement', () => {
  test('answers what counting in place answers', async () => {
    const expected = answer(figures(50))
    expect(expected.pooled.figures['krippendorff-alpha']).toEqual({ ok: true, value: 1 })
    expect(await askWorker(figures(50))).toEqual(expected)
  })

  test('is stopped at its limits, which say what to do, and the next question is answered', async () => {
    await expect(
      askWorker(figures(500_000), undefined, { ...agreementLimits, milliseconds: 100 }),
    ).rejects.toMatchObject({
      code: 'invalid',
      extras: { reason: 'took-too-long' },
      detail: expect.stringContaining('Choose fewer'),
    })
    await expect(askWorker(figures(500_000), undefined, { ...agreementLimits, megabytes: 12 })).rejects.toMatchObject({
      code: 'invalid',
      extras: { reason: 'needs-too-much-memory' },
    })
    expect((await askWorker(figures(5))).tagIds).toEqual(['x', 'y', 'z'])
  })

  test('ends with the request that asked, at work or in the queue', async () => {
    const dropped = new AbortController()
    const limits = { ...agreementLimits, atOnce: 1 }
    const atWork = askWorker(figures(2_000_000), dropped.signal, limits)
    const inQueue = askWorker(figures(2_000_000), dropped.signal, limits)
    const after = askWorker(figures(5), undefined, limits)
    setTimeout(() => dropped.abort(), 100)
    const ended = await Promise.allSettled([atWork, inQueue])
    expect(ended.map((one) => one.status === 'rejected' && String(one.reason))).toEqual(
      Array(2).fill(expect.stringContaining('dropped')),
    )
    expect((await after).leftOut).toEqual([])
    await expect(askWorker(figures(5), AbortSignal.abort())).rejects.toThrow('dropped')
  })

  test('an error of ours is no answer about the study', async () => {
    const broken = figures(5)
    broken.study.documents[0]!.length = 3
    await expect(askWorker(broken)).rejects.toThrow(RangeError)
  })
})
