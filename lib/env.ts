import { resolve } from 'node:path'
import { z } from 'zod'

const wholeNumber = (name: string, min: number, max: number) => {
  const message = `must be a whole number from ${min} to ${max}`
  return z
    .string()
    .regex(/^\d+$/, message)
    .transform(Number)
    .pipe(z.number(`${name} ${message}`).min(min, message).max(max, message))
}

const address = (protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)), {
    message: `must be an address beginning with ${protocols.map((protocol) => `${protocol}://`).join(' or ')}`,
  })

const variables = z
  .object({
    DATABASE_URL: address(['postgresql', 'postgres']).optional(),
    DATA_DIR: z.string().default('.data'),
    /** Where the server keeps the backups that it makes by itself; null where it makes none. */
    BACKUP_DIR: z
      .string()
      .transform((text) => (text === 'off' ? null : resolve(text)))
      .optional(),
    PORT: wholeNumber('PORT', 1, 65535).default(3000),
    HOST: z.string().default('127.0.0.1'),
    BASE_URL: address(['http', 'https'])
      .transform((text) => text.replace(/\/+$/, ''))
      .optional(),
    NEXTAUTH_SECRET: z
      .string()
      .refine(
        (text) => Buffer.byteLength(text) >= 32,
        'must be at least 32 bytes, for instance the output of: openssl rand -base64 32',
      )
      .optional(),
    SMTP_URL: address(['smtp', 'smtps']).optional(),
    MAIL_FROM: z.string().optional(),
    OIDC_ISSUER: address(['http', 'https']).optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    TRUSTED_PROXIES: wholeNumber('TRUSTED_PROXIES', 0, 10).default(0),
    FORWARDED_HEADER: z
      .string()
      .regex(/^[A-Za-z0-9-]+$/, 'must be the name of a header, such as X-Forwarded-For')
      .toLowerCase()
      .default('x-forwarded-for'),
    MAX_UPLOAD_MB: wholeNumber('MAX_UPLOAD_MB', 1, 4096).default(100),
    METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    LOG_LEVEL: z
      .enum(
        ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
        'must be one of fatal, error, warn, info, debug, trace, silent',
      )
      .default('warn'),
  })
  .superRefine((values, context) => {
    const refuse = (name: string, message: string) => context.addIssue({ code: 'custom', path: [name], message })
    if (values.DATABASE_URL !== undefined && values.NEXTAUTH_SECRET === undefined)
      refuse(
        'NEXTAUTH_SECRET',
        'is required when DATABASE_URL is set: at least 32 bytes, the same for every process on that database',
      )
    if (values.SMTP_URL !== undefined && values.MAIL_FROM === undefined)
      refuse('MAIL_FROM', 'is required when SMTP_URL is set')
    if (values.OIDC_ISSUER !== undefined && values.OIDC_CLIENT_ID === undefined)
      refuse('OIDC_CLIENT_ID', 'is required when OIDC_ISSUER is set')
    if (values.OIDC_ISSUER !== undefined && values.OIDC_CLIENT_SECRET === undefined)
      refuse('OIDC_CLIENT_SECRET', 'is required when OIDC_ISSUER is set')
  })
  .transform((values) => ({ ...values, BASE_URL: values.BASE_URL ?? localAddress(values.HOST, values.PORT) }))

/** How a browser on this machine reaches a server bound to `host`; the two "every interface" addresses are not addresses one can visit. */
export function localAddress(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host
  return `http://${name}:${port}`
}

/** The environment as it was given; DATABASE_URL and NEXTAUTH_SECRET may be missing, which means the embedded database. */
export type GivenEnv = z.output<typeof variables>
/** The environment of a running instance, in which both are known. */
export type Env = GivenEnv & { DATABASE_URL: string; NEXTAUTH_SECRET: string }

/** A wrong or missing variable; the message is one line that names it. */
export class EnvError extends Error {
  override name = 'EnvError'
}

/** Reads and checks a set of variables; an empty value counts as absent. Throws EnvError for the first wrong one. */
export function parseEnv(source: Record<string, string | undefined>): GivenEnv {
  const given = Object.fromEntries(
    Object.entries(source).filter(([, value]) => value !== undefined && value.trim() !== ''),
  )
  const parsed = variables.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new EnvError(`${String(issue?.path[0] ?? 'The environment')} ${issue?.message ?? 'is wrong'}.`)
}

/** The process's own variables, before an instance is opened. */
export function givenEnv(): GivenEnv {
  return parseEnv(process.env)
}

/**
 * Settles variables for the rest of the process. They are written to process.env because Next's pages are a separate bundle
 * with their own copy of this module, and because next-auth reads NEXTAUTH_SECRET and NEXTAUTH_URL from there.
 */
export function provideEnv(values: Partial<Record<keyof GivenEnv | 'NEXTAUTH_URL' | 'NODE_ENV', string>>): void {
  Object.assign(process.env, values)
  settled = undefined
}

let settled: Env | undefined

/** The environment of this instance. Throws EnvError when no database has been opened or named. */
export function env(): Env {
  if (settled) return settled
  const { DATABASE_URL, NEXTAUTH_SECRET, ...rest } = givenEnv()
  if (DATABASE_URL === undefined) throw new EnvError('DATABASE_URL is not set, and no embedded database was started.')
  if (NEXTAUTH_SECRET === undefined) throw new EnvError('NEXTAUTH_SECRET is not set.')
  return (settled = { DATABASE_URL, NEXTAUTH_SECRET, ...rest })
}
