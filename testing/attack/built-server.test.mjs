// What attackers send to the server as it is built and started, where Next and next-auth stand behind our listener. Run by `npm test` after the build, with
// node:test.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { freePort, newDataDir, start, stopAll } from '../start-stop/instance.mjs'
import { chunked, rawRequest, sendRaw } from './raw-http.mjs'

const { dataDir, remove } = newDataDir()
const port = await freePort()
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
      const said = await sendRaw(port, rawRequest('POST', address, { ...form, 'content-length': '150000000' }, megabyte))
      assert.equal(said.status, 413)
      const unsaid = await sendRaw(port, [...rawRequest('POST', address, { ...form, 'transfer-encoding': 'chunked' }), ...Array.from({ length: 150 }, () => `${megabyte.length.toString(16)}\r\n${megabyte}\r\n`)])
      assert.equal(unsaid.status, 413)
      await isWell()
      assert.ok(!(memory() - before > 300), `it took ${memory() - before} MB`)
    })

  test('a sign-in is answered whether its body says its length or comes in chunks', async () => {
    const { csrfToken } = await (await fetch(`http://127.0.0.1:${port}/api/auth/csrf`)).json()
    const body = `csrfToken=${csrfToken}&email=nobody%40example.org&password=wrong&json=true`
    const answers = [await sendRaw(port, rawRequest('POST', '/api/auth/callback/credentials', form, body)), await sendRaw(port, rawRequest('POST', '/api/auth/callback/credentials', { ...form, 'transfer-encoding': 'chunked' }, chunked([body.slice(0, 20), body.slice(20)])))]
    const outcomes = answers.map(({ status, body: text }) => [status, text.replace(/^[0-9a-f]+\r\n|\r\n0\r\n\r\n$/g, '')])
    assert.deepEqual(outcomes[0], outcomes[1])
    assert.ok(Number(outcomes[0]?.[0]) < 500)
  })
})

describe('another protocol', () => {
  test('five hundred upgrades are answered, and leave no descriptor behind', async () => {
    assert.equal((await fetch(`http://127.0.0.1:${port}/setup`)).status, 200)
    const headers = [{ connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'http2-settings': 'AAMAAABkAAQCAAAAAAIAAAAA' }, { connection: 'Upgrade', upgrade: 'websocket' }]
    for (let i = 0; i < 25; i++) {
      const answers = await Promise.all(Array.from({ length: 20 }, (_, n) => sendRaw(port, rawRequest('GET', '/api/health', headers[n % 2]))))
      assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
    }
    assert.equal((await sendRaw(port, rawRequest('GET', '/setup', headers[0]))).status, 200)
    await isWell()
  })
})

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
