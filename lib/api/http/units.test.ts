import { beforeEach, describe, expect, test } from 'vitest'
import type { Span } from '@/lib/domain/anchoring/span'
import type { Difference, Verdict } from '@/lib/schemas/review'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)

/** What the served description says of a value, as far as this test reads it. */
type Schema = { $ref?: string; type?: string | string[]; properties?: Record<string, Schema> } & Record<string, unknown>
interface Operation {
  parameters?: { name: string; in: string }[]
  requestBody?: unknown
  responses: Record<string, unknown>
}
const served = (await (await api.request('/api/v1/openapi.json')).json()) as {
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}

/** Whether an offset into a text is anywhere in what a part of the description says. */
function holdsOffsets(part: unknown, seen = new Set<string>()): boolean {
  if (Array.isArray(part)) return part.some((item) => holdsOffsets(item, seen))
  if (typeof part !== 'object' || part === null) return false
  const { $ref, properties = {}, ...rest } = part as Schema
  if ($ref !== undefined) {
    const name = $ref.split('/').at(-1) ?? ''
    return !seen.has(name) && holdsOffsets(served.components.schemas[name], seen.add(name))
  }
  const isNumber = (schema: Schema | undefined) => schema !== undefined && JSON.stringify(schema).includes('"integer"')
  if (
    (isNumber(properties['start']) && isNumber(properties['end'])) ||
    isNumber(properties['offset']) ||
    isNumber(properties['stood'])
  )
    return true
  return (
    Object.values(properties).some((schema) => holdsOffsets(schema, seen)) ||
    Object.values(rest).some((value) => holdsOffsets(value, seen))
  )
}

const operations = Object.entries(served.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
)
const takesUnits = ({ operation }: (typeof operations)[number]) =>
  operation.parameters?.some(({ name }) => name === 'units') === true

describe('units', () => {
  test('can be chosen wherever the description of a request or an answer has an offset', () => {
    const withOffsets = operations.filter(
      ({ operation: { requestBody, responses } }) =>
        holdsOffsets(requestBody) ||
        holdsOffsets(Object.entries(responses).filter(([status]) => status.startsWith('2'))),
    )
    expect(withOffsets.filter((one) => !takesUnits(one)).map(({ name }) => name)).toEqual([])
    expect(withOffsets.length).toBeGreaterThan(20)
  })

  test('can be said wherever a query is read, so that a client sets them once; but for figures, which have no offsets', () => {
    const queried = operations.filter(({ operation }) =>
      operation.parameters?.some((parameter) => parameter.in === 'query'),
    )
    expect(
      queried.filter((one) => !takesUnits(one)).map(({ name }) => name.replace(/^GET .*\/agreement.*/, 'figures')),
    ).toEqual(['figures', 'figures', 'figures'])
  })

  test('can be chosen of what the description cannot look into: the record and files', () => {
    expect(operations.filter(takesUnits).map(({ name }) => name)).toEqual(
      expect.arrayContaining(['GET /api/v1/projects/{p}/events', 'GET /api/v1/projects/{p}/export']),
    )
  })
})

// Before every passage stand characters of two code units each, so that the two ways to count never agree.
const text =
  '😀 Salt 🧂 came into the wells before the 🌊 sea did, and 👩‍🌾 nobody wrote it down.\nA second 📜 paragraph, which says less.'
const points = (unit: number) => Array.from(text.slice(0, unit)).length
const spanOf = (words: string): [number, number] => [text.indexOf(words), text.indexOf(words) + words.length]
const pointsOf = (words: string): [number, number] => [points(spanOf(words)[0]), points(spanOf(words)[1])]

let lead: Caller, ana: Caller, ben: Caller
let path: string, d: string, r: string, tag: string

