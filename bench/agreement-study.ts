import { randomBelow, randomSource } from '@/lib/domain/agreement/measures/random-source'
import type { Study, TaggedSpan } from '@/lib/domain/agreement/study/study'

/** What the target is about; `length` is that of each text. */
export const agreementSize = { coders: 5, tags: 100, documents: 50, annotations: 100_000, length: 60_000 }

/**
 * A study of that size, one tag on each annotation. Each coder follows a common reading of the text and strays from it: half of the spans have the
 * same edges, the rest are moved, one in ten has another tag. That gives agreement in the middle range and tags that overlap.
 */
export function agreementStudy(): Study {
  const { coders, tags, documents, annotations, length } = agreementSize
  const random = randomSource(42)
  const coderIds = Array.from({ length: coders }, (_, index) => `coder ${index}`)
  const tagIds = Array.from({ length: tags }, (_, index) => `tag ${index}`)
  const passages = annotations / documents / coders
  return {
    coderIds,
    tagIds,
    documents: Array.from({ length: documents }, (_, index) => {
      const spans: TaggedSpan[] = []
      for (let passage = 0; passage < passages; passage++) {
        const start = randomBelow(random, length - 700)
        const size = 20 + randomBelow(random, 300)
        const tag = randomBelow(random, tags)
        for (const coderId of coderIds) {
          const strays = randomBelow(random, 2) === 1
          const moved = start + (strays ? randomBelow(random, 60) : 0)
          const tagId = tagIds[randomBelow(random, 10) === 0 ? randomBelow(random, tags) : tag]!
          spans.push({ coderId, tagId, start: moved, end: moved + size + (strays ? randomBelow(random, 60) : 0) })
        }
      }
      return { id: `document ${index}`, length, coderIds, spans }
    }),
  }
}
