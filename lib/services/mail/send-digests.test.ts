import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, person, team, type Caller } from '@/testing/team'
import { createMailer, type Mailer } from './mailer'
import { sendDigests } from './send-digests'

const { db } = await freshDatabase()
let clock = new Date('2026-11-22T12:00:00Z')
const baseUrl = 'http://notes.example.org'
const api = apiOn(db, () => clock, baseUrl)

/** What the server took: whom for, and the message as it came over the wire. */
let taken: { to: string[]; raw: string }[] = []
let answer: 'take' | 'refuse' = 'take'
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  onData(stream, session, done) {
    let raw = ''
    stream.setEncoding('utf8')
    stream.on('data', (part: string) => (raw += part))
    stream.on('end', () => {
      if (answer === 'refuse') return done(new Error('No thank you'))
      taken.push({ to: session.envelope.rcptTo.map((recipient) => recipient.address), raw })
      done()
    })
  },
})

let lead: Caller, ana: Caller, ben: Caller
let path: string, projectId: string, tag: string, documentId: string
let mailer: Mailer

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  mailer = createMailer({
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    from: 'Commonplace <notes@example.org>',
  })
  const made = await team(db, api, ['coder'])
  ;({ lead, coder: ana, path, projectId } = made)
  ben = await person(db, api, 'Ben')
  await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' } })
  tag = (await lead.call('POST', `${path}/tags`, { name: 'Water <b>' })).body.id
  documentId = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text: 'Salt came into the wells.' }))
    .body.document.id
})
afterAll(async () => {
  mailer.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})
beforeEach(async () => {
  taken = []
  answer = 'take'
  await db.notification.deleteMany({})
  await db.user.updateMany({ data: { mailDigest: 'immediately' } })
})

const later = (minutes: number) => (clock = new Date(clock.getTime() + minutes * 60_000))
const send = () => sendDigests(db, mailer, { baseUrl, now: () => clock })
const mention = (who: Caller, subject: object, words: string) =>
  ana.call('POST', `${path}/comments`, {
    subject,
    body: {
      type: 'doc',
      content: [
        {
          type: 'paragraph',
          content: [
            { type: 'mention', attrs: { id: who.id, label: '' } },
            { type: 'text', text: words },
          ],
        },
      ],
    },
  })
/** The parts of a mail, decoded from quoted-printable or base64. */
function partsOf(raw: string): string {
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? ''
  return raw
    .split(`--${boundary}`)
    .map((part) => {
      const [head = '', ...rest] = part.trimStart().split(/\r?\n\r?\n/)
      const body = rest.join('\n\n')
      if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString()
      return /quoted-printable/i.test(head)
        ? Buffer.from(
            body
              .replace(/=\r?\n/g, '')
              .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
            'latin1',
          ).toString('utf8')
        : part
    })
    .join('\n')
}

