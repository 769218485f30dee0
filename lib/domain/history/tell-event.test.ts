import { createTranslator } from 'use-intl'
import { expect, test } from 'vitest'
import en from '@/messages/en'
import { tellEvent, type Names, type ToldEvent } from './tell-event'

const names: Names = {
  document: (id) => (id === 'd' ? 'White paper' : null),
  tag: (id) => ({ t: 'Climate', u: 'Fisheries' })[id] ?? null,
  person: (id) => (id === 'p' ? 'Kai' : null),
  attribute: (key) => (key === 'date' ? 'Date' : key),
  role: (role) => role,
  list: (all) => all.join(' and '),
  gone: { document: 'a lost document', tag: 'a lost tag', theme: 'a lost theme', person: 'somebody' },
}
const plain = (part: string) => part
const say = (type: string, event: Partial<ToldEvent> = {}) => {
  const { key, values } = tellEvent(
    { type, actor: { id: 'l', name: 'Lena' }, subjectId: 'x', documentId: null, before: null, after: null, ...event },
    names,
  )
  const t = createTranslator({ locale: 'en-GB', messages: en, namespace: 'history.said', timeZone: 'UTC' })
  return t.markup(key as 'other', { ...(values as { actor: string; type: string }), b: plain, q: plain })
}
const span = { start: 10, end: 44, tagIds: ['t'], note: '', visibility: 'shared' }
const at = { documentId: 'd' }

