import { notificationsKey, queryKeys } from '@/lib/browser/query-keys'
import type { SeenEvent } from '@/lib/schemas/document'

type Key = readonly unknown[]

/**
 * Which cached data of project `p` an event makes stale. `layers` are the documents whose annotations are on screen and take the event in by themselves:
 * theirs is left out.
 */
export function touchedKeys(p: string, event: SeenEvent, layers: ReadonlySet<string>): Key[] {
  const [subject = '', verb = ''] = event.type.split('.')
  const history = queryKeys.history(p)
  // About what the codebook shows of a passage, and nothing of the passage itself.
  if (verb.startsWith('example-')) return [queryKeys.examples(p), history]
  if (verb.startsWith('recheck')) return [queryKeys.rechecks(p), queryKeys.tags(p), history]
  switch (subject) {
    case 'annotation':
    case 'annotations':
      return annotationKeys(p, event, layers)
    case 'tag':
      // A new or renamed tag changes no annotation's tags.
      return [
        queryKeys.tags(p),
        queryKeys.proposals(p),
        queryKeys.examples(p),
        queryKeys.rechecks(p),
        notificationsKey,
        queryKeys.themes(p),
        queryKeys.excerpts(p),
        queryKeys.review(p),
        queryKeys.agreement(p),
        ...(verb === 'created' || verb === 'changed' ? [] : [layerKey(p, null), queryKeys.differences(p)]),
        // Kept queries are read with the names of tags.
        ...(verb === 'created' ? [] : [queryKeys.memos(p), queryKeys.links(p), queryKeys.queries(p)]),
        history,
      ]
    case 'proposal':
      return [queryKeys.proposals(p), notificationsKey, history]
    case 'comment':
      return [queryKeys.comments(p), notificationsKey, history]
    case 'link':
      return [queryKeys.links(p), history]
    case 'memo':
    case 'query':
      return [queryKeys.memos(p), queryKeys.queries(p), history]
    case 'case':
      return [queryKeys.documents(p), queryKeys.excerpts(p), queryKeys.agreement(p), history]
    case 'verdict':
    case 'verdicts':
      return [
        queryKeys.review(p),
        notificationsKey,
        layerKey(p, event.documentId),
        queryKeys.tags(p),
        queryKeys.themes(p),
        queryKeys.excerpts(p),
        queryKeys.documents(p),
        history,
      ]
    case 'theme':
      return [queryKeys.themes(p), queryKeys.excerpts(p), queryKeys.memos(p), history]
    case 'document':
    case 'attribute':
      return [
        queryKeys.documents(p),
        queryKeys.attributes(p),
        queryKeys.excerpts(p),
        queryKeys.agreement(p),
        ...(verb === 'created' || verb === 'changed' ? [] : [layerKey(p, event.documentId)]),
        queryKeys.memos(p),
        queryKeys.links(p),
        history,
      ]
    case 'figure':
      return [queryKeys.rounds(p), history]
    case 'member':
    case 'invitation':
      return [queryKeys.members(p), queryKeys.invitations(p), history]
    default:
      // Rounds move what is hidden from whom, and later kinds of events are not known here: everything but the text, which never changes.
      return [queryKeys.project(p), notificationsKey]
  }
}

function annotationKeys(p: string, event: SeenEvent, layers: ReadonlySet<string>): Key[] {
  return [
    ...(event.documentId !== null && layers.has(event.documentId) ? [] : [layerKey(p, event.documentId)]),
    queryKeys.tags(p),
    queryKeys.examples(p),
    queryKeys.rechecks(p),
    queryKeys.themes(p),
    queryKeys.excerpts(p),
    queryKeys.documents(p),
    queryKeys.rounds(p),
    queryKeys.tasks(p),
    queryKeys.review(p),
    queryKeys.agreement(p),
    queryKeys.differences(p),
    // What is written about a passage, and what is linked with it, comes and goes with it.
    ...(event.type.endsWith('.created') ? [] : [queryKeys.memos(p), queryKeys.links(p)]),
    queryKeys.history(p),
  ]
}

const layerKey = (p: string, documentId: string | null): Key =>
  documentId === null ? ['project', p, 'layer'] : queryKeys.layer(p, documentId)
