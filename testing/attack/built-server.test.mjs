// What attackers send to the server as it is built and started, where Next and next-auth stand behind our listener. Run by `npm test` after the build, with
// node:test.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { freePort, newDataDir, start, stopAll } from '../start-stop/instance.mjs'
import { chunked, rawRequest, sendRaw } from './raw-http.mjs'

const { dataDir, remove } = newDataDir()
const port = await freePort()
const origin = `http://127.0.0.1:${port}`
const instance = start({ dataDir, port, env: { LOG_LEVEL: 'silent' } })
before(() => instance.ready())
after(async () => {
  await stopAll()
  remove()
})

const isWell = async () => assert.equal((await fetch(`http://127.0.0.1:${port}/api/ready`)).status, 200)
const megabyte = 'a&'.repeat(512 * 1024)
const form = { 'content-type': 'application/x-www-form-urlencoded' }

/** Resident memory of the server in megabytes; NaN on systems without /proc. */
function memory() {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${instance.child.pid}/status`, 'utf8'))?.[1]) / 1024
  } catch {
    return NaN
  }
}

describe('what next-auth and Next would read', () => {
  for (const address of ['/api/auth/callback/credentials', '/api/auth/_log', '/setup'])
    test(`150 MB to ${address} are refused, said or not, and the server goes on`, async () => {
      const before = memory()
      const said = await sendRaw(
        port,
        rawRequest('POST', address, { ...form, 'content-length': '150000000' }, megabyte),
      )
      assert.equal(said.status, 413)
      const unsaid = await sendRaw(port, [
        ...rawRequest('POST', address, { ...form, 'transfer-encoding': 'chunked' }),
        ...Array.from({ length: 150 }, () => `${megabyte.length.toString(16)}\r\n${megabyte}\r\n`),
      ])
      assert.equal(unsaid.status, 413)
      await isWell()
      assert.ok(!(memory() - before > 300), `it took ${memory() - before} MB`)
    })

  test('a sign-in is answered whether its body says its length or comes in chunks', async () => {
    const { csrfToken } = await (await fetch(`http://127.0.0.1:${port}/api/auth/csrf`)).json()
    const body = `csrfToken=${csrfToken}&email=nobody%40example.org&password=wrong&json=true`
    const answers = [
      await sendRaw(port, rawRequest('POST', '/api/auth/callback/credentials', form, body)),
      await sendRaw(
        port,
        rawRequest(
          'POST',
          '/api/auth/callback/credentials',
          { ...form, 'transfer-encoding': 'chunked' },
          chunked([body.slice(0, 20), body.slice(20)]),
        ),
      ),
    ]
    const outcomes = answers.map(({ status, body: text }) => [
      status,
      text.replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/g, ''),
    ])
    assert.deepEqual(outcomes[0], outcomes[1])
    assert.ok(Number(outcomes[0]?.[0]) < 500)
  })
})

describe('another protocol', () => {
  test('five hundred upgrades are answered, and leave no descriptor behind', async () => {
    assert.equal((await fetch(`http://127.0.0.1:${port}/setup`)).status, 200)
    const headers = [
      { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQCAAAAAAIAAAAA' },
      { connection: 'Upgrade', upgrade: 'websocket' },
    ]
    for (let i = 0; i < 25; i++) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) => sendRaw(port, rawRequest('GET', '/api/health', headers[n % 2]))),
      )
      assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
    }
    assert.equal((await sendRaw(port, rawRequest('GET', '/setup', headers[0]))).status, 200)
    await isWell()
  })
})

