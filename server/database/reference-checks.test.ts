import { expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'

interface Reference {
  name: string
  table: string
  columns: string[]
  types: string[]
}

interface PlanNode {
  'Index Cond'?: string
  Plans?: PlanNode[]
}

/**
 * Postgres plans the check of a reference once per connection and keeps the plan until the table is analysed. Planned while the table is empty, when all
 * indexes cost the same, it once read every row of the project instead of one, and the more was stored the slower storing became.
 */
test('in an empty database, too, the check of a reference is planned to find its row by the whole key', async () => {
  const { db } = await freshDatabase()
  const references = await db.$queryRaw<Reference[]>`
    SELECT c.conname AS name, quote_ident(t.relname) AS "table",
      ARRAY(SELECT quote_ident(a.attname) FROM unnest(c.confkey) WITH ORDINALITY k(n, place) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.n ORDER BY k.place) AS columns,
      ARRAY(SELECT format_type(a.atttypid, NULL) FROM unnest(c.confkey) WITH ORDINALITY k(n, place) JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.n ORDER BY k.place) AS types
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.confrelid WHERE c.contype = 'f' ORDER BY 1`
  expect(references.length).toBeGreaterThan(40)
  const partly = await db.$transaction(async (tx) => {
    await tx.$executeRaw`SET LOCAL plan_cache_mode = force_generic_plan`
    const found: string[] = []
    for (const { name, table, columns, types } of references) {
      const where = columns.map((column, place) => `${column} = $${place + 1}`).join(' AND ')
      await tx.$executeRawUnsafe(
        `PREPARE check_of_reference (${types.join(', ')}) AS SELECT 1 FROM ONLY ${table} x WHERE ${where} FOR KEY SHARE OF x`,
      )
      const [row] = await tx.$queryRawUnsafe<{ 'QUERY PLAN': { Plan: PlanNode }[] }[]>(
        `EXPLAIN (FORMAT JSON) EXECUTE check_of_reference (${types.map(() => 'NULL').join(', ')})`,
      )
      await tx.$executeRawUnsafe('DEALLOCATE check_of_reference')
      const condition = conditions(row?.['QUERY PLAN'][0]?.Plan)
      if (!columns.every((column) => condition.includes(column))) found.push(`${name}: ${condition}`)
    }
    return found
  })
  expect(partly).toEqual([])
})

function conditions(node: PlanNode | undefined): string {
  return node ? `${node['Index Cond'] ?? ''}${(node.Plans ?? []).map(conditions).join('')}` : ''
}
