import { expect, test } from 'vitest'
import { EnvError, localAddress, parseEnv } from './env'

const secret = 'x'.repeat(32)

test('an empty environment means the embedded database on port 3000 of this machine', () => {
  expect(parseEnv({})).toMatchObject({
    DATA_DIR: '.data',
    PORT: 3000,
    HOST: '127.0.0.1',
    BASE_URL: 'http://127.0.0.1:3000',
    MAX_UPLOAD_MB: 100,
    LOG_LEVEL: 'warn',
  })
  expect(parseEnv({}).DATABASE_URL).toBeUndefined()
})

test('an empty value counts as absent', () => {
  expect(parseEnv({ PORT: '', DATABASE_URL: ' ', SMTP_URL: '' })).toEqual(parseEnv({}))
})

test('BASE_URL loses its last slash, and follows HOST and PORT where it is absent', () => {
  expect(parseEnv({ BASE_URL: 'https://notes.example.org/' }).BASE_URL).toBe('https://notes.example.org')
  expect(parseEnv({ PORT: '8080' }).BASE_URL).toBe('http://127.0.0.1:8080')
  expect(localAddress('0.0.0.0', 80)).toBe('http://localhost:80')
  expect(localAddress('::1', 80)).toBe('http://[::1]:80')
})

test.each([
  ['PORT', { PORT: '0' }],
  ['PORT', { PORT: '65536' }],
  ['PORT', { PORT: '3000a' }],
  ['MAX_UPLOAD_MB', { MAX_UPLOAD_MB: '-1' }],
  ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ['BASE_URL', { BASE_URL: 'notes.example.org' }],
  ['BASE_URL', { BASE_URL: 'ftp://notes.example.org' }],
  ['DATABASE_URL', { DATABASE_URL: 'mysql://here/there', NEXTAUTH_SECRET: secret }],
  ['NEXTAUTH_SECRET', { DATABASE_URL: 'postgresql://here/there' }],
  ['NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'short' }],
  ['METRICS_TOKEN', { METRICS_TOKEN: 'short' }],
  ['MAIL_FROM', { SMTP_URL: 'smtp://here' }],
  ['OIDC_CLIENT_ID', { OIDC_ISSUER: 'https://id.example.org' }],
])('a wrong %s is refused with one line that names it', (name, source) => {
  expect(() => parseEnv(source)).toThrow(EnvError)
  expect(() => parseEnv(source)).toThrow(new RegExp(`^${name} [^\\n]+\\.$`))
})
