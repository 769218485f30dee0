import { rm } from 'node:fs/promises'
import { afterAll, expect, test } from 'vitest'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { insertRow, migrations, migrationsBefore } from '@/testing/before-migration'
import { freshDatabase } from '@/testing/fresh-database'
import { applyMigrations } from './migrate'

// Before this migration a passage could carry a tag that was merged while somebody tagged it.

const own = '20261203040000_no_postings_left_behind'
const before = await migrationsBefore(own)
afterAll(() => rm(before, { recursive: true }))

test('what a merge has left behind goes along through every merge since, once for each passage', async () => {
  const { db, url } = await freshDatabase({ migrated: false })
  await applyMigrations(url, before)
  const [p, who, a, b, c, live] = Array.from({ length: 6 }, newId) as [string, string, string, string, string, string]
  const passages = [newId(), newId(), newId()]
  const tag = (id: string, mergedIntoId: string | null) => ({
    ...{ projectId: p, id, name: id, colour: '#123456', position: 0, createdById: who, mergedIntoId },
    ...(mergedIntoId !== null && { deletedAt: '2026-11-22T12:00:00Z' }),
  })
  await db.$transaction(async (tx) => {
    await tx.$executeRawUnsafe(`SET LOCAL session_replication_role = 'replica'`)
    for (const row of [tag(a, b), tag(b, c), tag(c, null), tag(live, null)]) await insertRow(tx as Database, 'Tag', row)
    await insertRow(tx as Database, 'User', { id: who, name: 'Ana', email: 'ana@example.org' })
    const [documentId, revisionId] = [newId(), newId()]
    const place = { start: 0, end: 4, quote: 'Salt', prefix: '', suffix: '', visibility: 'shared', layer: 'coder' }
    for (const id of passages)
      await insertRow(tx as Database, 'Annotation', {
        projectId: p,
        id,
        documentId,
        revisionId,
        authorId: who,
        ...place,
      })
    const on = { projectId: p, documentId, start: 0, createdById: who }
    for (const [annotationId, tagId] of [
      [passages[0], a],
      [passages[0], c],
      [passages[1], a],
      [passages[1], b],
      [passages[2], live],
    ])
      await insertRow(tx as Database, 'AnnotationTag', { ...on, annotationId, tagId })
  })
  await applyMigrations(url, migrations)
  const rows = await db.$queryRaw<{ annotationId: string; tagId: string }[]>`
    SELECT "annotationId", "tagId" FROM "AnnotationTag" ORDER BY 1, 2`
  expect(rows).toEqual([
    { annotationId: passages[0], tagId: c },
    { annotationId: passages[1], tagId: c },
    { annotationId: passages[2], tagId: live },
  ])
})
