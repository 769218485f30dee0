import { ownValue } from '../own-value'
import { firstWords } from './first-words'

/** An event as the event log has it. `before` and `after` are whatever was put on record, read with care: old rows may have less. */
export interface ToldEvent {
  type: string
  actor: { id: string; name: string }
  subjectId: string
  documentId: string | null
  before: unknown
  after: unknown
  /** How the passage begins that it is about, for an event that keeps none of its words. */
  passage?: string | null
}

/** What ids are called now; null for what is not there any more. */
export interface Names {
  document: (id: string) => string | null
  tag: (id: string) => string | null
  person: (id: string) => string | null
  /** An attribute's label, by its key. */
  attribute: (key: string) => string
  role: (role: string) => string
  /** Several names as one phrase: "A, B and C". */
  list: (names: string[]) => string
  /** What is said where a name cannot be found. */
  gone: { document: string; tag: string; theme: string; person: string }
}

/** A sentence of the history: a key under `history.said` and what goes into it. */
export interface Told {
  key: string
  values: Record<string, string | number>
}

type Row = Record<string, unknown>

const aboutPassages = new Set(
  ['starred', 'unstarred', 'example-named', 'example-dropped'].map((verb) => `annotation.${verb}`),
)

/** Whether an event is about a passage of which it has no words on record: those that change nothing of the passage itself. */
export const keepsNoWords = ({ type }: Pick<ToldEvent, 'type'>): boolean => aboutPassages.has(type)

/** Who proposed what the event did, where somebody else did; null where nobody. */
export function proposerOf({ before, after, actor }: Pick<ToldEvent, 'before' | 'after' | 'actor'>): string | null {
  const proposer = text(asRow(asRow(after)['proposal'] ?? asRow(before)['proposal'])['proposedById'])
  return proposer === actor.id ? null : proposer
}

/** What an event says, in the closest words there are for it. */
export function tellEvent(event: ToldEvent, names: Names): Told {
  const [subject = '', verb = ''] = event.type.split('.')
  const told = ownValue(tellers, subject)?.(verb, event, asRow(event.before), asRow(event.after), names)
  return told
    ? { key: told.key, values: { actor: event.actor.name, ...told.values } }
    : { key: 'other', values: { actor: event.actor.name, type: event.type } }
}

type Teller = (verb: string, event: ToldEvent, before: Row, after: Row, names: Names) => Told | null

