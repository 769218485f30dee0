import pg from 'pg'

interface Part {
  kind: string
  text: string
}

export interface SchemaDescription {
  columns: Part[]
  constraints: Part[]
  indexes: Part[]
  triggers: Part[]
}

// There is no pg_dump in the embedded PostgreSQL; its catalogues say the same.
const questions: Record<keyof SchemaDescription, string> = {
  columns: `
    SELECT 'column' AS kind, format('%I.%I %s%s%s', c.relname, a.attname, format_type(a.atttypid, a.atttypmod),
             CASE WHEN a.attnotnull THEN ' not null' ELSE '' END, CASE WHEN a.attgenerated = '' THEN ' default ' || pg_get_expr(d.adbin, d.adrelid) END) AS text
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND c.relname <> '_prisma_migrations'
    ORDER BY c.relname, a.attname`,
  constraints: `
    SELECT CASE contype WHEN 'f' THEN 'foreign key' WHEN 'c' THEN 'check' ELSE 'key' END AS kind,
           format('%s: %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS text
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n' AND conrelid <> COALESCE(to_regclass('_prisma_migrations'), 0)
    ORDER BY 2`,
  indexes: `
    SELECT 'index' AS kind, indexdef AS text FROM pg_indexes
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 2`,
  // Columns that are made of others go with the triggers: Prisma's schema can say neither.
  triggers: `
    SELECT 'generated' AS kind, format('%I.%I %s', c.relname, a.attname, pg_get_expr(d.adbin, d.adrelid)) AS text
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attgenerated <> '' JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'trigger' AS kind, pg_get_triggerdef(t.oid) AS text FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'function', pg_get_functiondef(p.oid) FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend x WHERE x.objid = p.oid AND x.deptype = 'e')
    ORDER BY 2`,
}

/** What the tables of a database are, read from its catalogues, one line for each fact and in a fixed order. */
export async function describeSchema(url: string): Promise<SchemaDescription> {
  return connected(url, async (client) => {
    const answer = async (question: string) => (await client.query<Part>(question)).rows
    return {
      columns: await answer(questions.columns),
      constraints: await answer(questions.constraints),
      indexes: await answer(questions.indexes),
      triggers: await answer(questions.triggers),
    }
  })
}

/** Runs SQL of several statements. */
export async function runScript(url: string, sql: string): Promise<void> {
  await connected(url, (client) => client.query(sql))
}

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