test.each<[string, Partial<ToldEvent>, string]>([
  [
    'annotation.starred',
    { ...at, passage: 'Salt came into the wells before the sea did, and nobody wrote it down.' },
    'Lena starred “Salt came into the wells before the sea did…” in “White paper”',
  ],
  ['annotation.unstarred', { ...at, passage: null }, 'Lena took the star off a passage in “White paper”'],
  ['project.created', { after: { name: 'Straits' } }, 'Lena made the project “Straits”'],
  ['project.imported', { after: { name: 'Straits' } }, 'Lena imported the project “Straits”'],
  ['project.changed', { before: { name: 'Straits' }, after: { name: 'Seas' } }, 'Lena renamed the project to “Seas”'],
  [
    'project.changed',
    { before: { name: 'Straits' }, after: { settings: {} } },
    'Lena changed the settings of the project',
  ],
  ['member.joined', { after: { role: 'coder' } }, 'Lena joined as a coder'],
  ['member.changed', { subjectId: 'p', before: { role: 'coder' }, after: { role: 'lead' } }, 'Lena made Kai a lead'],
  ['member.removed', { subjectId: 'q', before: { name: 'Ana' } }, 'Lena removed Ana from the project'],
  ['member.removed', { subjectId: 'l' }, 'Lena left the project'],
  [
    'member.proven',
    { subjectId: 'l' },
    'Lena showed that the address of this account is theirs. Nobody had before: the password, sessions and tokens that somebody else may have had on it have ended.',
  ],
  ['invitation.created', { after: { email: 'k@example.org', role: 'coder' } }, 'Lena invited k@example.org as a coder'],
  ['invitation.created', { after: { email: null, role: 'reader' } }, 'Lena made an invitation link for a reader'],
  [
    'link.created',
    {
      after: {
        id: 'x',
        from: { type: 'annotation', id: 'a' },
        to: { type: 'tag', id: 't', name: 'Weather' },
        kind: 'explains',
      },
    },
    'Lena linked a passage with the tag “Climate”: “explains”',
  ],
  [
    'link.deleted',
    {
      before: { id: 'x', from: { type: 'tag', id: 'u' }, to: { type: 'tag', id: 'gone', name: 'Weather' }, kind: null },
    },
    'Lena removed a link of the tag “Fisheries” with the tag “Weather”',
  ],
  ['link.purged', { before: { id: 'x' } }, 'Lena purged a link from the bin'],
  ['case.created', { after: { name: 'Fishers' } }, 'Lena made the case “Fishers”'],
  [
    'case.changed',
    { before: { name: 'Fisher' }, after: { name: 'Fishers' } },
    'Lena renamed the case “Fisher” to “Fishers”',
  ],
  [
    'case.changed',
    { before: { name: 'Fishers', attributes: {} }, after: { name: 'Fishers', attributes: { age: 4, sex: 'f' } } },
    'Lena changed 2 attributes of the case “Fishers”',
  ],
  [
    'case.extended',
    { after: { name: 'Fishers', count: 1, parts: [{ title: 'Log' }] } },
    'Lena put “Log” into the case “Fishers”',
  ],
  [
    'case.reduced',
    { before: { name: 'Fishers', count: 3, parts: [{ title: 'Log' }] } },
    'Lena took 3 documents or passages out of the case “Fishers”',
  ],
  ['document.created', { after: { title: 'White paper' } }, 'Lena added “White paper”'],
  [
    'document.changed',
    { before: { title: 'A', attributes: {} }, after: { title: 'B', attributes: {} } },
    'Lena renamed “A” to “B”',
  ],
  [
    'document.changed',
    {
      before: { title: 'A', attributes: { author: 'X' } },
      after: { title: 'A', attributes: { author: 'X', date: '2017' } },
    },
    'Lena described “A”: Date',
  ],
  ['figure.frozen', { after: { round: 'First' } }, 'Lena froze the agreement of the round “First”'],
  [
    'tag.changed',
    { before: { name: 'A', parentId: null }, after: { name: 'A', parentId: 't' } },
    'Lena moved the tag A',
  ],
  [
    'tag.merged',
    { before: { tag: { name: 'Fish' } }, after: { intoId: 'u', moved: ['1', '2'], dropped: [] } },
    'Lena merged the tag Fish into Fisheries, 2 passages with it',
  ],
  ['document.revised', { before: { title: 'A' }, after: { title: 'A' } }, 'Lena corrected the text of “A”'],
  [
    'tag.split',
    { before: { name: 'Fish' }, after: { tags: [{ name: 'Cod' }, { name: 'Eel' }] } },
    'Lena split the tag Fish: beside it now Cod and Eel',
  ],
  [
    'tag.unsplit',
    { before: { names: ['Cod'] }, after: { name: 'Fish' } },
    'Lena put the split tag Fish together again',
  ],
  ['round.created', { after: { name: 'First' } }, 'Lena set up the round “First”'],
  [
    'round.created',
    { after: { name: 'First', sample: { seed: 'sea', drawn: 3, of: 30 } } },
    'Lena set up the round “First” with 3 passages drawn from 30, seed sea',
  ],
  [
    'round.changed',
    { before: { name: 'First' }, after: { name: 'First', given: 3, taken: 1 } },
    'Lena changed who codes what in the round “First”: 3 documents given, 1 taken away',
  ],
  ['round.changed', { before: { name: 'First' }, after: { name: 'Second' } }, 'Lena changed the round “Second”'],
  ['round.opened', { before: { name: 'First' }, after: { name: 'First' } }, 'Lena opened the round “First” early'],
  ['round.deleted', { before: { name: 'First' } }, 'Lena moved the round “First” to the bin'],
  [
    'round.submitted',
    { ...at, after: { name: 'First', documentId: 'd', coderId: 'l' } },
    'Lena submitted “White paper” in “First”',
  ],
  [
    'round.reopened',
    { ...at, after: { name: 'First', documentId: 'd', coderId: 'p' } },
    'Lena reopened “White paper” for Kai in “First”',
  ],
  [
    'tag.merged',
    { before: { name: 'Fish' }, after: { into: { name: 'Fisheries' } } },
    'Lena merged the tag Fish into Fisheries',
  ],
  [
    'tag.unmerged',
    { before: { into: { name: 'Fisheries' } }, after: { name: 'Fish' } },
    'Lena took the tags Fish and Fisheries apart again',
  ],
  ['tag.import-reverted', { before: { count: 3 } }, 'Lena reverted the import of 3 tags'],
  ['document.purged', { before: { title: 'White paper' } }, 'Lena purged “White paper” from the bin'],
  [
    'member.restored',
    { subjectId: 'p', after: { name: 'Kai', role: 'coder' } },
    'Lena put Kai back into the project as a coder',
  ],
  ['annotations.restored', { after: { items: [1, 2] } }, 'Lena brought 2 passages back'],
  ['round.restored', { after: { name: 'First' } }, 'Lena brought the round “First” back'],
  ['annotation.created', { ...at, after: span }, 'Lena tagged 34 characters in “White paper” with Climate'],
  ['annotation.created', { ...at, after: { ...span, tagIds: [] } }, 'Lena highlighted 34 characters in “White paper”'],
  [
    'annotation.created',
    { documentId: 'gone', after: { ...span, tagIds: ['t', 'gone'] } },
    'Lena tagged 34 characters in “a lost document” with Climate and a lost tag',
  ],
  [
    'annotation.changed',
    { ...at, before: span, after: { ...span, tagIds: ['t', 'u'] } },
    'Lena changed the tags of a passage in “White paper” to Climate and Fisheries',
  ],
  [
    'annotation.changed',
    { ...at, before: span, after: { ...span, end: 50 } },
    'Lena moved the edges of a passage in “White paper”',
  ],
  [
    'annotation.changed',
    { ...at, before: span, after: { ...span, visibility: 'private' } },
    'Lena made a passage in “White paper” private',
  ],
  [
    'annotation.changed',
    { ...at, before: span, after: { ...span, note: 'why' } },
    'Lena wrote a note on a passage in “White paper”',
  ],
  ['annotation.deleted', { ...at, before: span }, 'Lena removed a passage in “White paper”'],
  [
    'annotation.created',
    { ...at, after: { ...span, quote: 'The harbour\nslept.' } },
    'Lena tagged “The harbour slept.” in “White paper” with Climate',
  ],
  [
    'annotation.changed',
    { ...at, before: null, after: { ...span, quote: 'The harbour slept.' } },
    'Lena changed the tags of “The harbour slept.” in “White paper” to Climate',
  ],
  [
    'annotation.deleted',
    { ...at, before: { ...span, quote: 'The boats came home late, without fish, and nobody spoke of it.' } },
    'Lena removed the passage “The boats came home late, without fish, and…” in “White paper”',
  ],
  [
    'annotations.tagged',
    { before: { items: [{}] }, after: { items: [{ quote: 'The harbour slept.' }] } },
    'Lena tagged 1 passage at once, the first “The harbour slept.”',
  ],
  [
    'annotations.tagged',
    { before: { items: [1, 2, 3] }, after: { items: [1, 2, 3] } },
    'Lena tagged 3 passages at once',
  ],
  ['round.begun', {}, 'Lena did something of the kind “round.begun”'],
  ['annotation.changed', {}, 'Lena changed a passage in “a lost document”'],
])('%s %j: %s', (type, event, sentence) => expect(say(type, event)).toBe(sentence))