const tellers: Record<string, Teller> = {
  project: (verb, _event, before, after) => {
    const name = text(after['name']) ?? text(before['name']) ?? ''
    if (verb === 'changed')
      return before['name'] !== undefined && text(after['name']) !== null && after['name'] !== before['name']
        ? say('project.renamed', { name })
        : say('project.changed')
    return known('project', verb, ['created', 'imported', 'deleted'], { name })
  },
  member: (verb, event, before, after, names) => {
    const role = names.role(text(after['role']) ?? '')
    if (verb === 'removed' && event.subjectId === event.actor.id) return say('member.left')
    const name = names.person(event.subjectId) ?? text(before['name']) ?? names.gone.person
    return known('member', verb, ['joined', 'changed', 'removed', 'restored', 'pinned', 'proven'], { name, role })
  },
  invitation: (verb, _event, _before, after, names) => {
    const [email, role] = [text(after['email']), names.role(text(after['role']) ?? '')]
    if (verb === 'created') return email ? say('invitation.created', { email, role }) : say('invitation.open', { role })
    return known('invitation', verb, ['revoked'], {})
  },
  figure: (verb, _event, _before, after) => known('figure', verb, ['frozen'], { round: text(after['round']) ?? '' }),
  document: (verb, event, before, after, names) => {
    const title =
      text(after['title']) ?? text(before['title']) ?? names.document(event.subjectId) ?? names.gone.document
    if (verb !== 'changed')
      return known('document', verb, ['created', 'deleted', 'revised', 'restored', 'purged'], { title })
    if (before['title'] !== after['title']) return say('document.renamed', { from: text(before['title']) ?? '', title })
    const changed = changedKeys(asRow(before['attributes']), asRow(after['attributes']))
    return changed.length > 0
      ? say('document.described', { title, what: names.list(changed.map(names.attribute)) })
      : say('document.changed', { title })
  },
  attribute: (verb, _event, before, after) =>
    verb === 'filled' || verb === 'fill-reverted'
      ? say(`attribute.${verb}`, { count: Number(after['count'] ?? before['count'] ?? 0) })
      : known('attribute', verb, ['created', 'changed', 'deleted', 'restored'], {
          label: text(after['label']) ?? text(before['label']) ?? '',
        }),
  tag: (verb, event, before, after, names) => {
    const name =
      text(after['name']) ??
      text(before['name']) ??
      text(asRow(before['tag'])['name']) ??
      names.tag(event.subjectId) ??
      names.gone.tag
    if (verb === 'merged') {
      const into = text(asRow(after['into'])['name']) ?? names.tag(text(after['intoId']) ?? '') ?? names.gone.tag
      return say('tag.merged', { name, into, count: list(after['moved']).length + list(after['dropped']).length })
    }
    if (verb === 'unmerged')
      return say('tag.unmerged', { name, into: text(asRow(before['into'])['name']) ?? names.gone.tag })
    if (verb === 'imported' || verb === 'import-reverted')
      return say(`tag.${verb}`, {
        count: Math.max(
          Number(after['count'] ?? after['added'] ?? 0),
          Number(before['count'] ?? 0),
          list(after['names']).length,
        ),
      })
    if (verb === 'split')
      return say('tag.split', {
        name,
        into: names.list(list(after['tags']).map((made) => text(asRow(made)['name']) ?? names.gone.tag)),
      })
    if (verb !== 'changed') return known('tag', verb, ['created', 'deleted', 'unsplit'], { name })
    if (before['name'] !== after['name']) return say('tag.renamed', { from: text(before['name']) ?? '', name })
    if (before['parentId'] !== after['parentId']) return say('tag.moved', { name })
    return after['archived'] === true && before['archived'] !== true
      ? say('tag.archived', { name })
      : say('tag.changed', { name })
  },
  proposal: (verb, _event, before, after, names) => {
    const side = text(after['kind']) === null ? before : after
    const name = text(asRow(side['tag'])['name']) ?? text(side['name']) ?? names.gone.tag
    if (verb !== 'created') return known('proposal', verb, ['declined', 'withdrawn', 'reopened'], { name })
    return known('proposal.created', text(side['kind']) ?? 'change', ['create', 'change', 'merge', 'remove'], {
      name,
      into: text(asRow(side['into'])['name']) ?? names.gone.tag,
    })
  },
  theme: (verb, _event, before, after, names) =>
    known('theme', verb, ['created', 'changed', 'deleted', 'restored', 'purged'], {
      name: text(after['name']) ?? text(before['name']) ?? names.gone.theme,
    }),
  round: (verb, _event, before, after, names) => {
    const name = text(after['name']) ?? text(before['name']) ?? ''
    if (verb === 'created') {
      const sample = asRow(after['sample'])
      return text(sample['seed']) === null
        ? say('round.created', { name })
        : say('round.drawn', {
            name,
            drawn: Number(sample['drawn']),
            of: Number(sample['of']),
            seed: String(sample['seed']),
          })
    }
    const [given, taken] = [Number(after['given'] ?? 0), Number(after['taken'] ?? 0)]
    if (verb === 'changed' && given + taken > 0) return say('round.handed', { name, given, taken })
    const [title, coder] = [
      names.document(text(after['documentId']) ?? '') ?? names.gone.document,
      names.person(text(after['coderId']) ?? '') ?? names.gone.person,
    ]
    return known(
      'round',
      verb,
      ['changed', 'opened', 'closed', 'resumed', 'deleted', 'restored', 'submitted', 'reopened'],
      { name, title, coder },
    )
  },
  annotation: (verb, event, before, after, names) => {
    const title = names.document(event.documentId ?? '') ?? names.gone.document
    const tags = (row: Row) => list(row['tagIds']).map(String)
    const spoken = names.list(tags(after).map((id) => names.tag(id) ?? names.gone.tag))
    const quote = quoteIn(after, before, { quote: event.passage })
    if (verb === 'created') {
      const length = Number(after['end']) - Number(after['start'])
      return tags(after).length > 0
        ? say('annotation.tagged', { length, title, tags: spoken, ...quote })
        : say('annotation.highlighted', { length, title, ...quote })
    }
    if (verb === 'example-named' || verb === 'example-dropped')
      return say(`annotation.${verb}`, {
        title,
        ...quote,
        tags: names.list(
          [...tags(after), ...(verb === 'example-dropped' ? tags(before) : [])].map(
            (id) => names.tag(id) ?? names.gone.tag,
          ),
        ),
        kind: text(after['kind']) ?? text(before['kind']) ?? 'example',
      })
    if (verb !== 'changed')
      return known('annotation', verb, ['deleted', 'restored', 'starred', 'unstarred', 'purged'], { title, ...quote })
    if (changedKeys({ t: tags(before).toSorted().join() }, { t: tags(after).toSorted().join() }).length > 0)
      return tags(after).length > 0
        ? say('annotation.retagged', { title, tags: spoken, ...quote })
        : say('annotation.untagged', { title, ...quote })
    if (before['revisionId'] !== after['revisionId']) return say('annotation.placed', { title, ...quote })
    if (before['start'] !== after['start'] || before['end'] !== after['end'])
      return say('annotation.moved', { title, ...quote })
    if (before['visibility'] !== after['visibility'])
      return say(after['visibility'] === 'shared' ? 'annotation.shared' : 'annotation.hidden', { title, ...quote })
    return say(before['note'] !== after['note'] ? 'annotation.noted' : 'annotation.changed', { title, ...quote })
  },
  annotations: (verb, _event, before, after) =>
    known(
      'annotations',
      verb,
      ['created', 'changed', 'tagged', 'untagged', 'deleted', 'restored', 'rechecked', 'recheck-reverted'],
      {
        count: Math.max(list(before['items']).length, list(after['items']).length),
        ...quoteIn(asRow(list(after['items'])[0]), asRow(list(before['items'])[0])),
      },
    ),
  verdict: (verb, event, _before, _after, names) =>
    known('verdict', verb, ['given', 'withdrawn', 'contested'], {
      title: names.document(event.documentId ?? '') ?? names.gone.document,
    }),
  verdicts: (verb) => known('verdicts', verb, ['given', 'withdrawn'], {}),
  memo: (verb, _event, before, after) =>
    known('memo', verb, ['created', 'changed', 'shared', 'withdrawn', 'deleted', 'restored', 'purged'], {
      // What was purged has no title any more.
      title: text(after['title']) ?? text(before['title']) ?? '…',
    }),
  link: (verb, _event, before, after, names) => {
    const row = after['id'] === undefined ? before : after
    return known('link', verb, ['created', 'changed', 'deleted', 'restored', 'purged'], linked(row, names))
  },
  query: (verb, _event, before, after) =>
    known('query', verb, ['created', 'changed', 'deleted', 'restored'], {
      name: text(after['name']) ?? text(before['name']) ?? '',
    }),
  case: (verb, _event, before, after) => {
    const name = text(after['name']) ?? text(before['name']) ?? ''
    if (verb === 'extended' || verb === 'reduced') {
      const [side, first] = [
        verb === 'extended' ? after : before,
        list((verb === 'extended' ? after : before)['parts'])[0],
      ]
      return say(`case.${verb}`, { name, count: Number(side['count'] ?? 0), title: text(asRow(first)['title']) ?? '' })
    }
    if (verb === 'filled' || verb === 'fill-reverted')
      return say(`case.${verb}`, { count: Number(after['count'] ?? before['count'] ?? 0) })
    if (verb !== 'changed') return known('case', verb, ['created', 'deleted', 'restored', 'purged'], { name })
    if (before['name'] !== after['name']) return say('case.renamed', { from: text(before['name']) ?? '', name })
    const described = changedKeys(asRow(before['attributes']), asRow(after['attributes']))
    return described.length > 0
      ? say('case.described', { name, count: described.length })
      : say('case.changed', { name })
  },
  comment: (verb) => known('comment', verb, ['created', 'edited', 'resolved', 'reopened', 'deleted', 'restored'], {}),
}

