import { inEnglish, say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** Every way a request can fail, once: its status, its public title, and whether it is our fault and to be logged as an error. */
export const problems = {
  malformed: { status: 400, title: 'The request could not be read' },
  'not-signed-in': { status: 401, title: 'Sign in first' },
  'not-allowed': { status: 403, title: 'You may not do this' },
  'not-found': { status: 404, title: 'There is nothing here' },
  'version-conflict': { status: 409, title: 'Somebody changed this meanwhile' },
  'quote-mismatch': { status: 409, title: 'The passage is not what you selected' },
  'already-exists': { status: 409, title: 'This exists already' },
  'in-use': { status: 409, title: 'Something still depends on this' },
  'cannot-revert': { status: 409, title: 'This can no longer be reverted' },
  frozen: { status: 409, title: 'This was submitted and is frozen' },
  'too-early': { status: 409, title: 'It is too early for this' },
  gone: { status: 410, title: 'This is no longer valid' },
  'too-large': { status: 413, title: 'This is too large' },
  'unsupported-format': { status: 415, title: 'This kind of file cannot be read' },
  invalid: { status: 422, title: 'Something in the request is not right' },
  refused: { status: 422, title: 'This file cannot be imported' },
  'too-many-attempts': { status: 429, title: 'Too many attempts' },
  'too-much-at-once': { status: 429, title: 'Too much at once' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  unavailable: { status: 503, title: 'The service is busy or starting' },
} as const

export type ProblemCode = keyof typeof problems

/** Where in the request a fault lies: a dotted path and a sentence, in English and in no language yet. */
export interface FieldFault {
  path: string
  message: string
  said: Said
}

interface ProblemExtras {
  errors?: FieldFault[]
  /** The row as it stands, with a version-conflict. */
  current?: unknown
  /** Seconds until it is worth trying again. */
  retryAfter?: number
  /** A finer reason, such as an importer's refusal code. */
  reason?: string
}

/**
 * An expected failure. Its sentence is shown to people, so it says what happened and what to do, and never another person's data; `detail` is its English.
 */
export class AppError extends Error {
  readonly detail: string

  constructor(
    readonly code: ProblemCode,
    readonly said: Said,
    readonly extras: ProblemExtras = {},
  ) {
    const detail = inEnglish(said)
    super(detail)
    this.name = 'AppError'
    this.detail = detail
  }

  get status(): number {
    return problems[this.code].status
  }
}

/** The answer for a row that is missing and for one that is somebody else's: the two must not be told apart. */
export function notFound(what: Thing): AppError {
  return new AppError('not-found', say('refusals.notFound', { what }))
}

/** What can be missing or out of date; `refusals.notFound` and `refusals.staleVersion` have a word for each. */
export const things = [
  'tag',
  'example',
  'annotation',
  'proposal',
  'document',
  'project',
  'member',
  'invitation',
  'openInvitation',
  'event',
  'round',
  'verdict',
  'passage',
  'figure',
  'theme',
  'annotationAmongThose',
  'roundToCodeAgain',
  'taskOfYours',
  'task',
  'comment',
  'memo',
  'link',
  'query',
  'case',
  'casePart',
  'thread',
  'token',
  'account',
  'resetLink',
  'attribute',
  'revision',
  'kindInBin',
  'documentInBin',
  'tagInBin',
  'themeInBin',
  'annotationInBin',
  'memoInBin',
  'linkInBin',
  'caseInBin',
  'address',
  'job',
] as const
export type Thing = (typeof things)[number]

/** A fault of one field: `fault('name', say('faults.taken'))`. */
export const fault = (path: string, said: Said): FieldFault => ({ path, message: inEnglish(said), said })
