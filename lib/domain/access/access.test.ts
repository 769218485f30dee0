import { describe, expect, test } from 'vitest'
import {
  abilities,
  actions,
  can,
  defaultSettings,
  roles,
  type Action,
  type ProjectSettings,
  type Role,
} from './actions'

// Said a second time, cell by cell, so that changing the table by mistake fails here.
const x = true
const _ = false
const expected: Record<Action, [lead: boolean, coder: boolean, reviewer: boolean, reader: boolean]> = {
  'project.read': [x, x, x, x],
  'project.update': [x, _, _, _],
  'project.delete': [x, _, _, _],
  'project.archive': [x, _, _, _],
  'members.read': [x, x, x, x],
  'members.manage': [x, _, _, _],
  'documents.write': [x, _, _, _],
  'annotations.read': [x, x, x, x],
  'annotations.write': [x, x, _, _],
  'excerpts.star': [x, x, x, _],
  'rounds.read': [x, x, x, x],
  'rounds.manage': [x, _, _, _],
  'rounds.progress': [x, _, x, _],
  'figures.freeze': [x, _, x, _],
  'review.write': [x, _, x, _],
  'comments.write': [x, x, x, _],
  'codebook.write': [x, x, _, _],
  'codebook.propose': [x, x, x, _],
  'themes.write': [x, x, x, _],
  'history.read': [x, x, x, x],
  'history.revert': [x, x, x, _],
  'bin.purge': [x, _, _, _],
  export: [x, x, x, x],
}

describe('who may do what', () => {
  test.each(actions.flatMap((action) => roles.map((role, i) => ({ action, role, allowed: expected[action][i] }))))(
    '$role, $action: $allowed',
    ({ action, role, allowed }) => {
      expect(can(role, action, defaultSettings)).toBe(allowed)
      expect(abilities(role, defaultSettings)[action]).toBe(allowed)
    },
  )

  test('a locked codebook is the lead’s alone, and nothing else changes', () => {
    const locked: ProjectSettings = { ...defaultSettings, codebook: 'locked' }
    for (const role of roles)
      for (const action of actions)
        expect(can(role, action, locked)).toBe(
          can(role, action, defaultSettings) && !(role === 'coder' && action === 'codebook.write'),
        )
  })

  test('an unknown role or action is refused', () => {
    for (const action of actions)
      for (const role of ['owner', '', 'LEAD', '__proto__'])
        expect(can(role as Role, action, defaultSettings)).toBe(false)
    for (const role of roles)
      for (const action of ['documents.burn', 'toString', '__proto__', ''])
        expect(can(role, action, defaultSettings)).toBe(false)
  })
})