describe('what no browser sends', () => {
  /** @type {[string, string, string, number[]][]} */
  const requests = [
    ['a letter that is cut off', 'GET', '/projects/%zz', [400]],
    ['half of a letter', 'GET', '/projects/%e4', [400]],
    ['a NUL', 'GET', '/projects/%00', [400]],
    ['a backslash', 'GET', '/\\\\evil.example', [400]],
    ['another host', 'GET', 'http://evil.example/sign-in', [200, 303, 307]],
    ['two slashes', 'GET', '//evil.example/%2f..', [308, 404, 307, 400]],
    ['the server as a whole', 'OPTIONS', '*', [204]],
    ['a page in another way', 'OPTIONS', '/sign-in', [200, 204, 400, 405]],
    ['a page to be written', 'DELETE', '/sign-in', [200, 303, 307, 400, 405]],
    ['what nobody knows', 'BREW', '/sign-in', [0, 400, 405, 501]],
    ['what was read', 'TRACE', '/sign-in', [400, 405]],
    [
      'a way back over lines',
      'GET',
      '/api/auth/signin?callbackUrl=%0d%0aset-cookie:%20taken=1',
      [200, 302, 303, 307, 400],
    ],
    ['a way back over lines to the page', 'GET', '/sign-in?next=%2f%0d%0aset-cookie:%20taken=1', [200, 303, 307]],
    ['a way back to elsewhere', 'GET', '/sign-in?next=/.//evil.example', [200, 303, 307]],
    ['a way back of 10 kB', 'GET', `/sign-in?next=/${'x'.repeat(10_000)}`, [200, 303, 307]],
    ['an address of 20 kB', 'GET', `/sign-in?next=/${'x'.repeat(20_000)}`, [431]],
    ['a thousand questions', 'GET', `/sign-in?${'next=/&'.repeat(1000)}`, [200, 303, 307]],
    [
      'a sign-out nobody asked for',
      'GET',
      '/api/auth/signout?callbackUrl=https%3a%2f%2fevil.example',
      [200, 302, 303, 307, 400],
    ],
    ['an action that is not there', 'GET', '/api/auth/%2e%2e/%2e%2e/sign-in', [200, 303, 307, 308, 400, 404]],
    ['a provider that is not there', 'GET', '/api/auth/callback/__proto__', [302, 400, 404, 405]],
    ['a file of pages that is not there', 'GET', '/_next/static/../../server/pages.js', [400, 404]],
    ['a picture of elsewhere', 'GET', '/_next/image?url=https%3a%2f%2fevil.example%2fx.png&w=64&q=75', [400, 404]],
    ['data of a page', 'GET', '/sign-in?_rsc=%00%ff', [200, 303, 307, 400]],
  ]
  for (const [what, method, address, statuses] of requests)
    test(`${what} (${method} ${address.slice(0, 60)}) is answered, and by no fault of ours`, async () => {
      const answer = await sendRaw(port, rawRequest(method, address))
      assert.ok(statuses.includes(answer.status), `${answer.status}: ${answer.body.slice(0, 200)}`)
      assert.ok(!/^set-cookie: taken/im.test(answer.raw.split('\r\n\r\n')[0] ?? ''), 'a header of the attacker')
      assert.notEqual(new URL(answer.headers.location ?? '/', origin).hostname, 'evil.example')
    })

  test('line breaks in the way back of a sign-in, an unknown state and headers without an end are no fault of ours', async () => {
    for (const body of [
      'callbackUrl=%0d%0aset-cookie%3a+taken%3d1',
      'csrfToken=%00&email=%ff&password=',
      `email=${'a'.repeat(60_000)}`,
      '__proto__[x]=1&constructor=1',
      '%'.repeat(1000),
    ]) {
      const answer = await sendRaw(port, rawRequest('POST', '/api/auth/callback/credentials', form, body))
      assert.ok(answer.status > 0 && answer.status < 500, `${answer.status} to ${body.slice(0, 40)}`)
      assert.ok(!/^set-cookie: taken/im.test(answer.raw))
    }
    for (const headers of [
      { cookie: 'x'.repeat(12_000) },
      { cookie: Array.from({ length: 100 }, (_, at) => `next-auth.session-token.${at}=x`).join('; ') },
      { 'next-action': 'x', 'next-router-state-tree': '%00' },
      { rsc: '1', 'next-url': '/\u00ff' },
      { host: 'evil.example' },
      { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'javascript' },
      { 'x-middleware-subrequest': 'middleware:middleware:middleware' },
    ]) {
      const answer = await sendRaw(port, rawRequest('GET', '/sign-in', /** @type {Record<string, string>} */ (headers)))
      assert.ok(answer.status > 0 && answer.status < 500, `${answer.status} to ${JSON.stringify(headers).slice(0, 80)}`)
      assert.notEqual(new URL(answer.headers.location ?? '/', origin).hostname, 'evil.example')
    }
    await isWell()
  })

  test('a file with a name of 100 kB is taken, and its page is made', async () => {
    const code = /setup\?code=(\S+)/.exec(instance.output())?.[1] ?? ''
    const json = { 'content-type': 'application/json' }
    const account = { name: 'Ana', email: 'ana@example.org', password: 'a long enough password' }
    const made = await fetch(`${origin}/api/v1/setup`, {
      method: 'POST',
      headers: json,
      body: JSON.stringify({ code: decodeURIComponent(code), ...account }),
    })
    assert.ok(made.ok, await made.text())
    const cookie = await signedIn(account)
    const project = await (
      await fetch(`${origin}/api/v1/projects`, {
        method: 'POST',
        headers: { ...json, cookie },
        body: JSON.stringify({ name: 'Wells' }),
      })
    ).json()
    const body = `--edge\r\ncontent-disposition: form-data; name="file"; filename="${'x'.repeat(100_000)}.txt"\r\ncontent-type: text/plain\r\n\r\nSalt came into the wells.\r\n--edge--\r\n`
    const answer = await sendRaw(
      port,
      rawRequest(
        'POST',
        `/api/v1/projects/${project.id}/documents`,
        { cookie, 'content-type': 'multipart/form-data; boundary=edge' },
        body,
      ),
      20_000,
    )
    assert.equal(answer.status, 201, answer.body.slice(0, 300))
    const page = await fetch(`${origin}/projects/${project.id}/documents/${JSON.parse(answer.body).document.id}`, {
      headers: { cookie },
    })
    assert.equal(page.status, 200)
    for (const odd of ['%zz', '__proto__', 'x'.repeat(5000), '..%2f..', "'", '%F0%9F%92%A9']) {
      const there = await fetch(`${origin}/projects/${odd}`, { headers: { cookie } })
      assert.ok(there.status < 500, `${there.status} for ${odd.slice(0, 30)}`)
    }
  })
})