/** Both ends of a link and its kind, as its event has them. */
function linked(row: Row, names: Names): Told['values'] {
  const end = (side: unknown) => {
    const { type, id, name } = asRow(side)
    return type === 'tag'
      ? { type: 'tag', name: names.tag(String(id)) ?? text(name) ?? names.gone.tag }
      : { type: 'annotation', name: '' }
  }
  const [from, to, kind] = [end(row['from']), end(row['to']), text(row['kind'])]
  return {
    ...{ fromType: from.type, from: from.name, toType: to.type, to: to.name },
    ...{ kind: kind ?? '', named: kind === null ? 'no' : 'yes' },
  }
}

/** The first words of a passage as the sides have it, which hold no more of it than their reader sees. */
function quoteIn(...sides: Row[]): { quoted: 'yes' | 'no'; quote: string } {
  const quote = sides.map((side) => text(side['quote'])).find((words) => words !== null)
  return quote == null ? { quoted: 'no', quote: '' } : { quoted: 'yes', quote: firstWords(quote) }
}

const say = (key: string, values: Told['values'] = {}): Told => ({ key, values })
const known = (subject: string, verb: string, verbs: readonly string[], values: Told['values']): Told | null =>
  verbs.includes(verb) ? say(`${subject}.${verb}`, values) : null
const asRow = (value: unknown): Row =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : {}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
const changedKeys = (before: Row, after: Row): string[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    (key) => ownValue(before, key) !== ownValue(after, key),
  )
