import type { OpenAPIHono } from '@hono/zod-openapi'
import type { Database } from '@/lib/data/database/client'
import type { Credential } from '@/lib/auth/session'
import type { Member, Viewer } from '@/lib/domain/access/viewer'
import type { Live } from '@/lib/events/live'
import type { Jobs } from '@/lib/services/jobs/jobs'

/** What the API is built from; tests hand in their own. */
export interface ApiParts {
  db: Database
  /** Encrypts session cookies. */
  secret: string
  /** The address people use, for links; no trailing slash. */
  baseUrl: string
  maxUploadMb: number
  /** Where this server keeps the backups that it makes by itself; null where it makes none. */
  backupDir: string | null
  /** Where the embedded database lies. */
  dataDir: string
  /** Whether a mail server is set. */
  sendsMail: boolean
  now: () => Date
  /** What a scraper of /api/metrics must send; without one there are no metrics. */
  metricsToken?: string
  /** The open streams of this process. */
  live: Live
  /** What works on jobs in this process. */
  jobs: Jobs
}

export interface ApiEnv {
  Variables: {
    requestId: string
    /** Set by the `signedIn` and `inProject` middlewares. */
    viewer: Viewer
    member: Member
    /** What the request presented, for an answer that outlives it. */
    credential: Credential
  }
}

/** The application that every group of routes adds its own to. */
export type Api = OpenAPIHono<ApiEnv>
