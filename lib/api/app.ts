import { randomUUID } from 'node:crypto'
import { totalmem } from 'node:os'
import { OpenAPIHono } from '@hono/zod-openapi'
import type { Context } from 'hono'
import { database, liveDatabase, type Database } from '@/lib/data/database/client'
import { env } from '@/lib/env'
import { AppError } from '@/lib/errors'
import { Live } from '@/lib/events/live'
import { jobWorks } from '@/lib/services/job-works'
import { Jobs } from '@/lib/services/jobs/jobs'
import { accountRoutes } from './accounts'
import { administrationRoutes } from './administration'
import { agreementRoutes } from './agreement'
import { analysisRoutes } from './analysis'
import { annotationRoutes } from './annotations'
import { archiveRoutes, importPath } from './archive'
import { backupRoutes } from './backups'
import { commentRoutes } from './comments'
import type { Api, ApiEnv, ApiParts } from './http/context'
import { describeItself } from './http/describe-itself'
import { binRoutes } from './bin'
import { BodiesUnderWay } from './http/bodies-under-way'
import { codebookRoutes } from './codebook'
import { documentRoutes } from './documents'
import { eventRoutes } from './events'
import { caseRoutes } from './cases'
import { exampleRoutes } from './examples'
import { excerptRoutes } from './excerpts'
import { exportRoutes } from './export'
import { sameOrigin, inProject, mayUpload, signedIn, tellLive } from './http/guards'
import { healthRoutes } from './health'
import { jobRoutes } from './jobs'
import { inTurnOfPerson } from './http/in-turn'
import { limitBody } from './http/limit-body'
import { memberRoutes } from './members'
import { memoRoutes } from './memos'
import { linkRoutes } from './links'
import { queryRoutes } from './queries'
import { metricsRoute } from './metrics'
import { nameRoutes } from './names'
import { notificationRoutes } from './notifications'
import { fieldFaults, presentProblem } from './http/problem'
import { presenceRoutes } from './presence'
import { projectRoutes } from './projects'
import { proposalRoutes } from './proposals'
import { revertRoutes } from './revert'
import { reviewRoutes } from './review'
import { recheckRoutes } from './rechecks'
import { revisionRoutes } from './revisions'
import { refusalIn } from './http/refusal-in'
import { roundRoutes } from './rounds'
import { searchRoutes } from './search'
import { tagRoutes } from './tags'
import { themeRoutes } from './themes'
import { say } from '@/lib/i18n/say'

/** The whole API as one application. It needs no server: tests call `request` on it, the server and the development mount hand requests to `fetch`. */
export function createApi({ db, ...given }: { db: Database } & Partial<ApiParts>): Api {
  const parts: ApiParts = {
    db,
    secret: given.secret ?? env().NEXTAUTH_SECRET,
    baseUrl: given.baseUrl ?? env().BASE_URL,
    maxUploadMb: given.maxUploadMb ?? env().MAX_UPLOAD_MB,
    backupDir: given.backupDir === undefined ? (env().BACKUP_DIR ?? null) : given.backupDir,
    dataDir: given.dataDir ?? env().DATA_DIR,
    sendsMail: given.sendsMail ?? env().SMTP_URL !== undefined,
    now: given.now ?? (() => new Date()),
    live: given.live ?? new Live(db, null),
    jobs: given.jobs ?? new Jobs(db, jobWorks, given.now ?? (() => new Date())),
    metricsToken: given.metricsToken ?? env().METRICS_TOKEN,
  }
  const api = newRouter()
  api.onError(async (error, c) => presentProblem(await refusalIn(db, error, c), c))
  api.notFound((c) => presentProblem(new AppError('not-found', say('refusals.http.noAddress')), c))
  api.use(async (c, next) => {
    c.set('requestId', randomUUID())
    // No text of the database holds it, so nothing can be found by it; whatever asks would fail in the middle.
    if (c.req.url.includes('%00')) throw new AppError('malformed', say('refusals.http.nul'))
    // Before the answer is made, because headers set on a made one cost it a copy. A route that may be kept says so itself.
    c.header('x-request-id', c.get('requestId'))
    c.header('cache-control', 'private, no-store')
    await next()
    // Hono answers HEAD as it answers GET and drops the body, which whoever makes it would go on with: an export, a stream.
    if (c.req.method === 'HEAD') await c.res.body?.cancel()
  })
  metricsRoute(api, parts)
  api.use(sameOrigin(parts))
  for (const path of [
    '/api/v1/me/*',
    '/api/v1/users/*',
    '/api/v1/jobs/*',
    '/api/v1/backups',
    '/api/v1/demo',
    '/api/v1/projects',
  ])
    api.use(path, signedIn(parts))
  // What makes a project is in none yet.
  api.use(importPath, signedIn(parts))
  for (const guard of [inProject(parts), tellLive(parts)])
    api.use('/api/v1/projects/:p/*', (c: Context<ApiEnv, string>, next) =>
      c.req.path === importPath ? next() : guard(c, next),
    )
  // A body that does not say its length is gathered to be counted: only when it is known who sends it, and that they may.
  for (const path of uploads) api.use(path, mayUpload)
  limitBodies(api, parts)
  api.use(inTurnOfPerson((c) => c.req.method === 'POST' && kindOfBody(c) === 'upload'))
  for (const routes of resources) routes(api, parts)
  describeItself(api, parts)
  return api
}

