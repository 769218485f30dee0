import { parse } from 'csv-parse/sync'
import { describe, expect, test } from 'vitest'
import { restoreFormula } from '@/lib/domain/spreadsheet/neutralise-formula'
import type { ExportedEvent } from '@/lib/schemas/export'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db, () => new Date('2026-11-22T17:00:00Z'))
const { lead, coder, reader, projectId, path } = await team(db, api)

const { body: made } = await lead.call('POST', `${path}/documents`, {
  title: 'Wells',
  text: 'Salt came into the wells before the sea did.',
})
const documentId: string = made.document.id
const water = (await lead.call('POST', `${path}/tags`, { name: '=Water' })).body.id as string
const { body: round } = await lead.call('POST', `${path}/rounds`, {
  name: 'Spring',
  documentIds: [documentId],
  coderIds: [coder.id],
  visibility: 'open',
})
const { body: marked } = await coder.call('POST', `${path}/annotations`, {
  documentId,
  start: 0,
  end: 4,
  tagIds: [water],
})
await coder.call('PATCH', `${path}/annotations/${marked.id}`, { version: 1, note: 'twice "salt", and more' })
await lead.call('PATCH', `${path}/tags/${water}`, { version: 1, name: '=Brine' })
await coder.call('POST', `${path}/annotations`, {
  documentId,
  start: 5,
  end: 9,
  note: 'for my eyes',
  visibility: 'private',
})
const { items } = (await lead.call('GET', `${path}/events?limit=500`)).body as {
  items: { seq: number; type: string }[]
}
const renaming = items.find(({ type }) => type === 'tag.changed')?.seq ?? 0
await lead.call('POST', `${path}/events/${renaming}/revert`)

const file = (who: Caller, format: string, filter = '') =>
  who.call('GET', `${path}/export?what=history&format=${format}${filter}`)
const events = async (who: Caller, filter = ''): Promise<ExportedEvent[]> =>
  JSON.parse((await file(who, 'json', filter)).text)

