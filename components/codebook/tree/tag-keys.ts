import type { TagCommand } from './tag-row'

interface Pressed {
  key: string
  altKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
}

const steps: Record<string, TagCommand> = { ArrowUp: 'up', ArrowDown: 'down', ArrowLeft: 'out', ArrowRight: 'in' }

/** What a key pressed on a row of the codebook asks for; null where it is the tree's own (arrows, letters, Enter). */
export function tagKey({ key, altKey, ctrlKey, metaKey, shiftKey }: Pressed): TagCommand | null {
  const command = ctrlKey || metaKey
  if (altKey && !command && !shiftKey) return steps[key] ?? null
  if (altKey) return null
  if (command && key === 'Enter') return shiftKey ? 'child' : 'sibling'
  if (command || shiftKey) return null
  if (key === 'F2') return 'rename'
  if (key === 'Delete') return 'remove'
  return null
}
