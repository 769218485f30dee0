import { beforeAll, describe, expect, test } from 'vitest'
import { newId } from '@/lib/data/database/ids'
import type { FieldFault } from '@/lib/errors'
import type { Said } from '@/lib/i18n/said'
import { inEnglish } from '@/lib/i18n/say'
import { sayIn } from '@/lib/i18n/say-in'
import { freshDatabase } from '@/testing/fresh-database'
import { apiOn, team, type Answer, type Caller } from '@/testing/team'

const { db } = await freshDatabase()
const api = apiOn(db)
let lead: Caller, coder: Caller, reader: Caller
let path: string
let d: string, salt: string, wells: string, theme: string, annotation: string

beforeAll(async () => {
  ;({ lead, coder, reader, path } = await team(db, api))
  d = (await lead.call('POST', `${path}/documents`, { title: 'Wells', text: 'Salt came into the wells' })).body.document
    .id
  salt = (await lead.call('POST', `${path}/tags`, { name: 'Salt' })).body.id
  wells = (await lead.call('POST', `${path}/tags`, { name: 'Wells', parentId: salt })).body.id
  theme = (await lead.call('POST', `${path}/themes`, { name: 'Water' })).body.id
  annotation = (await lead.call('POST', `${path}/annotations`, { documentId: d, start: 0, end: 4, tagIds: [salt] }))
    .body.id
})

const refusals: Record<string, () => Promise<Answer>> = {
  'a name that is taken': () => lead.call('POST', `${path}/tags`, { name: 'salt' }),
  'a theme that is called so': () => lead.call('POST', `${path}/themes`, { name: 'water' }),
  'a name that is empty': () => lead.call('POST', `${path}/tags`, { name: '  ' }),
  'a name that is too long': () => lead.call('POST', `${path}/tags`, { name: 'x'.repeat(5000) }),
  'a field that is not known': () => lead.call('POST', `${path}/tags`, { name: 'New', shape: 'round' }),
  'a field that is missing': () => lead.call('POST', `${path}/tags`, {}),
  'a field of another kind': () => lead.call('POST', `${path}/tags`, { name: 7 }),
  'a colour that is none': () => lead.call('POST', `${path}/tags`, { name: 'New', colour: 'red' }),
  'a choice that is none': () => lead.call('PATCH', path, { settings: { codebook: 'ajar' } }),
  'a tag below itself': () => lead.call('PATCH', `${path}/tags/${salt}`, { parentId: wells }),
  'a tag with tags below it': () => lead.call('DELETE', `${path}/tags/${salt}`),
  'a tag into itself': () => lead.call('POST', `${path}/tags/${salt}/merge`, { intoId: salt }),
  'a tag that is not there': () => lead.call('GET', `${path}/tags/${newId()}`),
  'an old version': () => lead.call('PATCH', `${path}/themes/${theme}`, { name: 'Seas', version: 99 }),
  'what a role may not': () => reader.call('POST', `${path}/tags`, { name: 'Mine' }),
  'another’s annotation': () => coder.call('PATCH', `${path}/annotations/${annotation}`, { note: 'Mine' }),
  'a passage beyond the text': () => lead.call('POST', `${path}/annotations`, { documentId: d, start: 0, end: 4000 }),
  'a quote that is another': () =>
    lead.call('POST', `${path}/annotations`, { documentId: d, start: 0, end: 4, quote: 'Sand' }),
  'a tag that is gone': () =>
    lead.call('POST', `${path}/annotations`, { documentId: d, start: 0, end: 4, tagIds: [newId()] }),
  'an attribute that is not there': () => lead.call('PATCH', `${path}/documents/${d}`, { attributes: { year: 7 } }),
  'a cursor of another list': () => lead.call('GET', `${path}/tags?cursor=elsewhere`),
  'a lead who would be the last to go': () => lead.call('DELETE', `${path}/members/${lead.id}`),
  'an export that is none': () => lead.call('GET', `${path}/export?what=excerpts&format=exe`),
  'an event that is not reverted': async () => {
    const { items } = (await lead.call('GET', `${path}/events?order=newest&kind=project`)).body
    return lead.call('POST', `${path}/events/${items.at(-1).seq}/revert`)
  },
  'a text without letters': () => lead.call('POST', `${path}/documents`, { title: 'None', text: ' ' }),
}

const chinese = (said: Said) => sayIn('zh', said)

describe('whoever is refused', () => {
  test.each(Object.entries(refusals))(
    'for %s is told it in every language, and scripts in English',
    async (_, refused) => {
      const { status, body } = await refused()
      expect(status).toBeGreaterThanOrEqual(400)
      const { detail, said, errors = [] } = body as { detail: string; said: Said; errors?: FieldFault[] }
      expect(detail).toBe(inEnglish(said))
      expect(chinese(said)).toMatch(/\p{Script=Han}/u)
      for (const field of errors) {
        expect(field.message).toBe(inEnglish(field.said))
        expect(chinese(field.said)).toMatch(/\p{Script=Han}/u)
      }
    },
  )
})
