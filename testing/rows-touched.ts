import pg from 'pg'

/** One statement of a request and what running it took. */
export interface Work {
  sql: string
  /** Rows that its plan read from tables and indexes, those that a filter threw away included. */
  rows: number
}

interface PlanNode {
  'Node Type': string
  'Actual Rows': number
  'Actual Loops': number
  Plans?: PlanNode[]
  [key: string]: unknown
}

type Query = (
  this: pg.Client,
  statement: { text?: string; values?: unknown[] } | string,
  ...rest: unknown[]
) => Promise<unknown>

/**
 * Does `act`, and tells what the statements that it asks cost, by explaining each as it was asked: the same text and values, on the same connection and in
 * the same transaction. For acts that only read, since a statement is run twice; and for one act at a time, since every connection is listened to.
 */
export async function rowsTouched<T>(act: () => Promise<T>): Promise<{ answer: T; work: Work[] }> {
  const client = pg.Client.prototype as unknown as { query: Query }
  const { query } = client
  const work: Work[] = []
  client.query = async function (statement, ...rest) {
    if (typeof statement === 'object' && statement.text !== undefined && isRead(statement.text)) {
      const { rows } = (await query.call(this, {
        text: `EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${statement.text}`,
        values: statement.values ?? [],
      })) as { rows: { 'QUERY PLAN': [{ Plan: PlanNode }] }[] }
      const plan = rows[0]?.['QUERY PLAN'][0].Plan
      if (plan) work.push({ sql: statement.text, rows: rowsOf(plan) })
    }
    return query.call(this, statement, ...rest)
  }
  try {
    return { answer: await act(), work }
  } finally {
    client.query = query
  }
}

/** Whether a statement reads and does nothing more. */
const isRead = (text: string) =>
  /^\s*(\/\*.*?\*\/)?\s*(SELECT|WITH|DECLARE)\b/.test(text) &&
  !/\bFOR (NO KEY |KEY )?(UPDATE|SHARE)\b|\b(INSERT INTO|UPDATE "|DELETE FROM)/.test(text)

/** What the plan's scans returned and threw away. */
function rowsOf(node: PlanNode): number {
  const below = (node.Plans ?? []).reduce((sum, plan) => sum + rowsOf(plan), 0)
  if (!isScan(node)) return below
  const each = node['Actual Rows'] + thrownAway.reduce((sum, key) => sum + Number(node[key] ?? 0), 0)
  return below + Math.round(each * node['Actual Loops'])
}

const thrownAway = ['Rows Removed by Filter', 'Rows Removed by Index Recheck']
const isScan = (node: PlanNode) => node['Node Type'].includes('Scan') && node['Relation Name'] !== undefined
