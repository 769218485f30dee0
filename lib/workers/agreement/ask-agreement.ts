import { createHash } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Answers } from './answer'
import { askWorker } from './ask-worker'
import type { Asked, PackedStudy, Question } from './question'

/** So many answers are kept, and none with more parts than this: a page is asked for again and again while somebody reads it. */
const most = { answers: 24, parts: 20_000 }
const kept = new LRUCache<string, Answers[keyof Answers]>({ max: most.answers })

/**
 * The answer of `askWorker`, or the one it gave before to the very same question on the very same data. What is kept is found by a hash of all that
 * goes into it, so it cannot be stale and does not depend on who asks.
 */
export async function askAgreement<Kind extends Asked['kind']>(
  question: Question<Kind>,
  signal?: AbortSignal,
): Promise<Answers[Kind]> {
  const key = keyOf(question)
  const known = kept.get(key)
  if (known !== undefined) return known as Answers[Kind]
  const answer = await askWorker(question, signal)
  if (partsOf(answer) <= most.parts) kept.set(key, answer)
  return answer
}

function partsOf(answer: Answers[keyof Answers]): number {
  if (Array.isArray(answer)) return answer.length
  return 'ok' in answer ? (answer.ok ? answer.value.length : 0) : 0
}

function keyOf({ study, asked }: { study: PackedStudy; asked: Asked }): string {
  const hash = createHash('sha256')
  const { documents, ...rest } = study
  const frame = documents.map(({ text: _, content: __, layers, ...document }) => ({
    ...document,
    layers: layers.map(({ coderId, spans }) => [coderId, spans.byteLength]),
  }))
  hash.update(JSON.stringify({ asked, rest, frame }))
  for (const { text = '', content = '', layers } of documents) {
    for (const { spans } of layers) hash.update(spans)
    hash
      .update(JSON.stringify([text.length, content.length]))
      .update(text)
      .update(content)
  }
  return hash.digest('base64')
}
