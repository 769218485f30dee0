import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Answer, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
const words = ['salt', 'wells', 'the ferry', '🛶', 'nobody', 'fever', 'a quay', 'rain'] as const
const textOf = fc.array(fc.constantFrom(...words), { minLength: 3, maxLength: 12 }).map((all) => all.join(' '))
const spanOf = fc.tuple(fc.nat(200), fc.nat(200))

let lead: Caller, coder: Caller, reader: Caller
let path: string

beforeAll(async () => {
  ;({ lead, coder, reader, path } = await team(db, api))
  await lead.call('POST', `${path}/attributes`, { subject: 'case', key: 'age', label: 'Age', type: 'number' })
})

const eventOf = (answer: Answer) => Number(answer.headers.get('x-event'))
const document = async (text: string) =>
  (await lead.call('POST', `${path}/documents`, { title: newId(), text })).body as {
    document: { id: string }
    revision: { id: string }
  }
/** A span of the text that parts no character. */
function within(text: string, drawn: [number, number]): { start: number; end: number } {
  const letters = [...text]
  const [from, to] = drawn.map((at) => at % letters.length).toSorted((a, b) => a - b) as [number, number]
  const offset = (at: number) => letters.slice(0, at).join('').length
  return { start: offset(from), end: offset(to + 1) }
}

describe('cases', () => {
  test('are carried through corrections, and back, as a passage that is marked at the same place', async () => {
    await fc.assert(
      fc.asyncProperty(
        textOf,
        spanOf,
        fc.array(textOf, { minLength: 1, maxLength: 3 }),
        async (text, drawn, others) => {
          const made = await document(text)
          const documentId = made.document.id
          const span = within(text, drawn)
          const caseId = (await lead.call('POST', `${path}/cases`, { name: newId(), parts: [{ documentId, ...span }] }))
            .body.id
          const mark = (await coder.call('POST', `${path}/annotations`, { documentId, ...span })).body.id
          const alike = async () => {
            const [part] = (await reader.call('GET', `${path}/cases/${caseId}`)).body.parts
            const { revisionId, start, end, quote } = (await coder.call('GET', `${path}/annotations/${mark}`)).body
            expect(part).toMatchObject({ revisionId, start, end, quote })
          }
          await alike()
          let base = made.revision.id
          for (const other of others) {
            const corrected = await lead.call('POST', `${path}/documents/${documentId}/revisions`, {
              baseRevisionId: base,
              text: other,
            })
            if (corrected.status !== 201) continue
            await alike()
            expect((await lead.call('POST', `${path}/events/${eventOf(corrected)}/revert`)).status).toBe(200)
            await alike()
            base = (await lead.call('GET', `${path}/documents/${documentId}`)).body.revisionId
          }
        },
      ),
      { numRuns: 12, interruptAfterTimeLimit: 45_000 },
    )
  })

  test('count what lies in their documents or shares a letter with their parts, each passage once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(textOf, fc.array(spanOf, { maxLength: 4 }), fc.array(spanOf, { maxLength: 3 }), fc.boolean()),
          {
            minLength: 1,
            maxLength: 3,
          },
        ),
        async (texts) => {
          const parts: object[] = []
          let expected = 0
          for (const [text, marked, belonging, isWhole] of texts) {
            const documentId = (await document(text)).document.id
            const spans = belonging.map((span) => within(text, span))
            parts.push(...spans.map((span) => ({ documentId, ...span })), ...(isWhole ? [{ documentId }] : []))
            for (const [i, span] of marked.map((one) => within(text, one)).entries()) {
              await coder.call('POST', `${path}/annotations`, {
                documentId,
                ...span,
                visibility: i === 3 ? 'private' : 'shared',
              })
              const isIn = isWhole || spans.some(({ start, end }) => start < span.end && span.start < end)
              expected += i < 3 && isIn ? 1 : 0
            }
          }
          const id = (await lead.call('POST', `${path}/cases`, { name: newId(), parts })).body.id
          expect((await reader.call('GET', `${path}/cases/${id}`)).body.counts.annotations).toBe(expected)
          expect((await reader.call('GET', `${path}/annotations?caseId=${id}&limit=1`)).body.total).toBe(expected)
        },
      ),
      { numRuns: 12, interruptAfterTimeLimit: 45_000 },
    )
  })

  test('are as they were when everything that was done is reverted, last first, and again when that is', async () => {
    const documents = [await document('salt wells'), await document('the ferry 🛶')].map((made) => made.document.id)
    const drawn = fc.record({
      kind: fc.constantFrom('rename', 'describe', 'age', 'put', 'part', 'out', 'bin', 'make'),
      a: fc.nat(5),
      b: fc.nat(5),
    })
    const state = async () =>
      db.case.findMany({
        where: { projectId: path.split('/')[2] ?? '', deletedAt: null },
        orderBy: { id: 'asc' },
        select: {
          name: true,
          description: true,
          attributes: true,
          parts: { where: { removedAt: null }, orderBy: { id: 'asc' }, select: { id: true } },
        },
      })
    const perform = async ({ kind, a, b }: { kind: string; a: number; b: number }): Promise<Answer | null> => {
      if (kind === 'make') return lead.call('POST', `${path}/cases`, { name: `Made ${a}${b}` })
      const { items } = (await lead.call('GET', `${path}/cases`)).body
      const one = items[a % Math.max(1, items.length)]
      if (!one) return null
      const url = `${path}/cases/${one.id}`
      if (kind === 'rename') return lead.call('PATCH', url, { name: `Name ${b}` })
      if (kind === 'describe') return lead.call('PATCH', url, { description: words[b] })
      if (kind === 'age') return lead.call('PATCH', url, { attributes: { age: b === 0 ? null : b } })
      if (kind === 'put') return lead.call('POST', `${url}/parts`, { parts: [{ documentId: documents[b % 2] }] })
      if (kind === 'part')
        return lead.call('POST', `${url}/parts`, { parts: [{ documentId: documents[b % 2], start: 0, end: 1 + b }] })
      if (kind === 'bin') return lead.call('DELETE', url)
      const [part] = (await lead.call('GET', url)).body.parts
      return part ? lead.call('DELETE', `${url}/parts/${part.id}`) : null
    }
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 4, maxLength: 10 }), async (done) => {
        await db.case.deleteMany({})
        for (const name of ['One', 'Two']) await lead.call('POST', `${path}/cases`, { name })
        const past: { before: unknown; after: unknown; event: number }[] = []
        for (const one of done) {
          const before = await state()
          const answer = await perform(one)
          const after = await state()
          expect([undefined, 200, 201, 204, 409]).toContain(answer?.status)
          if (answer && JSON.stringify(before) !== JSON.stringify(after))
            past.push({ before, after, event: eventOf(answer) })
        }
        for (const { before, after, event } of past.toReversed()) {
          const undone = await lead.call('POST', `${path}/events/${event}/revert`)
          expect([undone.status, undone.body.detail]).toEqual([200, undefined])
          expect(await state()).toEqual(before)
          const redone = await lead.call('POST', `${path}/events/${undone.body.seq}/revert`)
          expect([redone.status, redone.body.detail]).toEqual([200, undefined])
          expect(await state()).toEqual(after)
          await lead.call('POST', `${path}/events/${redone.body.seq}/revert`)
        }
      }),
      { numRuns: 10, interruptAfterTimeLimit: 45_000 },
    )
  })
})
