import { expect, test } from 'vitest'
import { made, submit, type World } from '@/testing/blind-world'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, type Caller } from '@/testing/team'

// Where a round is blind, a list finds its memos by what its reader sees to write about, so that hidden ones cost nothing. It must lose none by that: what is
// asked for alone is found without it.

const { db } = await freshDatabase()
const api = apiOn(db)

test.each(['until-own-submit', 'until-all-submit'])(
  'a list holds every memo that exists for its reader, whatever it is about (%s)',
  async (visibility) => {
    const world = await made(db, api, visibility)
    const { path, ids, lead, ana, ben, reader } = world
    const hidden = (
      await ben.call('POST', `${path}/annotations`, { documentId: ids.d, start: 14, end: 23, tagIds: [ids.t] })
    ).body.id
    const subjects = [
      { type: 'project' },
      ...[hidden, ids.own, ids.bens].map((id: string) => ({ type: 'annotation', id })),
      { type: 'tag', id: ids.t },
      { type: 'theme', id: ids.th },
      { type: 'document', id: ids.d },
      { type: 'document', id: ids.other },
    ]
    const written: string[] = []
    for (const author of [ana, ben])
      for (const subject of subjects)
        for (const shown of ['shared', 'private']) written.push(...(await write(author, path, subject, shown)))
    for (const caller of [lead, ana, ben, reader]) {
      const existing: string[] = []
      for (const id of written) if ((await caller.call('GET', `${path}/memos/${id}`)).status === 200) existing.push(id)
      const listed = async (query: string): Promise<string[]> =>
        (await caller.call('GET', `${path}/memos?limit=200${query}`)).body.items.map((item: { id: string }) => item.id)
      expect((await listed('')).toSorted()).toEqual(existing.toSorted())
      const bySubject = await Promise.all(
        subjects.map((subject) =>
          listed(`&subjectType=${subject.type}${'id' in subject ? `&subjectId=${subject.id}` : ''}`),
        ),
      )
      expect(bySubject.flat().toSorted()).toEqual(existing.toSorted())
    }
    expect(await authors(world, ana)).toEqual([ids.ana])
    for (const who of [ana, ben]) await submit(world, who)
    expect((await authors(world, ana)).toSorted()).toEqual([ids.ana, ids.ben].toSorted())
  },
)

/** Whose shared memos on the document that is coded blind somebody sees. */
const authors = async ({ path, ids }: World, who: Caller): Promise<string[]> =>
  (await who.call('GET', `${path}/memos?subjectType=document&subjectId=${ids.d}&visibility=shared`)).body.items.map(
    (item: { author: { id: string } }) => item.author.id,
  )

/** A memo, where its author may write it. */
async function write(author: Caller, path: string, subject: object, visibility: string): Promise<string[]> {
  const answer = await author.call('POST', `${path}/memos`, { subject, visibility, title: 'Salt' })
  return answer.status === 201 ? [answer.body.id] : []
}
