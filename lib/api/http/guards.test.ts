import { describe, expect, test } from 'vitest'
import { madeForHeader, otherAccount } from '@/lib/domain/offline/answers'
import { newId } from '@/lib/data/database/ids'
import { hashPassword } from '@/lib/auth/passwords'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, caller, person, team } from '@/testing/team'
import { createApi } from '@/lib/api/app'

const { db } = await freshDatabase()
const api = apiOn(db)
const elsewhere = { origin: 'https://evil.example' }

describe('a request that changes something and is sent by a cookie', () => {
  // Behind a proxy that asks for a password, browsers send “Authorization: Basic” on their own, as they send cookies.
  test.each<[string, Record<string, string>]>([
    ['from another site', elsewhere],
    ['from a page without an address', { origin: 'null' }],
    ['from another port of this host', { origin: 'http://127.0.0.1:9999' }],
    ['from another site without saying which', { 'sec-fetch-site': 'cross-site' }],
    ['from another site, with the password of a proxy', { ...elsewhere, authorization: 'Basic bGVuYTpsZW5h' }],
    ['from another site, with an empty authorization', { ...elsewhere, authorization: '' }],
  ])('%s is not carried out', async (_, headers) => {
    const { lead, path } = await team(db, api, [])
    const answer = await lead.call('POST', `${path}/tags`, { name: 'Planted' }, headers)
    expect([answer.status, answer.body.code]).toEqual([403, 'not-allowed'])
    expect((await lead.call('GET', `${path}/tags`)).body.total).toBe(0)
  })

  test('from our own pages is, behind a proxy with a password too; so is one with a token, from anywhere', async () => {
    const { lead, path } = await team(db, api, [])
    const own = { origin: 'http://127.0.0.1:3000', authorization: 'Basic bGVuYTpsZW5h' }
    expect((await lead.call('POST', `${path}/tags`, { name: 'Own' }, own)).status).toBe(201)
    const { body: token } = await lead.call('POST', '/me/tokens', { name: 'Script', scope: 'write' })
    expect(
      (
        await caller(api, { authorization: `Bearer ${token.secret}` })(
          'POST',
          `${path}/tags`,
          { name: 'Script' },
          elsewhere,
        )
      ).status,
    ).toBe(201)
  })

  test('goes on in the same session after a new password, behind a proxy with a password too', async () => {
    const kai = await person(db, api, 'Kai')
    await db.user.update({ where: { id: kai.id }, data: { passwordHash: await hashPassword('the first password') } })
    const answer = await kai.call(
      'POST',
      '/me/password',
      { current: 'the first password', password: 'the second password' },
      { authorization: 'Basic bGVuYTpsZW5h' },
    )
    expect([answer.status, answer.headers.get('set-cookie')]).toEqual([204, expect.stringContaining('session-token=')])
  })
})

describe('an answer', () => {
  test('says for whose session it was made, so that a browser keeps it for them alone; to a token, to a stranger and to nobody it does not', async () => {
    const { lead, path } = await team(db, api, [])
    const madeFor = async (call: typeof lead.call, address: string) =>
      (await call('GET', address)).headers.get(madeForHeader)
    expect(await madeFor(lead.call, `${path}/tags`)).toBe(lead.id)
    expect(await madeFor(lead.call, '/me/notifications')).toBe(lead.id)
    const { body: token } = await lead.call('POST', '/me/tokens', { name: 'Script', scope: 'read' })
    expect(await madeFor(caller(api, { authorization: `Bearer ${token.secret}` }), `${path}/tags`)).toBeNull()
    expect(await madeFor((await person(db, api, 'Kai')).call, `${path}/tags`)).toBeNull()
    expect(await madeFor(caller(api, {}), `${path}/tags`)).toBeNull()
  })
})

