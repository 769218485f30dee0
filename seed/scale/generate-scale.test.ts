import { expect, test } from 'vitest'
import { countExportRows } from '@/lib/data/annotations/export-rows'
import { checkAnchors } from '@/lib/services/documents/check-anchors'
import { memberByEmail } from '@/lib/services/projects/member-of'
import { freshDatabase } from '@/testing/fresh-database'
import { generateScale } from './generate-scale'

const { db } = await freshDatabase()

test('a generated project has what was asked for, and every anchor proves itself', async () => {
  const made = await generateScale(db, {
    documents: 7,
    annotations: 2_500,
    coders: 3,
    size: 12_000,
    now: new Date('2026-11-22T17:00:00Z'),
  })
  const where = { projectId: made.projectId }
  expect(await db.document.count({ where })).toBe(7)
  expect(await db.annotation.count({ where })).toBe(2_500)
  expect(await db.membership.count({ where })).toBe(3)
  expect((await checkAnchors(db)).faults).toEqual([])
  const member = await memberByEmail(db, made.lead.email, made.projectId)
  if (!member) throw new Error('no member')
  for (const { id, excerpts } of made.themes) expect(await countExportRows(db, member, { themeId: id })).toBe(excerpts)
  expect(made.themes.map((theme) => theme.excerpts)).toEqual([1_000])
  const lengths = await db.revision.findMany({ where, select: { length: true } })
  for (const { length } of lengths) expect(Math.abs(length - 12_000)).toBeLessThan(700)
})