describe('digests', () => {
  test('tells the coders of a round that it was opened early', async () => {
    const { body: round } = await lead.call('POST', `${path}/rounds`, {
      name: 'Second',
      documentIds: [documentId],
      coderIds: [ana.id, ben.id],
      visibility: 'until-all-submit',
    })
    await send()
    taken = []
    later(1)
    await lead.call('PATCH', `${path}/rounds/${round.id}`, { opened: true })
    await send()
    expect(taken.flatMap(({ to }) => to)).toHaveLength(2)
    for (const { raw } of taken) expect(partsOf(raw)).toContain('Lena opened the round “Second” early')
    await lead.call('DELETE', `${path}/rounds/${round.id}`)
  })

  test('tell a person everything unread in one mail, as text and as escaped HTML with links to it, once', async () => {
    const { body: first } = await mention(ben, { type: 'tag', id: tag }, ' <script>alert(1)</script> & so on')
    await mention(ben, { type: 'document', id: documentId }, ' «Sälz»')
    expect(await send()).toBe(1)
    expect(taken.map((mail) => mail.to)).toEqual([[`ben-${ben.id.slice(-12)}@example.org`]])
    const raw = taken[0]?.raw ?? ''
    expect(raw).toMatch(/^Subject: =\?UTF-8\?Q\?2_things_for_you_in/m)
    expect(raw).toMatch(/^From: Commonplace <notes@example.org>/m)
    const shown = partsOf(raw)
    expect(shown).toContain('Coder mentioned you on the tag “Water <b>”')
    expect(shown).toContain('@Ben &lt;script&gt;alert(1)&lt;/script&gt; &amp; so on')
    expect(shown).toContain('«Sälz»')
    expect(shown).toContain(`${baseUrl}${path}/codebook?tag=${tag}&comment=${first.id}`)
    expect(shown.slice(shown.indexOf('<!doctype'))).not.toContain('<script>')
    later(60)
    expect(await send()).toBe(0)
  })

  test('wait a day where somebody wants one a day, and never come where they want none or have read it', async () => {
    await ben.call('PATCH', '/me', { mailDigest: 'daily' })
    await mention(ben, { type: 'tag', id: tag }, ' one')
    expect(await send()).toBe(1)
    later(60)
    await mention(ben, { type: 'tag', id: tag }, ' two')
    await mention(ben, { type: 'tag', id: tag }, ' three')
    expect(await send()).toBe(0)
    later(24 * 60)
    expect(await send()).toBe(1)
    expect(partsOf(taken[1]?.raw ?? '')).toMatch(/three[\s\S]*two/)
    await mention(ben, { type: 'tag', id: tag }, ' four')
    await ben.call('POST', '/me/notifications/read', { all: true })
    await ben.call('PATCH', '/me', { mailDigest: 'off' })
    await mention(ben, { type: 'tag', id: tag }, ' five')
    later(48 * 60)
    expect(await send()).toBe(0)
    expect((await ben.call('PATCH', '/me', { mailDigest: 'immediately' })).body).toMatchObject({
      mailDigest: 'immediately',
      sendsMail: false,
    })
    expect(await send()).toBe(1)
    expect(partsOf(taken[2]?.raw ?? '')).not.toContain('four')
  })

  test('are sent by one of several processes', async () => {
    for (const who of [ben, lead]) for (let i = 0; i < 3; i++) await mention(who, { type: 'tag', id: tag }, ` ${i}`)
    const counts = await Promise.all([send(), send(), send()])
    for (let more = await send(); more > 0; more = await send()) counts.push(more)
    expect(counts.reduce((a, b) => a + b)).toBe(2)
    expect(taken.map((mail) => mail.to[0]).toSorted()).toEqual(
      [ben, lead].map((who) => `${who.name.toLowerCase()}-${who.id.slice(-12)}@example.org`).toSorted(),
    )
  })

  test('come again where the mail server refused, or the process died while sending', async () => {
    await mention(ben, { type: 'tag', id: tag }, ' refused')
    answer = 'refuse'
    expect(await send()).toBe(0)
    answer = 'take'
    expect(await send()).toBe(0) // Not at once: a server that refuses is not hammered.
    later(11)
    expect(await send()).toBe(1)
    expect(await db.notification.count({ where: { mailedAt: null } })).toBe(0)
  })

  test('have nothing of a project one has left, of what was deleted, or of what a round hides now', async () => {
    const { body: round } = await lead.call('POST', `${path}/rounds`, {
      name: 'Blind',
      documentIds: [documentId],
      coderIds: [ana.id, ben.id],
      visibility: 'until-all-submit',
    })
    await db.notification.deleteMany({})
    const { body: mark } = await ana.call('POST', `${path}/annotations`, { documentId, start: 0, end: 4 })
    await mention(ben, { type: 'annotation', id: mark.id }, ' sesquipedal')
    const { body: gone } = await mention(ben, { type: 'tag', id: tag }, ' deleted')
    await ana.call('DELETE', `${path}/comments/${gone.id}`)
    expect(await send()).toBe(0)
    await mention(ben, { type: 'tag', id: tag }, ' open')
    expect(await send()).toBe(1)
    const shown = partsOf(taken[0]?.raw ?? '')
    expect([shown.includes('open'), shown.includes('sesquipedal'), shown.includes('deleted')]).toEqual([
      true,
      false,
      false,
    ])
    await db.membership.deleteMany({ where: { projectId, userId: ben.id } })
    await lead.call('PATCH', `${path}/rounds/${round.id}`, { opened: true })
    // Ana is told of the opening; Ben, who has left, of nothing.
    expect(await send()).toBe(1)
    expect(partsOf(taken[1]?.raw ?? '')).not.toContain('sesquipedal')
    await db.membership.create({ data: { projectId, userId: ben.id, role: 'coder' } })
    expect(await send()).toBe(1)
    expect(partsOf(taken[2]?.raw ?? '')).toContain('sesquipedal')
  })
})