describe('a request that says for which account it was made', () => {
  test.each(['by a cookie', 'by a token'])('stores nothing under another, %s', async (by) => {
    const { lead, path } = await team(db, api, [])
    const kai = await person(db, api, 'Kai')
    const { body: token } = await lead.call('POST', '/me/tokens', { name: 'Script', scope: 'write' })
    const call = by === 'by a token' ? caller(api, { authorization: `Bearer ${token.secret}` }) : lead.call
    const refused = { status: 401, body: { code: 'not-signed-in', reason: otherAccount } }
    const made = { [madeForHeader]: kai.id }
    expect(await call('POST', `${path}/tags`, { name: 'Hers' }, made)).toMatchObject(refused)
    expect(await call('POST', '/projects', { name: 'Hers' }, made)).toMatchObject(refused)
    // Somebody who is not in the project is told the same: what waits there must not be taken for something that is gone.
    expect(
      await kai.call('DELETE', `${path}/annotations/${newId()}`, undefined, { [madeForHeader]: lead.id }),
    ).toMatchObject(refused)
    expect(await call('POST', `${path}/tags`, { name: 'Hers' }, { [madeForHeader]: 'nobody' })).toMatchObject(refused)
    expect([
      (await lead.call('GET', `${path}/tags`)).body.total,
      await db.project.count({ where: { name: 'Hers' } }),
    ]).toEqual([0, 0])
  })

  test.each(['by a cookie', 'by a token'])(
    'is carried out for that one, and so is one that does not say, %s',
    async (by) => {
      const { lead, path } = await team(db, api, [])
      const { body: token } = await lead.call('POST', '/me/tokens', { name: 'Script', scope: 'write' })
      const call = by === 'by a token' ? caller(api, { authorization: `Bearer ${token.secret}` }) : lead.call
      for (const id of [lead.id, lead.id.toUpperCase(), undefined]) {
        const made: Record<string, string> = id === undefined ? {} : { [madeForHeader]: id }
        expect((await call('POST', `${path}/tags`, { name: newId() }, made)).status).toBe(201)
      }
    },
  )

  test('from nobody is answered as any other is', async () => {
    const { lead, path } = await team(db, api, [])
    const { status, body } = await caller(api, { [madeForHeader]: lead.id })('POST', `${path}/tags`, { name: 'Hers' })
    expect([status, body.code, body.reason]).toEqual([401, 'not-signed-in', undefined])
  })
})

describe('a body', () => {
  test('that calls itself plain text, as a form of any site may, is no JSON', async () => {
    const { lead, path } = await team(db, api, [])
    for (const address of ['documents', 'tags', 'annotations'])
      expect(
        (
          await lead.call('POST', `${path}/${address}`, JSON.stringify({ title: 'Planted', text: 'Planted' }), {
            'content-type': 'text/plain',
          })
        ).status,
      ).toBe(400)
    expect((await lead.call('GET', `${path}/documents`)).body.total).toBe(0)
  })

  test.each([
    ['documents', 'somebody who may not add any', 403],
    ['documents/preview', 'somebody who may not add any', 403],
    ['documents', 'nobody', 401],
    ['tags', 'nobody', 401],
  ])('sent to %s by %s is not even read', async (address, who, status) => {
    const { reader, path } = await team(db, api, ['reader'])
    let sent = 0
    const body = new ReadableStream({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
        if (sent > 20_000_000) controller.close()
      },
    })
    const headers = {
      ...(who !== 'nobody' && { cookie: reader.cookie }),
      'content-type': 'multipart/form-data; boundary=x',
      'transfer-encoding': 'chunked',
    }
    const answer = await api.fetch(
      new Request(`http://127.0.0.1:3000/api/v1${path}/${address}`, {
        method: 'POST',
        headers,
        body,
        duplex: 'half',
      } as RequestInit),
    )
    expect(answer.status).toBe(status)
    expect(sent).toBeLessThan(1_000_000)
  })

  test.each([
    ['documents', 1_200_000, {}],
    ['documents', 2_000_000, { 'content-length': '2000000' }],
    ['tags', 17_000_000, {}],
    ['tags', 17_000_000, { 'content-length': '17000000' }],
  ])('for %s of %i bytes is refused, whether it says so or not', async (address, size, length) => {
    const small = createApi({ db, secret: 'a secret for tests only, at least 32 bytes', maxUploadMb: 1 })
    const { lead, path } = await team(db, small, [])
    const headers = {
      cookie: lead.cookie,
      'content-type': 'application/json',
      ...('content-length' in length ? length : { 'transfer-encoding': 'chunked' }),
    }
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.alloc(size, ' '))
        controller.close()
      },
    })
    const answer = await small.fetch(
      new Request(`http://127.0.0.1:3000/api/v1${path}/${address}`, {
        method: 'POST',
        headers,
        body,
        duplex: 'half',
      } as RequestInit),
    )
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([413, 'too-large'])
  })
})
