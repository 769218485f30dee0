import type { Database } from '@/lib/data/database/client'
import { demoRounds, inThePast } from '@/lib/data/projects/demo-project'
import { can } from '@/lib/domain/access/actions'
import type { Member } from '@/lib/domain/access/viewer'
import type { DemoRound, loadDemoContent } from '@/lib/demo/load-demo-content'
import { memberByEmail } from '@/lib/services/projects/member-of'
import { giveVerdict } from '@/lib/services/review/give-verdict'
import { listDifferences } from '@/lib/services/review/list-differences'
import { changeRound } from '@/lib/services/rounds/change-round'
import { getRound } from '@/lib/data/rounds/rounds'
import { AppError } from '@/lib/errors'
import { createRound } from '@/lib/services/rounds/create-round'
import { submitTask } from '@/lib/services/rounds/submit-task'

type Content = ReturnType<typeof loadDemoContent>

/** The people of the demo project by the key that its content gives them. */
export async function demoPeople(db: Database, { coders }: Content, projectId: string): Promise<Map<string, Member>> {
  const people = new Map<string, Member>()
  for (const { key, email } of coders) {
    const member = await memberByEmail(db, email, projectId)
    if (member) people.set(key, member)
  }
  return people
}

/** Sets both rounds up before anybody codes; answers which round each of their documents and coders belongs to. */
export async function setUpDemoRounds(
  db: Database,
  lead: Member,
  { rounds }: Content,
  { documentIds, people }: { documentIds: Map<string, string>; people: Map<string, Member> },
  now: Date,
): Promise<(document: string, coder: string) => string | null> {
  const made: { round: DemoRound; id: string }[] = []
  for (const [visibility, round] of [
    ['until-all-submit', rounds.finished],
    ['until-own-submit', rounds.waiting],
  ] as const) {
    const { row } = await createRound(
      db,
      lead,
      {
        ...{ name: round.name, instructions: round.instructions, kind: 'coding', visibility, passages: [] },
        id: round === rounds.finished ? demoRounds.finished : demoRounds.waiting,
        documentIds: round.documents.flatMap((file) => documentIds.get(file) ?? []),
        coderIds: round.coders.flatMap((key) => people.get(key)?.userId ?? []),
      },
      now,
    )
    made.push({ round, id: row.id })
  }
  return (document, coder) =>
    made.find(({ round }) => round.documents.includes(document) && round.coders.includes(coder))?.id ?? null
}

/** Hands in what the coders of both rounds have coded, and reviews the finished one; some of its differences are left for whoever looks around. */
export async function finishDemoRounds(
  db: Database,
  { rounds }: Content,
  { documentIds, people }: { documentIds: Map<string, string>; people: Map<string, Member> },
  { submitted, reviewed }: { submitted: Date; reviewed: Date },
): Promise<void> {
  const reviewer = people.get(rounds.finished.reviewer)
  if (!reviewer) throw new Error('The demo project has nobody who reviews')
  const { projectId } = reviewer
  await inThePast(db, projectId, submitted, async () => {
    for (const [id, round] of [
      [demoRounds.finished, rounds.finished],
      [demoRounds.waiting, rounds.waiting],
    ] as const)
      for (const file of round.documents)
        for (const key of round.coders) {
          const [member, documentId] = [people.get(key), documentIds.get(file)]
          if (member && documentId) await submitTask(db, member, id, documentId, submitted)
        }
  })
  await inThePast(db, projectId, reviewed, async () => {
    for (const verdict of rounds.finished.verdicts)
      await review(db, reviewer, verdict, { documentIds, people }, reviewed)
  })
}

async function review(
  db: Database,
  reviewer: Member,
  { document, quote, accept, reason }: Content['rounds']['finished']['verdicts'][number],
  { documentIds, people }: { documentIds: Map<string, string>; people: Map<string, Member> },
  now: Date,
): Promise<void> {
  const documentId = documentIds.get(document) ?? ''
  const { items } = await listDifferences(
    db,
    reviewer,
    { roundId: demoRounds.finished, documentIds: [documentId] },
    { show: 'differences', state: 'open', order: 'position', limit: 200, total: 'false' },
  )
  const stretch = items.find((item) => item.quote.includes(quote))
  if (!stretch) throw new Error(`Nobody differs about “${quote.slice(0, 60)}” in ${document}`)
  await giveVerdict(
    db,
    reviewer,
    demoRounds.finished,
    {
      documentId,
      items: stretch.annotations.map(({ id, version }) => ({ annotationId: id, version })),
      outcome: 'accepted',
      acceptedCoderIds: accept.flatMap((key) => people.get(key)?.userId ?? []),
      reason,
    },
    now,
  )
}

/** Gives the round that waits to whoever joins, in the name of the project's lead. Not where the team has closed it, or has done otherwise with it or with either of them. */
export async function askNewcomer(db: Database, lead: Member, newcomer: Member, now: Date): Promise<void> {
  if (!can(lead.role, 'rounds.manage', lead.settings) || !can(newcomer.role, 'annotations.write', newcomer.settings))
    return
  const ask = async () => {
    const round = await getRound(db, lead, demoRounds.waiting)
    if (!round || round.closedAt !== null || round.documentIds.length === 0) return
    if (round.coderIds.includes(newcomer.userId)) return
    const { id, version, coderIds } = round
    await changeRound(db, lead, id, { version, coderIds: [...coderIds, newcomer.userId] }, now)
  }
  try {
    await ask()
  } catch (error) {
    // Somebody else joined at the same time.
    if (!(error instanceof AppError && error.code === 'version-conflict')) throw error
    await ask()
  }
}
