import type { Transaction } from '@/lib/data/database/client'
import type { Marked } from './marked'

/** A document with what was coded in it. */
export interface CodedInOrder {
  id: string
  title: string
  /** When its first passage was coded of those that are counted. */
  codedAt: Date
  annotations: number
  tagIds: string[]
}

/** Question: which tags has each document, the one first whose first passage was coded first? */
export function documentsInCodingOrder(db: Transaction, projectId: string, { parts }: Marked): Promise<CodedInOrder[]> {
  return db.$queryRaw<CodedInOrder[]>`
    WITH ${parts}, coded AS (
      SELECT "documentId", min("createdAt") AS "codedAt", count(DISTINCT id)::int AS annotations, array_agg(DISTINCT "row"::text) AS "tagIds" FROM marked GROUP BY 1
    )
    SELECT d.id, d.title, c."codedAt", c.annotations, c."tagIds" FROM coded c
    JOIN "Document" d ON d."projectId" = ${projectId}::uuid AND d.id = c."documentId" ORDER BY c."codedAt", d.id`
}
