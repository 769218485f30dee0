import { expect, test } from 'vitest'
import { newConflicts } from './new-conflicts'

/** A document's store that announces what it is told to. */
function announcing() {
  let conflicts: string[] = []
  const watchers = new Set<() => void>()
  return {
    isRead: false,
    store: {
      conflictsNow: () => conflicts.map((id) => ({ theirs: { id } })),
      subscribe: (watcher: () => void) => {
        watchers.add(watcher)
        return () => watchers.delete(watcher)
      },
    },
    announce(...ids: string[]) {
      conflicts = ids
      for (const watcher of watchers) watcher()
    },
    watched: () => watchers.size,
  }
}

test('a conflict is told once, however often the store announces something else', () => {
  const layer = announcing()
  let told = 0
  const stop = newConflicts(layer, () => (told += 1))
  for (let n = 0; n < 30; n++) layer.announce('a')
  expect(told).toBe(1)
  layer.announce('a', 'b')
  layer.announce('b')
  expect(told).toBe(2)
  layer.announce('b', 'a')
  expect(told).toBe(3)
  stop()
  expect(layer.watched()).toBe(0)
})

test('what a reader of the document sees is not told', () => {
  const layer = announcing()
  let told = 0
  newConflicts(layer, () => (told += 1))
  layer.isRead = true
  layer.announce('a')
  layer.isRead = false
  layer.announce('a')
  expect(told).toBe(0)
})

test('one that is there already is told', () => {
  const layer = announcing()
  layer.announce('a')
  let told = 0
  newConflicts(layer, () => (told += 1))
  expect(told).toBe(1)
})
