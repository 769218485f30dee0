import { beforeAll, describe, expect, test } from 'vitest'
import { codedPlaces } from '@/lib/data/annotations/coded-places'
import { blindRoundIdsOf } from '@/lib/data/rounds/load-veil'
import type { Role } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import { codedTogether } from '@/lib/domain/review/shared-documents'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'
import { firstComparison } from './first-comparison'

const { db } = await freshDatabase()
const api = apiOn(db)
const text =
  'Salt came into the wells before the sea did, and nobody in the village wrote it down or told the harbour office.'

let lead: Caller, ana: Caller, ben: Caller, cleo: Caller
let path: string, projectId: string, documents: string[], tag: string

beforeAll(async () => {
  const made = await team(db, api, ['coder'])
  ;({ lead, coder: ana, path, projectId } = made)
  ;[ben, cleo] = [await person(db, api, 'Ben'), await person(db, api, 'Cleo')]
  for (const { id } of [ben, cleo])
    await db.membership.create({ data: { projectId, userId: id, role: 'coder' }, select: { role: true } })
  documents = []
  for (const title of ['Wells', 'Harbour'])
    documents.push((await lead.call('POST', `${path}/documents`, { title, text })).body.document.id)
  tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  for (const who of [ana, ben, cleo]) await mark(who, 0, 24)
  await mark(ben, 49, 70)
  await mark(cleo, 71, 85)
  await mark(ana, 25, 43, documents[1])
})

const mark = async (who: Caller, start: number, end: number, documentId = documents[0]) =>
  expect((await who.call('POST', `${path}/annotations`, { documentId, start, end, tagIds: [tag] })).status).toBe(201)

async function begins(who: Caller, role: Role = 'coder') {
  const { settings } = await db.project.findUniqueOrThrow({ where: { id: projectId }, select: { settings: true } })
  const member = {
    projectId,
    userId: who.id,
    role,
    settings,
    blindRoundIds: await blindRoundIdsOf(db, who.id),
  } as unknown as Member
  return firstComparison(db, member, codedTogether(await codedPlaces(db, member)), null)
}

describe('review begins', () => {
  test('with the two who differ most, on what both coded', async () => {
    expect(await begins(lead, 'lead')).toEqual({
      roundId: null,
      documentIds: [documents[0]],
      coderIds: [ben.id, cleo.id].toSorted(),
    })
  })

  test('with the newest round in which there is something to compare; what is blind is as if it were not there', async () => {
    const round = (
      await lead.call('POST', `${path}/rounds`, {
        name: 'Blind',
        documentIds: [documents[0]],
        coderIds: [ana.id, ben.id],
        visibility: 'until-all-submit',
      })
    ).body.id as string
    const nothing = { roundId: null, documentIds: [], coderIds: [] }
    // Ana codes the first document blind: of it there is her own work alone.
    expect(await begins(ana)).toEqual(nothing)
    const before = await begins(lead, 'lead')
    expect(before.coderIds).toEqual([ben.id, cleo.id].toSorted())
    // Twenty passages that nobody may know of change nothing of what is shown first.
    for (let at = 0; at < 20; at++) await mark(ana, at, at + 3)
    expect(await begins(lead, 'lead')).toEqual(before)
    expect(await begins(cleo)).toEqual(before)
    for (const who of [ana, ben]) await who.call('POST', `${path}/rounds/${round}/submit`, { documentId: documents[0] })
    expect(await begins(lead, 'lead')).toEqual({ roundId: round, documentIds: [], coderIds: [] })
    await lead.call('POST', `${path}/rounds`, {
      name: 'Not begun',
      documentIds: documents,
      coderIds: [ana.id, ben.id],
      visibility: 'open',
    })
    expect((await begins(ben)).roundId).toBe(round)
  })
})