/** Every group of routes; the tests that walk all routes read the OpenAPI document that these make. */
const resources = [
  healthRoutes,
  accountRoutes,
  administrationRoutes,
  backupRoutes,
  projectRoutes,
  memberRoutes,
  nameRoutes,
  searchRoutes,
  documentRoutes,
  revisionRoutes,
  tagRoutes,
  codebookRoutes,
  proposalRoutes,
  exampleRoutes,
  recheckRoutes,
  annotationRoutes,
  excerptRoutes,
  agreementRoutes,
  analysisRoutes,
  themeRoutes,
  roundRoutes,
  reviewRoutes,
  commentRoutes,
  memoRoutes,
  linkRoutes,
  queryRoutes,
  caseRoutes,
  notificationRoutes,
  exportRoutes,
  archiveRoutes,
  jobRoutes,
  eventRoutes,
  presenceRoutes,
  revertRoutes,
  binRoutes,
]

const uploads = ['/api/v1/projects/:p/documents', '/api/v1/projects/:p/documents/preview']

const [kilobyte, megabyte] = [1024, 1024 * 1024]

/**
 * How large a body may be, by who sends it and what for. What is read without knowing who asks is a code and a password; what an account says about itself
 * is little more. Files may be as large as the administrator allows, and documents that come as JSON have a limit of their own, because JSON is parsed in
 * one piece while everybody waits.
 */
function limitBodies(api: Api, { maxUploadMb }: ApiParts): void {
  const file = maxUploadMb * megabyte
  const sizes = { ordinary: 16 * megabyte, written: Math.min(32 * megabyte, file), upload: file + 64 * kilobyte }
  const limits = { open: limitBody(16 * kilobyte), own: limitBody(64 * kilobyte) }
  // A browser sends two files at a time. Everybody together may have a quarter of the machine: less, and two people who never end their uploads would keep all others from theirs.
  const underWay = new BodiesUnderWay({
    ofOne: Math.max(3 * sizes.upload, 3 * sizes.ordinary),
    ofAll: Math.max(5 * sizes.upload, totalmem() / 4),
  })
  const admitting = (size: number) => ({ counted: underWay.counted(size), limit: limitBody(size) })
  const kinds = {
    ordinary: admitting(sizes.ordinary),
    comment: admitting(512 * kilobyte),
    written: admitting(sizes.written),
    upload: admitting(sizes.upload),
  }
  api.use((c, next) => {
    const { path } = c.req
    if (!path.startsWith('/api/v1/projects/'))
      return (/^\/api\/v1\/(me|users|jobs|projects)(\/|$)/.test(path) ? limits.own : limits.open)(c, next)
    const { counted, limit } = kinds[kindOfBody(c)]
    return counted(c, async () => void (await limit(c, next)))
  })
}

function kindOfBody({ req }: Context<ApiEnv>): 'ordinary' | 'comment' | 'written' | 'upload' {
  if (/\/comments(\/[^/]+)?$/.test(req.path)) return 'comment'
  if (req.path !== importPath && !/\/documents(\/preview)?$/.test(req.path)) return 'ordinary'
  return /^multipart\//i.test(req.header('content-type') ?? '') ? 'upload' : 'written'
}

function newRouter(): Api {
  return new OpenAPIHono<ApiEnv>({
    defaultHook: (result) => {
      if (!result.success)
        throw new AppError('invalid', say('refusals.someInvalidChanged'), {
          errors: fieldFaults(result.error.issues),
        })
    },
  })
}

const shared = globalThis as { commonplaceApi?: Api; commonplaceLive?: Live; commonplaceJobs?: Jobs }

/** The process-wide API on the process-wide database. */
export function api(): Api {
  return (shared.commonplaceApi ??= createApi({ db: database(), live: live(), jobs: jobs() }))
}

/** The process-wide live side. Close it before the server that carries its streams. */
export function live(): Live {
  return (shared.commonplaceLive ??= new Live(liveDatabase(), env().DATABASE_URL))
}

/** What works on the jobs of this process. Stop it before the database. */
export function jobs(): Jobs {
  return (shared.commonplaceJobs ??= new Jobs(database(), jobWorks, () => new Date()))
}
