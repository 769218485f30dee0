import { generateScale } from '@/seed/scale/generate-scale'
import type { BenchServer } from './bench-server'
import type { Figure } from './figure'
import { httpClient } from './http-client'

const items = 5_000
const most = 2

/** Figures of reverting a bulk event of 5,000 items in a project of 50,000 annotations: told beforehand, reverted, and that reverted again. */
export async function benchRevert(server: BenchServer): Promise<Figure[]> {
  const scale = await generateScale(server.db, {
    documents: 20,
    annotations: 50_000,
    coders: 4,
    size: 100_000,
    now: new Date(),
    name: 'Bulk acts',
  })
  const client = httpClient(server.url, await server.token(scale.lead.userId), 1)
  const project = `/api/v1/projects/${scale.projectId}`
  const own = await server.db.annotation.findMany({
    where: { projectId: scale.projectId, authorId: scale.lead.userId },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: items,
  })
  if (own.length < items) throw new Error(`The lead has only ${own.length} annotations`)
  const timed = async (method: string, path: string, body?: object) => {
    const { status, body: answer, ms } = await client.call(method, `${project}${path}`, body)
    if (status !== 200) throw new Error(`${method} ${path} answered ${status}: ${answer.toString().slice(0, 500)}`)
    return { ms, answer: JSON.parse(answer.toString()) as { seq?: number; canRevert?: boolean; keeps?: unknown[] } }
  }
  const figures: Figure[] = []
  const events = {
    tagging: { action: 'tag', items: own.map(({ id }) => ({ id, tagIds: [scale.tagIds.at(-1)] })) },
    deleting: { action: 'delete', items: own },
  }
  for (const [name, body] of Object.entries(events)) {
    const event = await timed('POST', '/annotations/bulk', body)
    const { seq } = await server.db.event.findFirstOrThrow({
      where: { projectId: scale.projectId },
      orderBy: { seq: 'desc' },
      select: { seq: true },
    })
    const preview = await timed('GET', `/events/${seq}/revert`)
    const undo = await timed('POST', `/events/${seq}/revert`)
    if (!preview.answer.canRevert || undo.answer.keeps?.length !== 0)
      throw new Error(`Reverting ${name} kept something: ${JSON.stringify(undo.answer).slice(0, 500)}`)
    const redo = await timed('POST', `/events/${undo.answer.seq}/revert`)
    const again = await timed('POST', `/events/${redo.answer.seq}/revert`)
    const figure = (what: string, ms: number): Figure => ({
      name: `${name} ${items} passages: ${what}`,
      value: ms / 1000,
      unit: 's',
      target: { most },
    })
    figures.push(
      figure('preview of reverting it', preview.ms),
      { ...figure('reverted', undo.ms), beside: `the act itself ${(event.ms / 1000).toFixed(2)} s` },
      figure('done again', redo.ms),
      figure('reverted again', again.ms),
    )
  }
  client.close()
  return figures
}
