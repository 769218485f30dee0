import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { actions } from '@/lib/domain/access/actions'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Answer, type Caller } from '@/testing/team'
import { irrevocable, reverters } from './reverters'

describe('every kind of event', () => {
  const source = ['lib/services', 'lib/data'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'reverters.ts')
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  )
  /** What `type` is set to wherever an event is written, with the verbs of the few that are put together. */
  const verbs: Record<string, string[]> = {
    '`annotations.${verb}`': [
      'annotations.created',
      'annotations.tagged',
      'annotations.untagged',
      'annotations.deleted',
      'annotations.restored',
    ],
    '`annotation.${verb}`': ['annotation.changed', 'annotation.deleted', 'annotation.restored'],
    '`${kind}.purged`': ['document.purged', 'tag.purged', 'theme.purged', 'annotation.purged'],
    '`${kind}.deleted`': [],
    // The name of a file in an export, and no event.
    "'project.qde'": [],
    '`round.${verb}`': ['round.submitted', 'round.reopened'],
    '`round.${verbOf(before, row)}`': ['round.opened', 'round.resumed', 'round.closed', 'round.changed'],
  }
  const kinds = [
    ...new Set([
      'tag',
      'theme',
      ...[...Object.keys(reverters), ...Object.keys(irrevocable)].map((type) => type.split('.')[0] ?? ''),
    ]),
  ]
  const written = new Set(
    source.flatMap((text) => [
      ...[
        ...text.matchAll(
          /\btype: (?:\w+ \? )?('[a-z]+\.[a-z-]+'|`[a-z]+\.\$\{[^`]*\}`|`\$\{\w+\}\.[a-z-]+`)(?: : ('[a-z]+\.[a-z-]+'))?/g,
        ),
      ].flatMap((match) => match.slice(1).filter(Boolean)),
      ...[...text.matchAll(/'([a-z]+)\.[a-z-]+'/g)]
        .filter((match) => kinds.includes(match[1] ?? ''))
        .map((match) => match[0]),
    ]),
  )

  test('is reverted or says why not, and no kind that nobody writes is spoken of', () => {
    const types = [...written]
      .flatMap((literal) => verbs[literal] ?? [literal.replaceAll("'", '')])
      .filter((type) => !actions.includes(type as (typeof actions)[number]))
    expect(types.length).toBeGreaterThan(40)
    expect(
      [...new Set(types)].filter(
        (type) => type.includes('`') || (!Object.hasOwn(reverters, type) && !Object.hasOwn(irrevocable, type)),
      ),
    ).toEqual([])
    expect([...Object.keys(reverters), ...Object.keys(irrevocable)].filter((type) => !types.includes(type))).toEqual([])
    expect(Object.keys(reverters).filter((type) => Object.hasOwn(irrevocable, type))).toEqual([])
  })
})

const { db } = await freshDatabase()
const api = apiOn(db)
let lead: Caller
let coder: Caller
let reader: Caller
let path: string
let projectId: string

beforeEach(async () => {
  ;({ lead, coder, reader, path, projectId } = await team(db, api))
})

const eventOf = (answer: Answer) => Number(answer.headers.get('x-event'))
const revert = (who: Caller, event: number) => who.call('POST', `${path}/events/${event}/revert`)
const preview = (who: Caller, event: number) => who.call('GET', `${path}/events/${event}/revert`)

/** Documents, attributes, members and the project, but for versions and times. */
async function state() {
  const documents = await db.document.findMany({
    where: { projectId },
    orderBy: { id: 'asc' },
    select: {
      id: true,
      title: true,
      language: true,
      direction: true,
      attributes: true,
      deletedAt: true,
      createdById: true,
    },
  })
  const attributes = await db.attribute.findMany({
    where: { projectId },
    orderBy: { id: 'asc' },
    select: { id: true, key: true, label: true, type: true, choices: true, position: true },
  })
  const members = await db.membership.findMany({
    where: { projectId },
    orderBy: { userId: 'asc' },
    select: { userId: true, role: true },
  })
  const project = await db.project.findUnique({
    where: { id: projectId },
    select: { name: true, description: true, settings: true },
  })
  return {
    documents: documents.map(({ deletedAt, ...row }) => ({ ...row, inBin: deletedAt !== null })),
    attributes,
    members,
    project,
  }
}

interface Drawn {
  kind:
    | 'rename'
    | 'describe'
    | 'undescribe'
    | 'bin'
    | 'attribute'
    | 'label'
    | 'drop'
    | 'role'
    | 'remove'
    | 'project'
    | 'settings'
  a: number
  b: number
}
const drawn = fc.record<Drawn>({
  kind: fc.constantFrom(
    'rename',
    'describe',
    'undescribe',
    'bin',
    'attribute',
    'label',
    'drop',
    'role',
    'remove',
    'project',
    'settings',
  ),
  a: fc.nat(5),
  b: fc.nat(5),
})

