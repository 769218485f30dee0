// What `npm run commonplace` promises, tried with real processes on one instance: first alone, then beside its server. Run by `npm test`
// after the build, with node:test.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { command, freePort, newDataDir, start, stopAll } from './instance.mjs'

const { dataDir, remove } = newDataDir()
const email = 'ada@example.org'
const account = ['user', 'create', '--email', email, '--name', 'Ada', '--password-stdin']
const typed = 'correct horse battery\n'
after(async () => {
  await stopAll()
  remove()
})

/** The command did what it was asked and said nothing besides; answers its standard output. */
async function done(
  /** @type {Parameters<typeof command>[1]} */ args,
  /** @type {Parameters<typeof command>[2]} */ how = {},
) {
  const { code, out, err } = await command(dataDir, args, how)
  assert.deepEqual({ code, err }, { code: 0, err: '' })
  return out
}

/** The command could not do it, and says why in one line and nothing anywhere else. */
async function failed(
  /** @type {string[]} */ args,
  /** @type {RegExp} */ reason,
  /** @type {Parameters<typeof command>[2]} */ how = {},
) {
  const { code, out, err } = await command(dataDir, args, how)
  assert.deepEqual({ code, out }, { code: 1, out: '' })
  assert.match(err, /^[^\n]+\n$/)
  assert.match(err, reason)
}

describe('alone, on the embedded database', () => {
  test('user create makes the instance and an account in it, and prints the id alone', async () => {
    assert.match(await done(account, { typed }), /^[0-9a-f-]{36}\n$/)
  })

  test('what cannot be done is told in one line', () =>
    failed(
      ['token', 'create', '--user', 'nobody@example.org', '--scope', 'read'],
      /^There is no active account with the email address nobody@example\.org\.$/m,
    ))

  test('an instance without projects has none to list', async () => {
    assert.equal(await done(['project', 'list', '--json']), '[]\n')
  })

  test('wrong usage ends with 2 and leaves standard output empty', async () => {
    const { code, out, err } = await command(
      dataDir,
      ['user', 'create', '--email', 'bad', '--name', 'Bad', '--password-stdin'],
      { typed, throughNpm: true },
    )
    assert.deepEqual({ code, out }, { code: 2, out: '' })
    assert.match(
      err,
      /^--email: Enter an email address, such as name@example\.org\.\nUsage: npm run commonplace -- user create [^\n]+\n$/,
    )
  })
})

describe('beside a running server', () => {
  let url = ''
  before(async () => {
    const port = await freePort()
    url = `http://127.0.0.1:${port}`
    // The port that is asked for comes before the one in the environment.
    const server = start({ dataDir, port: await freePort(), args: ['--no-build', '--port', String(port), '--demo'] })
    await server.ready()
    assert.match(server.output(), new RegExp(`^Made the demo project [0-9a-f-]{36}\n(.+\n)*Ready on ${url}\n`, 'm'))
  })

  test('token create prints the secret alone, through npm too, and the server takes it', async () => {
    const secret = await done(['token', 'create', '--user', email, '--scope', 'read'], { throughNpm: true })
    assert.match(secret, /^cp_\S+\n$/)
    const { status } = await fetch(`${url}/api/v1/projects`, { headers: { authorization: `Bearer ${secret.trim()}` } })
    assert.equal(status, 200)
  })

  test('the demo project that --demo made is listed, and its codebook exported to a file', async () => {
    const [project, ...others] = JSON.parse(await done(['project', 'list', '--json']))
    assert.deepEqual(others, [])
    assert.ok(project.annotations > 100)
    const file = join(dataDir, 'codebook.csv')
    assert.equal(
      await done(['export', '--project', project.id, '--what', 'codebook', '--format', 'csv', '-o', file]),
      '',
    )
    assert.ok(readFileSync(file, 'utf8').split('\n').length > 5)
  })

  test('doctor finds every annotation of it in its place', async () => {
    assert.match(await done(['doctor']), /^Checked \d{3,} annotations on \d+ texts: 0 faults\.\n$/)
  })

  test('what cannot be done is told in one line, to which npm adds nothing', () =>
    failed(account, /^There is an account with the email address ada@example\.org already\.$/m, {
      typed,
      throughNpm: true,
    }))

  test('an unknown command ends with 2 and the list of those there are', async () => {
    const { code, out, err } = await command(dataDir, ['projects'], { throughNpm: true })
    assert.deepEqual({ code, out }, { code: 2, out: '' })
    assert.match(err, /^There is no command "projects"\.\nUsage: npm run commonplace -- COMMAND\n/)
  })
})
