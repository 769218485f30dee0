import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { insertRows } from '@/lib/data/database/bulk-rows'
import { newId } from '@/lib/data/database/ids'
import { describeAnchor } from '@/lib/domain/anchoring/describe-anchor'
import { generateScale } from '@/seed/scale/generate-scale'
import { agreementSize, agreementStudy } from './agreement-study'
import type { BenchServer } from './bench-server'
import type { Figure } from './figure'
import { httpClient, type Client } from './http-client'

const requests = [
  { name: 'all measures per tag, per document and pooled', query: 'measure=all&replicates=0', most: 3000 },
  { name: 'the same with intervals of 1,000 replicates', query: 'measure=all' },
  { name: 'alpha with its intervals', query: 'measure=krippendorff-alpha' },
  {
    name: 'alpha by sentences, without white space',
    query: 'measure=krippendorff-alpha&unit=sentence&whiteSpace=excluded',
  },
]

/** Figures of counting agreement: the core in a process of its own, then whole requests, with what the server's memory and other requests feel of them. */
export async function benchAgreement(server: BenchServer): Promise<Figure[]> {
  const figures = await core()
  const { projectId, lead } = await codedProject(server)
  const token = await server.token(lead.userId)
  const [client, other] = [httpClient(server.url, token, 1), httpClient(server.url, token, 1)]
  const project = `/api/v1/projects/${projectId}`
  for (const { name, query, most } of requests) {
    const before = server.memory()
    const watch = watchPauses(server, other)
    const { status, bytes, ms } = await client.drain(`${project}/agreement?${query}`)
    const { worst, peak } = await watch()
    if (status !== 200 || bytes < 10_000) throw new Error(`Agreement answered ${status} with ${bytes} bytes`)
    const title = `agreement request: ${name}`
    const cut = query.includes('replicates=0')
    figures.push(
      {
        name: title,
        value: ms,
        unit: 'ms',
        ...(most !== undefined && { target: { most } }),
        beside: `${(bytes / 1e6).toFixed(2)} MB answered`,
      },
      { name: `${title}: memory grew by`, value: Math.max(0, peak - before), unit: 'MB', target: { most: 300 } },
      { name: `${title}: slowest other request`, value: worst, unit: 'ms', ...(cut && { target: { most: 100 } }) },
    )
  }
  for (const path of ['agreement/confusion', `agreement/passages?row=none&column=none`]) {
    const { status, ms } = await client.drain(`${project}/${path}`)
    if (status !== 200) throw new Error(`${path} answered ${status}`)
    figures.push({
      name: `agreement request: ${path.split('?')[0]?.split('/')[1]}`,
      value: ms,
      unit: 'ms',
      target: { most: 3000 },
    })
  }
  client.close()
  other.close()
  return figures
}

/** The pure core, measured where its peak of memory is its own. */
function core(): Promise<Figure[]> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(new URL('agreement.mjs', import.meta.url)))
    child.once('message', (figures) => resolve(figures as Figure[]))
    child.once('error', reject)
    child.once('exit', (code) => code !== 0 && reject(new Error(`Measuring the core of agreement ended with ${code}`)))
  })
}

/** A project that its coders have coded as the study says. */
async function codedProject({ db }: BenchServer) {
  const { coders, documents, length } = agreementSize
  const now = new Date()
  const project = await generateScale(db, { documents, annotations: 0, coders, size: length, now, name: 'Agreement' })
  const { projectId, lead } = project
  const study = agreementStudy()
  const time = now.toISOString()
  const tags = tagRows(study.tagIds, { projectId, createdById: lead.userId, time })
  await insertRows(db, 'Tag', tags)
  const people = await db.membership.findMany({
    where: { projectId },
    select: { userId: true },
    orderBy: { userId: 'asc' },
  })
  const tagOf = new Map(study.tagIds.map((name, index) => [name, tags[index]?.id]))
  const coderOf = new Map(study.coderIds.map((name, index) => [name, people[index]?.userId]))
  for (const [index, documentId] of project.documentIds.entries()) {
    const spans = (study.documents[index]?.spans ?? []).map(({ coderId, tagId, start, end }) => ({
      start,
      end,
      tagId: tagOf.get(tagId),
      authorId: coderOf.get(coderId),
    }))
    await insertCoding(db, { projectId, documentId, time }, spans)
  }
  await db.$executeRawUnsafe('VACUUM (ANALYZE) "Annotation", "AnnotationTag", "Document", "Revision", "Tag"')
  return project
}

const tagRows = (
  names: readonly string[],
  { projectId, createdById, time }: { projectId: string; createdById: string; time: string },
) =>
  names.map((name, position) => ({
    projectId,
    id: newId(),
    parentId: null,
    name,
    colour: '#0c54a0',
    definition: '',
    useWhen: '',
    avoidWhen: '',
    position: 100 + position,
    version: 1,
    createdById,
    createdAt: time,
    updatedAt: time,
  }))

interface CodedSpan {
  start: number
  end: number
  tagId: string | undefined
  authorId: string | undefined
}

/** Codes these spans of a document, as far as each can be anchored. */
async function insertCoding(
  db: BenchServer['db'],
  { projectId, documentId, time }: { projectId: string; documentId: string; time: string },
  spans: readonly CodedSpan[],
): Promise<void> {
  const { id: revisionId, text } = await db.revision.findFirstOrThrow({
    where: { projectId, documentId },
    select: { id: true, text: true },
  })
  const rows = spans.flatMap(({ tagId, authorId, start, end: meant }) => {
    const end = Math.min(meant, text.length)
    const anchor = describeAnchor(text, start, end)
    if (!anchor.ok) return []
    const row = {
      projectId,
      id: newId(),
      documentId,
      revisionId,
      start,
      end,
      ...anchor.value,
      authorId,
      layer: 'coder',
      visibility: 'shared',
      note: '',
      roundId: null,
      certainty: null,
      secondOpinion: false,
      version: 1,
      createdAt: time,
      updatedAt: time,
    }
    return [{ tagId, row }]
  })
  await insertRows(
    db,
    'Annotation',
    rows.map(({ row }) => row),
  )
  await insertRows(
    db,
    'AnnotationTag',
    rows.map(({ row, tagId }) => ({
      projectId,
      annotationId: row.id,
      tagId,
      documentId,
      start: row.start,
      createdById: row.authorId,
      createdAt: time,
    })),
  )
}

/** Asks the server for the least it can answer, over and over, and looks at its memory, until told to stop: the longest answer is the longest pause. */
function watchPauses(server: BenchServer, client: Client) {
  let watching = true
  let peak = 0
  let worst = 0
  const done = (async () => {
    while (watching) {
      peak = Math.max(peak, server.memory())
      worst = Math.max(worst, (await client.drain('/api/health')).ms)
      await new Promise((resolve) => setTimeout(resolve, 5))
    }
  })()
  return async () => {
    watching = false
    await done
    return { worst, peak }
  }
}
