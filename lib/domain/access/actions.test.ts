import { expect, test } from 'vitest'
import en from '@/messages/en'
import { actions, permissions } from './actions'

/** The sentence at a dotted path. */
const sentenceAt = (path: string): unknown =>
  path.split('.').reduce<unknown>((tree, part) => (tree as Record<string, unknown>)[part], en.members.permissions.may)

test('a refusal says what one may not in the words of the members page', () => {
  for (const action of actions) expect([action, sentenceAt(action)]).toEqual([action, permissions[action].sentence])
})
