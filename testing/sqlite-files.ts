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

/** The tables of QualCoder, as its version 17 of 2026 has them. */
export const qualcoderTables = `
  CREATE TABLE project (databaseversion text, date text, memo text, about text, bookmarkfile integer, bookmarkpos integer, codername text, recently_used_codes text);
  CREATE TABLE source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, av_text_id integer, risid integer, unique(name));
  CREATE TABLE code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer, unique(name));
  CREATE TABLE code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, supercid integer, unique(name));
  CREATE TABLE code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer, unique(cid,fid,pos0,pos1,owner));
  CREATE TABLE code_image (imid integer primary key, id integer, x1 integer, y1 integer, width integer, height integer, cid integer, memo text, date text, owner text, important integer, pdf_page integer);
  CREATE TABLE code_av (avid integer primary key, id integer, pos0 integer, pos1 integer, cid integer, memo text, date text, owner text, important integer);
  CREATE TABLE annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text, unique(fid,pos0,pos1,owner));
  CREATE TABLE attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text);
  CREATE TABLE attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text, unique(name,attr_type,id));
  CREATE TABLE cases (caseid integer primary key, name text, memo text, owner text, date text, constraint ucm unique(name));
  CREATE TABLE case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text);
  CREATE TABLE journal (jid integer primary key, name text, jentry text, date text, owner text, unique(name));
  CREATE TABLE graph (grid integer primary key, name text, description text, date text, scene_width integer, scene_height integer, unique(name));
  CREATE TABLE stored_sql (title text, description text, grouper text, ssql text, unique(title));
  CREATE TABLE ris (risid integer, tag text, longtag text, value text);
  CREATE TABLE coder_names (name TEXT UNIQUE NOT NULL, visibility INTEGER NOT NULL DEFAULT 1);
`

/** The tables of RQDA, as its version 0.2.2 has them. */
export const rqdaTables = `
  CREATE TABLE project (databaseversion text, date text, dateM text, memo text, about text, imageDir text);
  CREATE TABLE source (name text, id integer, file text, memo text, owner text, date text, dateM text, status integer);
  CREATE TABLE freecode (name text, memo text, owner text, date text, dateM text, id integer, status integer, color text);
  CREATE TABLE treecode (cid integer, catid integer, date text, dateM text, memo text, status integer, owner text);
  CREATE TABLE codecat (name text, cid integer, catid integer, owner text, date text, dateM text, memo text, status integer);
  CREATE TABLE treefile (fid integer, catid integer, date text, dateM text, memo text, status integer, owner text);
  CREATE TABLE filecat (name text, fid integer, catid integer, owner text, date text, dateM text, memo text, status integer);
  CREATE TABLE coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text, date text, memo text);
  CREATE TABLE coding2 (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text, date text, memo text);
  CREATE TABLE cases (name text, memo text, owner text, date text, dateM text, id integer, status integer);
  CREATE TABLE caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer, owner text, date text, memo text);
  CREATE TABLE attributes (name text, status integer, date text, dateM text, owner text, memo text, class text);
  CREATE TABLE caseAttr (variable text, value text, caseID integer, date text, dateM text, owner text, status integer);
  CREATE TABLE fileAttr (variable text, value text, fileID integer, date text, dateM text, owner text, status integer);
  CREATE TABLE journal (name text, journal text, date text, dateM text, owner text, status integer);
  CREATE TABLE annotation (fid integer, position integer, annotation text, owner text, date text, dateM text, status integer);
  CREATE TABLE image (name text, id integer, date text, dateM text, owner text, status integer);
  CREATE TABLE imageCoding (cid integer, iid integer, x1 integer, y1 integer, x2 integer, y2 integer, memo text, date text, dateM text, owner text, status integer);
`

/** Characters before and behind some words of a text: how QualCoder and RQDA count. */
export function charactersAt(text: string, words: string): { start: number; end: number } {
  const start = [...text.slice(0, text.indexOf(words))].length
  return { start, end: start + [...words].length }
}

/** Bytes of UTF-8 before and behind some words of a text: how Taguette counts. */
export function bytesAt(text: string, words: string): { start: number; end: number } {
  const start = Buffer.byteLength(text.slice(0, text.indexOf(words)))
  return { start, end: start + Buffer.byteLength(words) }
}
