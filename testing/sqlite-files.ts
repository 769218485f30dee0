import initSqlJs from 'sql.js'

type Value = string | number | Uint8Array | null

/** A database of SQLite: statements that make its tables, and rows by table, each with its values in the order of the columns. */
export async function sqliteFile(
  statements: string,
  rows: Readonly<Record<string, readonly (readonly Value[])[]>> = {},
): Promise<Buffer> {
  const { Database } = await initSqlJs()
  const database = new Database()
  try {
    database.run('BEGIN')
    database.run(statements)
    for (const [table, lines] of Object.entries(rows)) {
      const [first] = lines
      if (!first) continue
      const statement = database.prepare(`INSERT INTO "${table}" VALUES (${first.map(() => '?').join(', ')})`)
      for (const line of lines) statement.run([...line])
      statement.free()
    }
    database.run('COMMIT')
    return Buffer.from(database.export())
  } finally {
    database.close()
  }
}

/** The tables of Taguette, as its schema of 2025 has them. */
export const taguetteTables = `
  CREATE TABLE users (login VARCHAR(30) NOT NULL PRIMARY KEY, email VARCHAR(256));
  CREATE TABLE projects (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, created DATETIME NOT NULL);
  CREATE TABLE project_members (project_id INTEGER NOT NULL, user_login VARCHAR(30) NOT NULL, privileges VARCHAR(11) NOT NULL, PRIMARY KEY (project_id, user_login));
  CREATE TABLE documents (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, name VARCHAR(200) NOT NULL, description TEXT NOT NULL, filename VARCHAR(200) NOT NULL, created DATETIME NOT NULL, project_id INTEGER NOT NULL, text_direction VARCHAR(13) NOT NULL, contents TEXT NOT NULL);
  CREATE TABLE tags (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, project_id INTEGER NOT NULL, path VARCHAR(200) NOT NULL, description TEXT NOT NULL);
  CREATE TABLE highlights (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, document_id INTEGER NOT NULL, start_offset INTEGER NOT NULL, end_offset INTEGER NOT NULL, snippet TEXT NOT NULL);
  CREATE TABLE highlight_tags (highlight_id INTEGER NOT NULL, tag_id INTEGER NOT NULL, PRIMARY KEY (highlight_id, tag_id));
  CREATE TABLE commands (id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, date DATETIME NOT NULL, user_login VARCHAR(30) NOT NULL, project_id INTEGER NOT NULL, document_id INTEGER, payload TEXT NOT NULL);
`

/** Bytes of UTF-8 before and behind some words of a text: how Taguette counts. */
export function bytesAt(text: string, words: string): { start: number; end: number } {
  const start = Buffer.byteLength(text.slice(0, text.indexOf(words)))
  return { start, end: start + Buffer.byteLength(words) }
}