async function perform({ kind, a, b }: Drawn): Promise<Answer | null> {
  const { documents, attributes, members } = await state()
  const live = documents.filter((row) => !row.inBin)
  const [document, attribute, member] = [
    live[a % Math.max(1, live.length)],
    attributes[a % Math.max(1, attributes.length)],
    members[a % members.length],
  ]
  const words = ['Salt', 'Nets', 'Fever', 'Desk', 'Boats', 'Tanks'] as const
  switch (kind) {
    case 'rename':
      return document
        ? lead.call('PATCH', `${path}/documents/${document.id}`, { title: words[b], language: b > 3 ? 'en' : 'fr' })
        : null
    case 'describe':
      return document && attribute
        ? lead.call('PATCH', `${path}/documents/${document.id}`, { attributes: { [attribute.key]: words[b] } })
        : null
    case 'undescribe':
      return document && attribute
        ? lead.call('PATCH', `${path}/documents/${document.id}`, { attributes: { [attribute.key]: null } })
        : null
    case 'bin':
      return document ? lead.call('DELETE', `${path}/documents/${document.id}`) : null
    case 'attribute':
      return lead.call('POST', `${path}/attributes`, { key: `key${b}`, label: words[b], type: 'text' })
    case 'label':
      return attribute
        ? lead.call('PATCH', `${path}/attributes/${attribute.id}`, { label: words[b], position: a })
        : null
    case 'drop':
      return attribute ? lead.call('DELETE', `${path}/attributes/${attribute.id}`) : null
    case 'role':
      return member
        ? lead.call('PATCH', `${path}/members/${member.userId}`, {
            role: (['coder', 'reviewer', 'reader'] as const)[b % 3],
          })
        : null
    case 'remove':
      return member && member.userId !== lead.id ? lead.call('DELETE', `${path}/members/${member.userId}`) : null
    case 'project':
      return lead.call('PATCH', path, { name: words[a], description: words[b] })
    case 'settings':
      return lead.call('PATCH', path, {
        settings: b > 2 ? { codebook: 'locked' } : { defaultVisibility: a > 2 ? 'private' : 'shared' },
      })
  }
}

