import { meantKey, type PressedKey } from '../keyboard/pressed-key'

const pinned = [
  'pinned-1',
  'pinned-2',
  'pinned-3',
  'pinned-4',
  'pinned-5',
  'pinned-6',
  'pinned-7',
  'pinned-8',
  'pinned-9',
] as const

/** Everything that a key may ask of the reader. */
export const readingCommands = [
  'next-sentence',
  'previous-sentence',
  'next-paragraph',
  'previous-paragraph',
  'next-annotation',
  'previous-annotation',
  'next-asked',
  'previous-asked',
  'find',
  'this-sentence',
  'extend-sentence',
  'shrink-sentence',
  'extend-word',
  'shrink-word',
  'extend-character',
  'shrink-character',
  'let-go',
  'tag',
  'in-vivo',
  'repeat-tags',
  ...pinned,
  'edit-edges',
  'star',
  'visibility',
  'certainty',
  'second-opinion',
  'comment',
  'delete',
  'help',
] as const
export type ReadingCommand = (typeof readingCommands)[number]

/** The keys of one command, the first of them shown first. A key is written "j", "Shift+j", "." or "Shift+Alt+ArrowRight"; of a sign Shift and Alt are no part. */
export type KeysByCommand = Readonly<Record<ReadingCommand, readonly string[]>>
/** What one person has other than the usual, command by command. */
export type OwnKeys = Partial<Record<ReadingCommand, string[]>>

/** The keys as everybody has them who has not changed them. */
export const usualKeys: KeysByCommand = {
  'next-sentence': ['j', 'Alt+ArrowDown'],
  'previous-sentence': ['k', 'Alt+ArrowUp'],
  'next-paragraph': [']', '}'],
  'previous-paragraph': ['[', '{'],
  'next-annotation': ['n'],
  'previous-annotation': ['p'],
  'next-asked': ['g'],
  'previous-asked': ['Shift+g'],
  find: ['/'],
  'this-sentence': ['x'],
  'extend-sentence': ['Shift+j', 'Shift+ArrowDown'],
  'shrink-sentence': ['Shift+k', 'Shift+ArrowUp'],
  'extend-word': ['Shift+ArrowRight'],
  'shrink-word': ['Shift+ArrowLeft'],
  'extend-character': ['Shift+Alt+ArrowRight'],
  'shrink-character': ['Shift+Alt+ArrowLeft'],
  'let-go': ['Escape'],
  tag: ['t', 'Enter'],
  'in-vivo': ['i'],
  'repeat-tags': ['.'],
  ...(Object.fromEntries(pinned.map((command, place) => [command, [String(place + 1)]])) as Record<
    (typeof pinned)[number],
    string[]
  >),
  'edit-edges': ['e'],
  star: ['s'],
  visibility: ['v'],
  certainty: ['u'],
  'second-opinion': ['o'],
  comment: ['c'],
  delete: ['Delete'],
  help: ['?'],
}

/** All keys of a person. */
export function keysWith(own: OwnKeys): KeysByCommand {
  return { ...usualKeys, ...own }
}

/** The own keys in something that was stored, perhaps by another version: what is no command or no key of this one is left out. */
export function ownKeysOf(stored: unknown): OwnKeys {
  if (typeof stored !== 'object' || stored === null) return {}
  const rows = readingCommands.flatMap((command) => {
    const keys = (stored as Record<string, unknown>)[command]
    return Array.isArray(keys)
      ? [[command, keys.filter((key): key is string => typeof key === 'string' && isWrittenKey(key))] as const]
      : []
  })
  return Object.fromEntries(rows)
}

/** How a key is written, or null for one that the browser keeps (with Ctrl or Meta, or to leave the text) and for a modifier alone. */
export function writtenKey(pressed: PressedKey): string | null {
  const { shiftKey, ctrlKey, metaKey, altKey } = pressed
  if (ctrlKey || metaKey) return null
  const key = meantKey(pressed)
  const isSingle = Array.from(key).length === 1
  // A sign such as "?" needs Shift on some keyboards and not on others; AltGr is how many type "{" and "[".
  const written = isSingle && isSign(key) ? key : `${shiftKey ? 'Shift+' : ''}${altKey ? 'Alt+' : ''}${key}`
  return isWrittenKey(written) ? written : null
}

const kept = new Set([
  'Tab',
  'Shift',
  'Control',
  'Alt',
  'AltGraph',
  'Meta',
  'Dead',
  'Process',
  'Unidentified',
  'CapsLock',
  'NumLock',
  'ContextMenu',
  'Fn',
  'Compose',
])

/** Whether a text is a key as it is written here. */
export function isWrittenKey(text: string): boolean {
  const [, modifiers = '', key = ''] = /^((?:Shift\+)?(?:Alt\+)?)(.+)$/su.exec(text) ?? []
  if (Array.from(key).length === 1) return key !== ' ' && (isSign(key) ? modifiers === '' : key === key.toLowerCase())
  return /^[A-Z][A-Za-z0-9]{1,20}$/.test(key) && !kept.has(key)
}

/** Whether a key is a single character, which people who speak to their machine may want to turn off (WCAG 2.1.4). */
export function isCharacterKey(written: string): boolean {
  return Array.from(written.replace(/^(?:Shift\+)?(?:Alt\+)?(?=.)/su, '')).length === 1
}

/** A key that two commands or more would answer to, with those. */
export interface KeyConflict {
  key: string
  commands: ReadingCommand[]
}

/** Every key that means more than one thing. */
export function keyConflicts(keys: KeysByCommand): KeyConflict[] {
  const users = new Map<string, ReadingCommand[]>()
  for (const command of readingCommands)
    for (const key of new Set(keys[command])) users.set(key, [...(users.get(key) ?? []), command])
  return [...users].filter(([, commands]) => commands.length > 1).map(([key, commands]) => ({ key, commands }))
}

/** Own keys with one command's replaced; a key that another command has is taken from it. What is as usual is not kept. */
export function withKeys(own: OwnKeys, command: ReadingCommand, keys: readonly string[]): OwnKeys {
  const all = keysWith(own)
  const next = readingCommands.map(
    (each) => [each, each === command ? [...keys] : all[each].filter((key) => !keys.includes(key))] as const,
  )
  return Object.fromEntries(next.filter(([each, each_keys]) => each_keys.join(' ') !== usualKeys[each].join(' ')))
}

const isSign = (key: string): boolean => !/\p{L}/u.test(key)

const shown: Record<string, string> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
  Delete: 'Del',
}

/** A key as people read it: "Shift ↓", "J". */
export function shownKey(written: string): string {
  const [, modifiers = '', key = ''] = /^((?:Shift\+)?(?:Alt\+)?)(.+)$/su.exec(written) ?? []
  return `${modifiers.replaceAll('+', ' ')}${shown[key] ?? (Array.from(key).length === 1 ? key.toUpperCase() : key)}`
}