beforeEach(async () => {
  const made = await team(db, api, ['coder'])
  ;({ lead, coder: ana, path } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({
    data: { projectId: made.projectId, userId: ben.id, role: 'coder' },
    select: { role: true },
  })
  d = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text })).body.document.id
  tag = (await lead.call('POST', `${path}/tags`, { name: 'Water' })).body.id
  const passages = ['Salt 🧂 came into the wells before the 🌊 sea', 'A second 📜 paragraph'].map((words) => ({
    documentId: d,
    ...within(words),
  }))
  r = (
    await lead.call('POST', `${path}/rounds?units=codepoint`, {
      name: 'First',
      documentIds: [d],
      coderIds: [ana.id, ben.id],
      visibility: 'open',
      passages,
    })
  ).body.id
})

const within = (words: string) => ({ start: pointsOf(words)[0], end: pointsOf(words)[1] })
const mark = async (who: Caller, words: string) =>
  (
    await who.call('POST', `${path}/annotations`, {
      documentId: d,
      start: spanOf(words)[0],
      end: spanOf(words)[1],
      tagIds: [tag],
    })
  ).body
/** Every span in an answer, as the words that it stands for when it is counted in code points. */
const wordsAt = ({ start, end }: Span) => Array.from(text).slice(start, end).join('')

