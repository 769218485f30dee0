import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { letters, made, reads, submit, walk, work, type World } from '@/testing/blind-world'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn } from '@/testing/team'

// Every way to read is walked as somebody for whom a round hides things, before and after the others work. The answers must be the same to the letter:
// neither a row nor a count, neither a total nor a refusal may tell that anybody did anything.

const { db } = await freshDatabase()
const clock = new Date('2026-11-22T12:00:00Z')
const api = apiOn(db, () => clock)

/** What is hidden from whom, and until when. */
const worlds = [
  {
    name: 'a coder until she has submitted',
    visibility: 'until-own-submit',
    who: 'ana',
    lift: (world: World) => submit(world, world.ana),
  },
  {
    name: 'a coder until all have submitted',
    visibility: 'until-all-submit',
    who: 'ana',
    lift: async (world: World) => (await submit(world, world.ana), await submit(world, world.ben)),
  },
  {
    name: 'a coder until a lead opens the round',
    visibility: 'until-all-submit',
    who: 'ana',
    lift: (world: World) => world.lead.call('PATCH', `${world.path}/rounds/${world.ids.r}`, { opened: true }),
  },
  {
    name: 'a lead until the coder has submitted',
    visibility: 'until-own-submit',
    who: 'lead',
    lift: (world: World) => submit(world, world.ben),
  },
  {
    name: 'a reviewer until all have submitted',
    visibility: 'until-all-submit',
    who: 'reviewer',
    lift: async (world: World) => (await submit(world, world.ana), await submit(world, world.ben)),
  },
  {
    name: 'a reader until the coder has submitted',
    visibility: 'until-own-submit',
    who: 'reader',
    lift: (world: World) => submit(world, world.ben),
  },
] as const

test('every route that reads is here', async () => {
  const { paths } = (await (await api.request('/api/v1/openapi.json')).json()) as {
    paths: Record<string, Record<string, unknown>>
  }
  const routes = Object.entries(paths).flatMap(([path, operations]) =>
    'get' in operations && (path.startsWith('/api/v1/projects/{p}') || path === '/api/v1/me/notifications')
      ? [path.replace('/api/v1', '')]
      : [],
  )
  expect(routes.toSorted()).toEqual(Object.keys(reads).toSorted())
})

describe.each(worlds)('$name', ({ visibility, who, lift }) => {
  let world: World
  let before: Map<string, string>
  beforeAll(async () => {
    world = await made(db, api, visibility)
    before = await walk(world, world[who])
    await work(db, world, who !== 'lead')
    // That a colleague is done is told to those who may see progress, and to nobody who still codes.
    if (who === 'ana') await submit(world, world.ben)
  })

  test('no answer changes by what the others do', async () => {
    const after = await walk(world, world[who])
    expect([...after.keys()]).toEqual([...before.keys()])
    const told = [...after].flatMap(([route, answer]) =>
      answer === before.get(route) ? [] : [`${route}: ${firstDifference(before.get(route) ?? '', answer)}`],
    )
    expect(told).toEqual([])
  })

  test('no refusal tells an annotation that is hidden from one that is not there', async () => {
    const caller = world[who]
    const refusals = async (id: string) => {
      const answers = [
        await caller.call('PATCH', `${world.path}/annotations/${id}`, { version: 1, note: 'mine now' }),
        await caller.call('PATCH', `${world.path}/annotations/${id}`, { starred: true }),
        await caller.call('DELETE', `${world.path}/annotations/${id}`),
        await caller.call('POST', `${world.path}/annotations/bulk`, { action: 'delete', items: [{ id }] }),
      ]
      return answers.map(letters)
    }
    expect(await refusals(world.ids.a)).toEqual(await refusals(newId()))
    const talk = async (id: string, c: string) => {
      const answers = [
        await caller.call('POST', `${world.path}/comments`, { subject: { type: 'annotation', id }, body: 'And?' }),
        await caller.call('POST', `${world.path}/comments`, {
          subject: { type: 'document', id: world.ids.d },
          body: 'And?',
          parentId: c,
        }),
        await caller.call('POST', `${world.path}/comments`, {
          subject: { type: 'document', id: world.ids.d },
          body: { type: 'doc', content: [{ type: 'excerpt', attrs: { annotationId: id } }] },
        }),
        await caller.call('PATCH', `${world.path}/comments/${c}`, { resolved: true }),
        await caller.call('DELETE', `${world.path}/comments/${c}`),
      ]
      return answers.map(letters)
    }
    expect(await talk(world.ids.a, world.ids.c)).toEqual(await talk(newId(), newId()))
    const revert = async (seq: string) => [
      letters(await caller.call('GET', `${world.path}/events/${seq}/revert`)),
      letters(await caller.call('POST', `${world.path}/events/${seq}/revert`)),
    ]
    expect(await revert(await hiddenEvent(world))).toEqual(await revert('999999999'))
  })

  test('what was hidden is there once the round allows it', async () => {
    const caller = world[who]
    await lift(world)
    const { body } = await caller.call('GET', `${world.path}/annotations?documentId=${world.ids.d}&q=sesquipedal`)
    expect(body.total).toBeGreaterThan(0)
    const { body: log } = await caller.call(
      'GET',
      `${world.path}/events?order=newest&kind=annotation&actorId=${world.ids.ben}`,
    )
    expect(log.items.length).toBeGreaterThan(0)
    expect((await caller.call('GET', `${world.path}/comments/${world.ids.c}`)).body.text).toContain('sesquipedal')
    const { body: news } = await caller.call('GET', '/me/notifications?unread=true')
    expect(
      news.items.filter((item: { kind: string }) => !['round', 'opened', 'submitted', 'revealed'].includes(item.kind)),
    ).toEqual([expect.objectContaining({ kind: 'mention', comment: expect.objectContaining({ id: world.ids.c }) })])
  })
})

async function hiddenEvent({ ids }: World): Promise<string> {
  const { seq } = await db.event.findFirstOrThrow({
    where: { subjectId: ids.a, type: 'annotation.created' },
    select: { seq: true },
  })
  return String(seq)
}

function firstDifference(before: string, after: string): string {
  const at = [...after].findIndex((letter, i) => letter !== before[i])
  return `…${before.slice(Math.max(0, at - 60), at + 20)}… became …${after.slice(Math.max(0, at - 60), at + 20)}…`
}