/** The cookie of somebody who has signed in as a browser does. @param {{ email: string, password: string }} account */
async function signedIn({ email, password }) {
  const asked = await fetch(`${origin}/api/auth/csrf`)
  const { csrfToken } = await asked.json()
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...form, cookie: cookiesOf(asked) },
    body: new URLSearchParams({ csrfToken, email, password, json: 'true' }),
  })
  return `${cookiesOf(asked)}; ${cookiesOf(answer)}`
}

/** @param {Response} answer */
const cookiesOf = (answer) =>
  answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')

test(
  'while its database stands still it says so to pages and API within seconds, and is well again without help',
  { skip: process.platform === 'linux' ? false : 'stops processes by what /proc says of them', timeout: 60_000 },
  async () => {
    const pids = readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry) && folderOf(entry) === join(dataDir, 'postgres'))
      .map(Number)
    assert.ok(pids.length > 3)
    for (const pid of pids) process.kill(pid, 'SIGSTOP')
    const began = performance.now()
    const answers = await Promise.all(
      ['/sign-in', '/api/v1/projects', '/api/ready'].map((address) =>
        sendRaw(port, rawRequest('GET', address), 15_000),
      ),
    )
    assert.ok(performance.now() - began < 10_000, `${performance.now() - began} ms`)
    assert.deepEqual([answers[0]?.status, answers[2]?.status], [503, 503])
    assert.match(answers[0]?.body ?? '', /^The database (does not answer|cannot be reached) just now\. Nothing/)
    for (const until = Date.now() + 40_000; (await sendRaw(port, rawRequest('GET', '/api/ready'))).status !== 200;)
      assert.ok(Date.now() < until, 'it did not come back')
    assert.equal((await fetch(`${origin}/sign-in`)).status, 200)
  },
)

const folderOf = (/** @type {string} */ pid) => {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

test('SIGTERM ends it within five seconds whatever hangs, and its database with it', async () => {
  const hanging = [
    ['GET /sign-in HTTP/1.1\r\n'],
    rawRequest('GET', '/sign-in', { connection: 'Upgrade', upgrade: 'websocket' }),
    rawRequest('POST', '/api/auth/callback/credentials', { ...form, 'content-length': '100' }),
    rawRequest('POST', '/api/v1/setup', { 'content-type': 'application/json', 'transfer-encoding': 'chunked' }),
    [],
  ].map((parts) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => undefined)
    for (const part of parts) socket.write(part)
    return socket
  })
  await isWell()
  const { code, took } = await instance.stop('SIGTERM')
  assert.equal(code, 0)
  assert.ok(took < 5000, `stopping took ${took} ms`)
  for (const socket of hanging) socket.destroy()
})