describe('in code points', () => {
  test('rounds and tasks take and answer their passages', async () => {
    const { body: round } = await lead.call('GET', `${path}/rounds/${r}?units=codepoint`)
    expect(round.passages.map(wordsAt)).toEqual([
      'Salt 🧂 came into the wells before the 🌊 sea',
      'A second 📜 paragraph',
    ])
    expect(round.passages.map((passage: { quote: string }) => passage.quote)).toEqual(round.passages.map(wordsAt))
    const { body: plain } = await lead.call('GET', `${path}/rounds/${r}`)
    expect(plain.passages[0]).toMatchObject({ start: spanOf('Salt')[0], end: spanOf('🌊 sea')[1] })
    expect((await ana.call('GET', `${path}/tasks?units=codepoint`)).body.items[0].passages.map(wordsAt)).toEqual(
      round.passages.map(wordsAt),
    )
    expect((await lead.call('PATCH', `${path}/rounds/${r}?units=codepoint`, { name: 'Second' })).body.passages).toEqual(
      round.passages,
    )
    expect(
      (await ana.call('POST', `${path}/rounds/${r}/submit?units=codepoint`, { documentId: d })).body.passages,
    ).toEqual(round.passages)
    expect(
      (await lead.call('POST', `${path}/rounds/${r}/reopen?units=codepoint`, { documentId: d, coderId: ana.id })).body
        .passages,
    ).toEqual(round.passages)
  })

  test('differences and verdicts do, with the annotations and the consensus in them', async () => {
    await mark(ana, '🧂 came into the wells')
    await mark(ben, 'came into the wells before the 🌊 sea')
    const list = async () =>
      (await lead.call('GET', `${path}/rounds/${r}/differences?units=codepoint`)).body.items as Difference[]
    const [difference] = await list()
    expect(difference && wordsAt(difference)).toBe('🧂 came into the wells before the 🌊 sea')
    expect(difference?.annotations.map(wordsAt)).toEqual([
      '🧂 came into the wells',
      'came into the wells before the 🌊 sea',
    ])
    const { body: free } = await lead.call(
      'GET',
      `${path}/differences?units=codepoint&documentId=${d}&coderId=${ana.id}&coderId=${ben.id}`,
    )
    expect(free.items[0].annotations).toEqual(difference?.annotations)

    const items = difference?.annotations.map(({ id, version }) => ({ annotationId: id, version }))
    const spans = [{ ...within('the 🌊 sea'), tagIds: [tag] }]
    const { status, body: given } = await lead.call('POST', `${path}/rounds/${r}/verdicts?units=codepoint`, {
      documentId: d,
      items,
      outcome: 'edited',
      spans,
    })
    expect(status).toBe(201)
    const { body: verdicts } = await ana.call('GET', `${path}/verdicts?units=codepoint`)
    const [verdict] = verdicts.items as Verdict[]
    expect(verdict?.consensus.map(wordsAt)).toEqual(['the 🌊 sea'])
    expect(verdict?.items.map((item) => [wordsAt(item), item.quote])).toEqual(
      difference?.annotations.map((row) => [row.quote, row.quote]),
    )
    expect((await lead.call('GET', `${path}/annotations?layer=consensus`)).body.items[0]).toMatchObject({
      quote: 'the 🌊 sea',
      start: spanOf('the 🌊 sea')[0],
    })
    const contested = (
      await ana.call('POST', `${path}/verdicts/${given.ids[0]}/contest?units=codepoint`, {
        reason: 'The salt is the point.',
      })
    ).body
    expect([contested.start, contested.consensus]).toEqual([verdict?.start, verdict?.consensus])
    expect((await list())[0]?.verdict?.consensus.map(wordsAt)).toEqual(['the 🌊 sea'])
    expect(
      (
        await lead.call('POST', `${path}/rounds/${r}/verdicts?units=codepoint`, {
          documentId: d,
          items,
          outcome: 'edited',
          spans: [{ start: 3, end: 9999, tagIds: [] }],
        })
      ).status,
    ).toBe(422)
  })

  test('comments do, in every event on them', async () => {
    const words = 'nobody wrote it down'
    const { status, body: comment } = await ana.call('POST', `${path}/comments?units=codepoint`, {
      subject: { type: 'stretch', id: d, ...within(words), quote: words },
      body: 'Why?',
    })
    expect([status, wordsAt(comment.subject), comment.subject.quote]).toEqual([201, words, words])
    expect((await ana.call('GET', `${path}/comments/${comment.id}`)).body.subject).toMatchObject({
      start: spanOf(words)[0],
      end: spanOf(words)[1],
    })
    for (const [method, address, body] of [
      ['GET', `/${comment.id}`],
      ['PATCH', `/${comment.id}`, { resolved: true }],
    ] as const)
      expect((await ana.call(method, `${path}/comments${address}?units=codepoint`, body)).body.subject).toEqual(
        comment.subject,
      )
    expect((await ana.call('GET', `${path}/comments?units=codepoint`)).body.items[0].subject).toEqual(comment.subject)
    expect(
      (
        await ana.call('POST', `${path}/comments?units=codepoint`, {
          subject: { type: 'stretch', id: d, start: 2, end: 9999 },
          body: 'x',
        })
      ).status,
    ).toBe(422)
  })

  test('what is painted on a document, what the record says and the row of a refusal do', async () => {
    const words = 'before the 🌊 sea'
    const { id } = await mark(ana, words)
    expect(
      (await ana.call('GET', `${path}/documents/${d}/annotations?units=codepoint`)).body.items.map(wordsAt),
    ).toEqual([words])
    const { body: record } = await ana.call('GET', `${path}/events?units=codepoint&order=newest&kind=annotation`)
    expect(wordsAt(record.items[0].after)).toBe(words)
    await ana.call('PATCH', `${path}/annotations/${id}`, { version: 1, note: 'x' })
    const { status, body: refusal } = await ana.call('PATCH', `${path}/annotations/${id}?units=codepoint`, {
      version: 1,
      note: 'y',
    })
    expect([status, wordsAt(refusal.current)]).toEqual([409, words])
  })

  test('the record leaves a place out whose text nobody knows, and a stream says that it does not', async () => {
    await db.event.create({
      data: {
        projectId: path.split('/')[2] ?? '',
        actorId: ana.id,
        type: 'verdict.given',
        subjectId: d,
        after: { start: 4, end: 9, reason: 'old' },
      },
      select: { seq: true },
    })
    const { body } = await ana.call('GET', `${path}/events?units=codepoint&order=newest&limit=1`)
    expect(body.items[0].after).toEqual({ reason: 'old' })
    expect(
      (await ana.call('GET', `${path}/events?units=codepoint`, undefined, { accept: 'text/event-stream' })).status,
    ).toBe(422)
  })

  test('presence takes the top of the page', async () => {
    for (const offset of [pointsOf('nobody')[0], 99_999])
      expect(
        (await ana.call('POST', `${path}/presence?units=codepoint`, { pageId: d, documentId: d, offset })).status,
      ).toBe(204)
  })
})