describe('the history as a file', () => {
  test('has every event that the member is shown, oldest first, in the words of the history', async () => {
    const told = await events(lead)
    const { body } = await lead.call('GET', `${path}/events?limit=500`)
    expect(
      told.map(({ number, type, who, before, after, reverts }) => ({
        seq: number,
        type,
        actor: who,
        before,
        after,
        reverts,
      })),
    ).toEqual(
      body.items.map(({ seq, type, actor, before, after, reverts }: Record<string, unknown>) => ({
        seq,
        type,
        actor,
        before,
        after,
        reverts,
      })),
    )
    expect(told.map(({ number }) => number)).toEqual(told.map(({ number }) => number).toSorted((a, b) => a - b))
    expect(told.find(({ type }) => type === 'annotation.created')).toMatchObject({
      who: { name: coder.name },
      kind: 'annotation',
      what: `${coder.name} tagged “Salt” in “Wells” with =Water`,
      document: { id: documentId, title: 'Wells' },
      round: { id: round.id, name: 'Spring' },
      before: null,
    })
    expect(told.at(-1)).toMatchObject({ kind: 'tag', reverts: renaming })
  })

  test('counts the codebook’s events, those included that the filter leaves out', async () => {
    const version = Object.fromEntries(
      (await events(coder)).map(({ type, codebookVersion }) => [type, codebookVersion]),
    )
    expect([version['document.created'], version['tag.created'], version['annotation.created']]).toEqual([0, 1, 2])
    const whole = await events(coder)
    const ofCoder = await events(coder, `&authorId=${coder.id}`)
    expect(ofCoder).toEqual(whole.filter(({ who }) => who.id === coder.id))
    expect(whole.at(-1)?.codebookVersion).toBe(3)
    const { body } = await lead.call('POST', `${path}/rounds`, {
      name: 'Later',
      documentIds: [documentId],
      coderIds: [coder.id],
      visibility: 'open',
    })
    expect(body.codebookVersion).toBe((await events(lead)).at(-1)?.codebookVersion)
  })

  test('as csv: real cells, both sides as JSON, formulas neutralised', async () => {
    const { text, headers, status } = await file(lead, 'csv')
    expect([status, headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining('_history_2026-11-22.csv'),
    ])
    const rows = parse<Record<string, string>>(text, { columns: true, record_delimiter: '\r\n' })
    const told = await events(lead)
    expect(
      rows.map(({ number, time, kind, what, codebookVersion, before, after }) => [
        Number(number),
        time,
        kind,
        restoreFormula(what ?? ''),
        Number(codebookVersion),
        before ? JSON.parse(before) : null,
        after ? JSON.parse(after) : null,
      ]),
    ).toEqual(
      told.map(({ number, time, kind, what, codebookVersion, before, after }) => [
        number,
        time,
        kind,
        what,
        codebookVersion,
        before,
        after,
      ]),
    )
    for (const row of rows) for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@\t\r-]/)
    expect((await file(lead, 'xlsx')).status).toBe(200)
  })

  test('as text to read: a heading to the day, the sentences, the filter', async () => {
    const { text } = await file(lead, 'md', `&documentId=${documentId}&kind=annotation`)
    expect(text).toMatch(/^# History of Harbours of the strait\n\n/)
    expect(text).toContain('Documents: Wells\n\nEvents on: Passages')
    expect(text).toContain(`${coder.name} tagged “Salt” in “Wells” with =Water`)
    const days = new Set(
      (await events(lead, `&documentId=${documentId}&kind=annotation`)).map(({ time }) =>
        new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(time)),
      ),
    )
    expect(text.match(/^## .*$/gm)?.map((heading) => heading.slice(3))).toEqual([...days])
    expect(text.trimEnd().endsWith('2 events')).toBe(true)
  })

  test('nothing of what a colleague keeps to themselves', async () => {
    expect((await events(coder)).filter(({ after }) => JSON.stringify(after)?.includes('for my eyes'))).toHaveLength(1)
    for (const format of ['csv', 'md', 'json'])
      for (const who of [lead, reader]) expect((await file(who, format)).text).not.toContain('for my eyes')
  })

  test('is filtered by document, person, round, kind and time, several of them too', async () => {
    const whole = await events(lead)
    for (const [filter, belongs] of [
      [`documentId=${documentId}`, (event: ExportedEvent) => event.document?.id === documentId],
      [
        `authorId=${coder.id}&authorId=${reader.id}`,
        (event: ExportedEvent) => [coder.id, reader.id].includes(event.who.id),
      ],
      [`roundId=${round.id}`, (event: ExportedEvent) => event.round?.id === round.id],
      ['kind=tag', (event: ExportedEvent) => event.kind === 'tag'],
      ['to=2020-01-01', () => false],
      ['from=2020-01-01', () => true],
    ] as const)
      expect(await events(lead, `&${filter}`), filter).toEqual(whole.filter(belongs))
    expect(whole.some((event) => event.round?.id === round.id)).toBe(true)
  })

  test('refuses a filter that it could not keep', async () => {
    const { status, body } = await file(lead, 'csv', '&starred=true')
    expect([status, body.errors]).toEqual([422, [expect.objectContaining({ path: 'starred' })]])
    expect((await file(lead, 'docx')).status).toBe(422)
  })

  test('goes on where a batch ends', async () => {
    const before = await events(lead)
    await db.event.createMany({
      data: Array.from({ length: 1_100 }, (_, n) => ({
        projectId,
        actorId: lead.id,
        type: 'project.changed',
        subjectId: projectId,
        after: { n },
      })),
    })
    const added = (await events(lead)).slice(before.length)
    expect(added.map(({ after }) => (after as { n: number }).n)).toEqual(Array.from({ length: 1_100 }, (_, n) => n))
  })
})
