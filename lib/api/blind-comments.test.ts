import { expect, test } from 'vitest'
import { made, type World } from '@/testing/blind-world'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, type Caller } from '@/testing/team'

// Where a round is blind, a list finds its comments by what its reader sees to comment on, so that hidden ones cost nothing. It must lose none by that: what
// is asked for alone is found without it.

const { db } = await freshDatabase()
const api = apiOn(db)

test.each(['until-own-submit', 'until-all-submit'])(
  'a list holds every comment that exists for its reader, whatever it is about (%s)',
  async (visibility) => {
    const world = await made(db, api, visibility)
    const { path, ids, lead, ana, ben, reader } = world
    const subjects = [
      ...(await annotations(world)),
      ...['tag', 'theme', 'document', 'stretch'].map((type) => subject(type, world)),
      { type: 'document', id: ids.other },
      await verdict(world),
    ]
    const said: string[] = []
    for (const author of [ana, ben]) for (const about of subjects) said.push(...(await say(author, path, about)))
    for (const caller of [lead, ana, reader]) {
      const existing: string[] = []
      for (const id of said) if ((await caller.call('GET', `${path}/comments/${id}`)).status === 200) existing.push(id)
      const listed = async (query: string): Promise<string[]> =>
        (await caller.call('GET', `${path}/comments?limit=200${query}`)).body.items.map(
          (item: { id: string }) => item.id,
        )
      expect((await listed('')).toSorted()).toEqual(existing.toSorted())
      for (const id of existing) expect(await listed(`&threadId=${id}`)).toEqual([id])
      const bySubject = await Promise.all(
        subjects.map(({ type, id }) => listed(`&subjectType=${type}&subjectId=${id}`)),
      )
      expect(bySubject.flat().toSorted()).toEqual(existing.toSorted())
    }
    // Ana codes the document blind: of what stands on it, she has her own alone.
    expect(
      (await ana.call('GET', `${path}/comments?subjectType=document&subjectId=${ids.d}`)).body.items.map(
        (item: { author: { id: string } }) => item.author.id,
      ),
    ).toEqual([ids.ana])
  },
)

async function annotations({ path, ids, ben }: World) {
  const hidden = (
    await ben.call('POST', `${path}/annotations`, { documentId: ids.d, start: 14, end: 23, tagIds: [ids.t] })
  ).body.id
  return [hidden, ids.own, ids.bens].map((id: string) => ({ type: 'annotation', id }))
}

const subject = (type: string, { ids }: World) =>
  type === 'stretch'
    ? { type, id: ids.d, revisionId: ids.rev, start: 0, end: 4 }
    : { type, id: { tag: ids.t, theme: ids.th, document: ids.d }[type] ?? '' }

async function verdict({ path, ids, lead }: World) {
  const id = ids.c
  const projectId = path.split('/')[2] ?? ''
  const { currentRevisionId } = await db.document.findFirstOrThrow({
    where: { projectId, id: ids.other },
    select: { currentRevisionId: true },
  })
  await db.verdict.create({
    data: {
      projectId,
      id,
      documentId: ids.other,
      revisionId: currentRevisionId ?? '',
      start: 5,
      end: 9,
      coderIds: [ids.ben],
      outcome: 'neither',
      createdById: lead.id,
    },
    select: { id: true },
  })
  return { type: 'verdict', id }
}

/** A comment, where its author may say it. */
async function say(author: Caller, path: string, about: object): Promise<string[]> {
  const answer = await author.call('POST', `${path}/comments`, { subject: about, body: 'Salt' })
  return answer.status === 201 ? [answer.body.id] : []
}
