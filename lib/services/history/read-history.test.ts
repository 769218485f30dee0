import { beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'
import type { HistoryEvent } from '@/lib/schemas/history'

const { db } = await freshDatabase()
const api = apiOn(db)
let lead: Caller, coder: Caller, reader: Caller
let path: string, d: string

beforeEach(async () => {
  ;({ lead, coder, reader, path } = await team(db, api))
  d = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text: 'Salt came into the wells' })).body.document
    .id
})

const history = async (who: Caller, query = '') =>
  (await who.call('GET', `${path}/events?order=newest${query}`)).body.items as HistoryEvent[]
const possible = (events: readonly HistoryEvent[]) =>
  Object.fromEntries(events.map(({ type, revert }) => [type, revert?.isPossible]))

describe('the history read back', () => {
  test('says how a passage begins that is starred or named as an example, as far as its reader sees it now', async () => {
    const tag = (await lead.call('POST', `${path}/tags`, { name: 'Salt' })).body.id
    const mark = async () =>
      (await coder.call('POST', `${path}/annotations`, { documentId: d, start: 0, end: 14, tagIds: [tag] })).body
    const passage = await mark()
    const about = `${path}/annotations/${passage.id}`
    expect((await lead.call('PATCH', about, { starred: true })).status).toBe(200)
    const example = { annotationId: passage.id, kind: 'example' }
    expect((await lead.call('POST', `${path}/tags/${tag}/examples`, example)).status).toBe(201)
    const words = async (who: Caller) =>
      Object.fromEntries((await history(who)).map(({ type, passage: begins }) => [type, begins]))
    for (const who of [lead, coder])
      expect(await words(who)).toMatchObject({
        'annotation.starred': 'Salt came into',
        'annotation.example-named': 'Salt came into',
        'annotation.created': null,
      })
    await coder.call('PATCH', about, { visibility: 'private', version: passage.version })
    expect(Object.values(await words(lead)).filter(Boolean)).toEqual([])
    expect((await words(coder))['annotation.starred']).toBe('Salt came into')
    await coder.call('DELETE', about)
    expect(Object.values(await words(coder)).filter(Boolean)).toEqual([])
  })

  test('offers what the server would revert, and says why not of everything else, for each person alike with the server', async () => {
    await coder.call('POST', `${path}/tags`, { name: 'Salt' })
    await coder.call('POST', `${path}/annotations`, { documentId: d, start: 0, end: 4 })
    const round = (
      await lead.call('POST', `${path}/rounds`, {
        name: 'First',
        documentIds: [d],
        coderIds: [coder.id],
        visibility: 'open',
      })
    ).body.id
    await coder.call('POST', `${path}/rounds/${round}/submit`, { documentId: d })
    await lead.call('PATCH', path, { settings: { codebook: 'locked' } })
    const events = { lead: await history(lead), coder: await history(coder), reader: await history(reader) }
    expect(possible(events.lead)).toEqual({
      'project.changed': true,
      'round.submitted': false,
      'round.created': true,
      'annotation.created': true,
      'tag.created': true,
      'document.created': true,
      'project.created': false,
    })
    // The codebook is locked to coders by now, so the coder's own tag is not theirs to revert.
    expect(possible(events.coder)).toEqual({
      'project.changed': false,
      'round.submitted': false,
      'round.created': false,
      'annotation.created': true,
      'tag.created': false,
      'document.created': false,
      'project.created': false,
    })
    expect(Object.values(possible(events.reader)).some(Boolean)).toBe(false)
    for (const [name, who] of Object.entries({ lead, coder, reader }))
      for (const { seq, revert } of events[name as 'lead']) {
        expect(revert?.reason === null).toBe(revert?.isPossible)
        const { body } = await who.call('GET', `${path}/events/${seq}/revert`)
        // What later work stands in the way of is found only by trying; what is refused here is refused there.
        if (revert?.isPossible === false) expect(body.canRevert).toBe(false)
      }
    expect(events.lead.find(({ type }) => type === 'round.submitted')?.revert?.reason).toContain('A lead reopens')
  })

  test('says so of what was reverted', async () => {
    await lead.call('PATCH', path, { name: 'Second' })
    const [event] = await history(lead)
    expect(event?.revert).toEqual({ isPossible: true, reason: null })
    await lead.call('POST', `${path}/events/${event?.seq}/revert`)
    const [undone, same] = await history(lead)
    expect([undone?.revert?.isPossible, same?.revert]).toEqual([
      true,
      expect.objectContaining({ isPossible: false, reason: 'This has been reverted already.' }),
    ])
  })

  test('names the codebook’s version at every event, whatever the page and the filter', async () => {
    for (const name of ['One', 'Two', 'Three']) {
      await lead.call('POST', `${path}/tags`, { name })
      await lead.call('PATCH', path, { name: `With ${name}` })
    }
    const versions = (events: readonly HistoryEvent[]) =>
      events.map(({ type, codebookVersion }) => [type, codebookVersion])
    const whole = versions(await history(lead))
    expect(whole).toEqual([
      ['project.changed', 3],
      ['tag.created', 3],
      ['project.changed', 2],
      ['tag.created', 2],
      ['project.changed', 1],
      ['tag.created', 1],
      ['document.created', 0],
      ['project.created', 0],
    ])
    expect(versions(await history(lead, '&kind=project'))).toEqual(
      whole.filter(([type]) => String(type).startsWith('project.')),
    )
    const [last] = await history(lead, '&limit=1')
    expect(versions(await history(lead, `&limit=2&before=${last?.seq}`))).toEqual(whole.slice(1, 3))
  })
})
