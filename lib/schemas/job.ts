import { z } from 'zod'
import { id, person, said, time } from './primitives'

/** What is done as a job. */
const jobKinds = ['import-project'] as const
export type JobKind = (typeof jobKinds)[number]

const jobStates = ['queued', 'running', 'done', 'failed', 'cancelled'] as const

export const job = z
  .object({
    id,
    projectId: id.meta({ description: 'The project that it works on; one that it makes is there when it is done' }),
    kind: z.enum(jobKinds),
    state: z.enum(jobStates),
    isCancelling: z.boolean().meta({ description: 'Whether it was told to stop and has not yet' }),
    progress: z.object({
      phase: z.string().nullable().meta({ description: 'What is being done; null before it begins' }),
      done: z.int(),
      of: z.int().meta({ description: '0 where it is not known' }),
    }),
    result: z.unknown().meta({ description: 'What the request would have been answered; null until it is done' }),
    problem: z.object({ code: z.string(), detail: z.string(), said }).nullable().meta({ description: 'Why it failed' }),
    requestedBy: person,
    createdAt: time,
    startedAt: time.nullable(),
    endedAt: time.nullable(),
  })
  .meta({ id: 'Job', description: 'Long work that outlives its request' })
export type Job = z.infer<typeof job>
