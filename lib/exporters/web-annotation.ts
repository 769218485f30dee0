import type { Annotation } from '@/lib/schemas/annotation'

/** What a Web Annotation says that an annotation does not know itself. Offsets are code points of the canonical text. */
export interface WebAnnotationPlace {
  start: number
  end: number
  /** Where the passage is read. */
  source: string
  language: string
  /** Where exactly the text that the offsets count is served. */
  textUrl: string
  sha256: string
  textCreatedAt: string
  tags: { name: string; path: string[] }[]
}

/**
 * One annotation in the W3C Web Annotation Data Model (2017): a TextualBody per tag (tagging) and for the note (commenting), quote and position selectors.
 * The model counts positions in code points. The text's SHA-256 is schema.org's `sha256`, whose prefix the model's own context declares.
 */
export function webAnnotation(annotation: Annotation, place: WebAnnotationPlace) {
  const { id, author, quote, prefix, suffix, note, createdAt, updatedAt } = annotation
  const bodies = [
    ...place.tags.map((tag) => ({
      type: 'TextualBody',
      purpose: 'tagging',
      value: tag.path.join(' > '),
      format: 'text/plain',
    })),
    ...(note === '' ? [] : [{ type: 'TextualBody', purpose: 'commenting', value: note, format: 'text/plain' }]),
  ]
  return {
    id: `urn:uuid:${id}`,
    type: 'Annotation',
    motivation: place.tags.length > 0 ? 'tagging' : note === '' ? 'highlighting' : 'commenting',
    creator: { id: `urn:uuid:${author.id}`, type: 'Person', name: author.name },
    created: createdAt,
    modified: updatedAt,
    ...(bodies.length > 0 && { body: bodies }),
    target: {
      type: 'SpecificResource',
      source: {
        id: place.source,
        type: 'Text',
        ...(place.language !== 'und' && { language: place.language }),
        'schema:sha256': place.sha256,
      },
      selector: [
        { type: 'TextQuoteSelector', exact: quote, prefix, suffix },
        { type: 'TextPositionSelector', start: place.start, end: place.end },
      ],
      state: { type: 'TimeState', sourceDate: place.textCreatedAt, cached: place.textUrl },
    },
  }
}

/** An AnnotationCollection whose one page holds every item, streamed. `id` is where it was exported from. */
export async function* webAnnotationCollection(
  collection: { id: string; label: string; total: number; created: string },
  batches: AsyncIterable<object[]>,
): AsyncGenerator<string> {
  const { id, label, total, created } = collection
  const head = {
    '@context': 'http://www.w3.org/ns/anno.jsonld',
    id,
    type: 'AnnotationCollection',
    label,
    created,
    total,
  }
  yield `${JSON.stringify(head).slice(0, -1)},"first":${JSON.stringify({ id: `${id}#page`, type: 'AnnotationPage', partOf: id, startIndex: 0 }).slice(0, -1)},"items":[`
  let first = true
  for await (const batch of batches) {
    if (batch.length === 0) continue
    yield `${first ? '\n' : ',\n'}${batch.map((item) => JSON.stringify(item)).join(',\n')}`
    first = false
  }
  yield '\n]}}\n'
}