describe('events on documents, attributes, members and the project', () => {
  test('reverted in reverse order restore every state that was, and reverted once more the event itself', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 3, maxLength: 9 }), async (events) => {
        await db.document.deleteMany({ where: { projectId } })
        await db.attribute.deleteMany({ where: { projectId } })
        for (const title of ['One', 'Two']) await lead.call('POST', `${path}/documents`, { title, text: 'a text' })
        await lead.call('POST', `${path}/attributes`, { key: 'genre', label: 'Genre', type: 'text' })
        const past: { before: unknown; after: unknown; event: number }[] = []
        for (const event of events) {
          const before = await state()
          const answer = await perform(event)
          expect([undefined, 200, 201, 204, 409]).toContain(answer?.status)
          const after = await state()
          if (JSON.stringify(before) !== JSON.stringify(after) && answer)
            past.push({ before, after, event: eventOf(answer) })
        }
        for (const { before, after, event } of past.toReversed()) {
          const undone = await revert(lead, event)
          expect([undone.status, undone.text]).toEqual([200, expect.stringContaining('"effects":["')])
          expect(await state()).toEqual(before)
          const redone = await revert(lead, undone.body.seq)
          expect([redone.status, redone.text]).toEqual([200, expect.stringContaining('"seq"')])
          expect(await state()).toEqual(after)
          expect((await revert(lead, redone.body.seq)).status).toBe(200)
        }
      }),
      { numRuns: 10, interruptAfterTimeLimit: 60_000 },
    )
  })

  test('somebody removed comes back with their role, and what they did was always theirs', async () => {
    const { body } = await lead.call('POST', `${path}/documents`, { title: 'Log', text: 'Salt came into the wells' })
    const mark = (await coder.call('POST', `${path}/annotations`, { documentId: body.document.id, start: 0, end: 4 }))
      .body.id
    const removed = eventOf(await lead.call('DELETE', `${path}/members/${coder.id}`))
    expect((await coder.call('GET', path)).status).toBe(404)
    expect((await lead.call('GET', `${path}/annotations/${mark}`)).body.author.id).toBe(coder.id)
    expect((await revert(reader, removed)).status).toBe(403)
    expect((await preview(lead, removed)).body.effects).toEqual(['Coder is in the project again, as a coder'])
    expect((await coder.call('GET', path)).status).toBe(404)
    expect((await revert(lead, removed)).status).toBe(200)
    expect((await coder.call('GET', path)).body.role).toBe('coder')
    expect((await coder.call('DELETE', `${path}/annotations/${mark}`)).status).toBe(204)
  })

  test('the project keeps a lead whatever is reverted', async () => {
    const made = eventOf(await lead.call('PATCH', `${path}/members/${coder.id}`, { role: 'lead' }))
    expect((await lead.call('PATCH', `${path}/members/${lead.id}`, { role: 'reader' })).status).toBe(200)
    expect((await revert(coder, made)).body).toMatchObject({
      status: 409,
      detail: expect.stringContaining('only lead'),
    })
    expect((await coder.call('GET', path)).body.role).toBe('lead')
  })

  const refused: [string, () => Promise<number>, RegExp][] = [
    [
      'the title was changed again',
      async () => {
        const { body } = await lead.call('POST', `${path}/documents`, { title: 'A', text: 't' })
        const event = eventOf(await lead.call('PATCH', `${path}/documents/${body.document.id}`, { title: 'B' }))
        await lead.call('PATCH', `${path}/documents/${body.document.id}`, { title: 'C' })
        return event
      },
      /changed again since \(title\)/,
    ],
    [
      'passages are marked in the new document',
      async () => {
        const { body } = await lead.call('POST', `${path}/documents`, { title: 'A', text: 'a text' })
        await lead.call('POST', `${path}/annotations`, { documentId: body.document.id, start: 0, end: 1 })
        return (await lead.call('GET', `${path}/events?kind=document&order=newest`)).body.items[0].seq
      },
      /Passages are marked/,
    ],
    [
      'the key is taken',
      async () => {
        const { body } = await lead.call('POST', `${path}/attributes`, { key: 'genre', label: 'Genre', type: 'text' })
        const event = eventOf(await lead.call('DELETE', `${path}/attributes/${body.id}`))
        await lead.call('POST', `${path}/attributes`, { key: 'genre', label: 'Kind', type: 'text' })
        return event
      },
      /key “genre” by now/,
    ],
    [
      'the role was changed again',
      async () => {
        const event = eventOf(await lead.call('PATCH', `${path}/members/${coder.id}`, { role: 'reader' }))
        await lead.call('PATCH', `${path}/members/${coder.id}`, { role: 'reviewer' })
        return event
      },
      /another role since/,
    ],
    [
      'the setting was changed again',
      async () => {
        const event = eventOf(await lead.call('PATCH', path, { settings: { codebook: 'locked' } }))
        await lead.call('PATCH', path, { settings: { codebook: 'open' } })
        return event
      },
      /changed again since \(who changes the codebook\)/,
    ],
    [
      'the kind of event is not reverted',
      async () => (await lead.call('GET', `${path}/events`)).body.items[0].seq,
      /This is where the project began/,
    ],
  ]
  test.each(refused)('are refused with the reason where %s, before anything happens', async (_, prepare, reason) => {
    const event = await prepare()
    const before = await state()
    expect((await preview(lead, event)).body).toMatchObject({
      canRevert: false,
      reason: expect.stringMatching(reason),
      effects: [],
    })
    expect((await revert(lead, event)).body).toMatchObject({
      status: 409,
      code: 'cannot-revert',
      detail: expect.stringMatching(reason),
    })
    expect(await state()).toEqual(before)
  })

  test('what was changed in other fields since stays', async () => {
    const { body } = await lead.call('POST', `${path}/documents`, { title: 'A', text: 't' })
    const at = `${path}/documents/${body.document.id}`
    await lead.call('POST', `${path}/attributes`, { key: 'genre', label: 'Genre', type: 'text' })
    const event = eventOf(await lead.call('PATCH', at, { title: 'B' }))
    await lead.call('PATCH', at, { language: 'fr', attributes: { genre: 'letter' } })
    expect((await revert(lead, event)).status).toBe(200)
    expect((await lead.call('GET', at)).body).toMatchObject({
      title: 'A',
      language: 'fr',
      attributes: { genre: 'letter' },
    })
  })

  test('a merge that was taken apart is merged again by reverting that', async () => {
    const [salt, sea] = [
      (await lead.call('POST', `${path}/tags`, { name: 'Salt' })).body.id,
      (await lead.call('POST', `${path}/tags`, { name: 'Sea' })).body.id,
    ]
    const merged = await lead.call('POST', `${path}/tags/${salt}/merge`, { intoId: sea })
    const apart = await revert(lead, eventOf(merged))
    const again = await revert(lead, apart.body.seq)
    expect(again.body).toMatchObject({ type: 'tag.merged', effects: ['“Salt” is merged into “Sea” again'] })
    expect((await lead.call('GET', `${path}/tags/${salt}`)).status).toBe(404)
    expect((await revert(lead, again.body.seq)).status).toBe(200)
    expect((await lead.call('GET', `${path}/tags/${salt}`)).body.name).toBe('Salt')
  })

  test('an import that was reverted is there again by reverting that', async () => {
    const form = new FormData()
    form.set('file', new File(['name,parent\nFood,\nRice,Food\nSpice,Food\n'], 'codebook.csv', { type: 'text/csv' }))
    const imported = await lead.call('POST', `${path}/codebook/import`, form)
    const names = async () =>
      (await lead.call('GET', `${path}/tags`)).body.items.map((tag: { path: string[] }) => tag.path.join('>'))
    const before = await names()
    expect(before.length).toBeGreaterThan(1)
    const gone = await revert(lead, eventOf(imported))
    expect(await names()).toEqual([])
    expect((await revert(lead, gone.body.seq)).status).toBe(200)
    expect(await names()).toEqual(before)
  })
})
