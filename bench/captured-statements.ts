import { Prisma } from '@/generated/prisma/client'
import { insertAnnotation } from '@/lib/data/annotations/write'
import { findMember } from '@/lib/data/accounts/identity'
import type { Transaction } from '@/lib/data/database/client'
import type { Member } from '@/lib/domain/access/viewer'

interface Statement {
  text: string
  values: unknown[]
}

const marks = {
  id: '0193e0a8-5c00-7000-8000-0000000be4c0',
  start: 900_000_001,
  end: 900_000_002,
  quote: 'the quote',
  prefix: 'the prefix',
  suffix: 'the suffix',
}
const eventMark = { mark: 'the event' }

/** The application's own two statements for creating an annotation, as it would send them, and where in the second one the values of each annotation go. */
export async function capturedStatements(
  member: Member,
  tokenHash: string,
  place: { documentId: string; revisionId: string; tagIds: string[] },
) {
  const identify = await captured((db) => findMember(db, { kind: 'token', hash: tokenHash }, member.projectId))
  const insert = await captured((db) =>
    insertAnnotation(
      db,
      member,
      { ...place, ...marks, note: '', visibility: 'shared', certainty: null, secondOpinion: false },
      eventMark,
      new Date(),
    ),
  )
  const placesOf = (mark: unknown) => insert.values.flatMap((value, index) => (value === mark ? [index] : []))
  const places = {
    ...Object.fromEntries(Object.entries(marks).map(([name, mark]) => [name, placesOf(mark)])),
    event: placesOf(JSON.stringify(eventMark)),
  }
  return { identify, insert: { ...insert, places } }
}

async function captured(work: (db: Transaction) => Promise<unknown>): Promise<Statement> {
  let statement: Statement | undefined
  const listener = {
    $queryRaw: (strings: TemplateStringsArray, ...values: unknown[]) => {
      const { text, values: flat } = Prisma.sql(strings, ...(values as Prisma.Sql[]))
      statement = { text, values: flat }
      return Promise.resolve([])
    },
  }
  await work(listener as unknown as Transaction)
  if (!statement) throw new Error('Nothing was asked of the database')
  return statement
}
