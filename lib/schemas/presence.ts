import { z } from 'zod'
import { id } from './primitives'

export const presencePut = z.strictObject({
  pageId: id.meta({ description: 'One open page of yours; make one up when it opens' }),
  documentId: id.nullable().meta({ description: 'null when the page is left' }),
  offset: z.int().min(0).max(2_147_483_647).default(0).meta({
    description:
      'The offset of what is at the top of the page, in the units of the request; the stream tells it in UTF-16 code units',
  }),
})
export type PresencePut = z.infer<typeof presencePut>

/** What the stream's `presence` carries: everybody else, once per document. */
export interface PresenceShown {
  people: { id: string; name: string; documentId: string; offset: number }[]
}

/** What the stream's `veil` carries: the documents on which the reader is blind now, and a sign that is another when what is hidden from them is. */
export interface VeilShown {
  documentIds: string[]
  sign: string
}
