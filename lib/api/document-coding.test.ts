import { beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { rowsTouched } from '@/testing/rows-touched'
import { apiOn, person, team, type Caller } from '@/testing/team'

// Who codes a document, and how far one is oneself, as the list of documents says it.

const { db } = await freshDatabase()
const api = apiOn(db)
let lead: Caller, ana: Caller, reader: Caller, ben: Caller
let path: string, projectId: string, wells: string

beforeEach(async () => {
  const made = await team(db, api, ['coder', 'reader'])
  ;({ lead, coder: ana, reader, path, projectId } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' }, select: { role: true } })
  wells = await addDocument('Wells')
})

const addDocument = async (title: string): Promise<string> =>
  (await lead.call('POST', `${path}/documents`, { title, text: 'Salt came into the wells before the sea did.' })).body
    .document.id
const mark = async (who: Caller, start: number, more: object = {}, documentId = wells): Promise<string> => {
  const { status, body } = await who.call('POST', `${path}/annotations`, {
    documentId,
    start,
    end: start + 3,
    tagIds: [],
    ...more,
  })
  expect(status).toBe(201)
  return body.id
}
const listed = async (who: Caller, id = wells) => {
  const { body } = await who.call('GET', `${path}/documents`)
  const { body: single } = await who.call('GET', `${path}/documents/${id}`)
  const [one] = body.items.filter((document: { id: string }) => document.id === id)
  expect(single).toEqual(one)
  return {
    coders: one.coders.map((coder: { id: string }) => coder.id),
    mine: one.mine,
    hidden: one.hidden,
  }
}
const setUp = async (visibility: string, more: object = {}) =>
  (
    await lead.call('POST', `${path}/rounds`, {
      name: 'First',
      documentIds: [wells],
      coderIds: [ana.id, ben.id],
      visibility,
      ...more,
    })
  ).body.id as string
const submit = async (who: Caller, roundId: string) =>
  expect((await who.call('POST', `${path}/rounds/${roundId}/submit`, { documentId: wells })).status).toBe(200)

test('the coders of a document are those whose passages exist for the reader', async () => {
  expect(await listed(ana)).toEqual({ coders: [], mine: { annotationCount: 0, state: null }, hidden: null })
  const shared = await mark(ben, 0)
  await mark(lead, 5, { visibility: 'private' })
  await mark(ana, 0)
  await mark(ana, 5, { visibility: 'private' })
  expect(new Set((await listed(ana)).coders)).toEqual(new Set([ana.id, ben.id]))
  expect((await listed(ana)).mine).toEqual({ annotationCount: 2, state: null })
  expect(new Set((await listed(reader)).coders)).toEqual(new Set([ana.id, ben.id]))
  expect((await listed(reader)).mine).toEqual({ annotationCount: 0, state: null })
  expect((await ben.call('DELETE', `${path}/annotations/${shared}`)).status).toBe(204)
  expect((await listed(reader)).coders).toEqual([ana.id])
})

describe('in a round', () => {
  test('one’s own state goes from not started by way of coding to submitted, and back where it is given back', async () => {
    // What was marked before the round is no work of it.
    await mark(ana, 9)
    const round = await setUp('open')
    expect((await listed(ana)).mine).toEqual({ annotationCount: 1, state: 'not-started' })
    await mark(ana, 0)
    expect((await listed(ana)).mine).toEqual({ annotationCount: 2, state: 'coding' })
    await submit(ana, round)
    expect((await listed(ana)).mine.state).toBe('submitted')
    await lead.call('POST', `${path}/rounds/${round}/reopen`, { documentId: wells, coderId: ana.id })
    expect((await listed(ana)).mine.state).toBe('reopened')
    // What nobody may go on with is not waited for.
    const { body } = await lead.call('GET', `${path}/rounds/${round}`)
    const closed = await lead.call('PATCH', `${path}/rounds/${round}`, { closed: true, version: body.version })
    expect(closed.status).toBe(200)
    expect((await listed(ana)).mine.state).toBe(null)
  })

  test('who is given a document is there for those who see how far everybody is, and for themselves', async () => {
    await setUp('open')
    expect(new Set((await listed(lead)).coders)).toEqual(new Set([ana.id, ben.id]))
    expect((await listed(ana)).coders).toEqual([ana.id])
    expect((await listed(reader)).coders).toEqual([])
  })

  test('a colleague whose work is hidden is no coder yet, and the document says until when something may be', async () => {
    const hides = async (who: Caller) => {
      const [{ body: one }, { body: all }] = [await who.call('GET', path), await who.call('GET', '/projects')]
      expect(all.items.find((project: { id: string }) => project.id === projectId).hides).toBe(one.hides)
      return one.hides
    }
    expect(await hides(ana)).toBe(false)
    const round = await setUp('until-own-submit')
    expect(await hides(ana)).toBe(true)
    expect(await listed(ana)).toMatchObject({ coders: [ana.id], hidden: 'until-you-submit' })
    expect(await listed(reader)).toMatchObject({ coders: [], hidden: 'until-all-submit' })
    await mark(ben, 0)
    expect(await listed(ana)).toMatchObject({ coders: [ana.id], hidden: 'until-you-submit' })
    expect(await listed(reader)).toMatchObject({ coders: [], hidden: 'until-all-submit' })
    await submit(ana, round)
    expect(new Set((await listed(ana)).coders)).toEqual(new Set([ana.id, ben.id]))
    expect((await listed(ana)).hidden).toBe(null)
    expect([await hides(ana), await hides(reader)]).toEqual([false, true])
    await submit(ben, round)
    expect(await listed(reader)).toMatchObject({ coders: [ben.id], hidden: null })
  })
})

test('a list of many documents asks as few questions as one of a few, and colleagues’ passages cost nothing', async () => {
  const cost = async () => {
    await db.$executeRaw`ANALYZE`
    return (await rowsTouched(() => ana.call('GET', `${path}/documents?total=false`))).work
  }
  await mark(ben, 0)
  const before = await cost()
  const rows = (work: typeof before) => work.reduce((sum, one) => sum + one.rows, 0)
  const { currentRevisionId } = await db.document.findFirstOrThrow({
    where: { projectId, id: wells },
    select: { currentRevisionId: true },
  })
  await db.$executeRaw`
    INSERT INTO "Annotation" ("projectId", id, "documentId", "revisionId", start, "end", quote, prefix, suffix, "authorId", visibility)
    SELECT ${projectId}::uuid, gen_random_uuid(), ${wells}::uuid, ${currentRevisionId}::uuid, n % 40, n % 40 + 1, 'x', '', '', ${ben.id}::uuid, 'shared' FROM generate_series(1, 2000) n`
  const coding = (work: typeof before) => work.filter(({ sql }) => sql.includes('"Overlay" o JOIN'))
  const more = await cost()
  expect(coding(more)).toHaveLength(1)
  expect(rows(coding(more))).toBeLessThanOrEqual(rows(coding(before)) + 20)
  for (let n = 0; n < 12; n++) await addDocument(`More ${n}`)
  expect((await cost()).length).toBe(more.length)
})
