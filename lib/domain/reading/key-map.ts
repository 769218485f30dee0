/** What a key may ask of the reader. */
export type ReadingCommand =
  | 'next-sentence' | 'previous-sentence' | 'next-paragraph' | 'previous-paragraph'
  | 'extend-sentence' | 'shrink-sentence' | 'extend-word' | 'shrink-word' | 'extend-character' | 'shrink-character'
  | 'tag' | 'repeat-tags' | 'pinned' | 'next-annotation' | 'previous-annotation' | 'edit-edges' | 'delete' | 'star' | 'visibility' | 'comment'
  | 'certainty' | 'second-opinion' | 'next-asked' | 'previous-asked'
  | 'find' | 'help' | 'let-go'

/** A pressed key, as the browser tells it. */
export interface PressedKey {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

interface Binding {
  command: ReadingCommand
  key: string
  /** Whether Shift must be held; where it is absent Shift makes no difference. */
  shift?: boolean
  alt?: boolean
  /** A single character, which people who speak to their machine may want to turn off (WCAG 2.1.4). */
  isCharacter: boolean
}

const letter = (key: string, command: ReadingCommand): Binding => ({ command, key, shift: false, isCharacter: true })
const sign = (key: string, command: ReadingCommand): Binding => ({ command, key, isCharacter: true })
const named = (key: string, command: ReadingCommand, modifiers: { shift?: boolean; alt?: boolean } = {}): Binding => ({ command, key, isCharacter: false, ...modifiers })

/** Every key of the reading area. Keys with Ctrl or Meta stay the browser's, except that none is bound here. */
export const bindings: readonly Binding[] = [
  letter('j', 'next-sentence'),
  letter('k', 'previous-sentence'),
  named('ArrowDown', 'next-sentence', { alt: true, shift: false }),
  named('ArrowUp', 'previous-sentence', { alt: true, shift: false }),
  letter('}', 'next-paragraph'),
  letter('{', 'previous-paragraph'),
  letter(']', 'next-paragraph'),
  letter('[', 'previous-paragraph'),
  { command: 'extend-sentence', key: 'j', shift: true, isCharacter: true },
  { command: 'shrink-sentence', key: 'k', shift: true, isCharacter: true },
  named('ArrowDown', 'extend-sentence', { shift: true, alt: false }),
  named('ArrowUp', 'shrink-sentence', { shift: true, alt: false }),
  named('ArrowRight', 'extend-word', { shift: true, alt: false }),
  named('ArrowLeft', 'shrink-word', { shift: true, alt: false }),
  named('ArrowRight', 'extend-character', { shift: true, alt: true }),
  named('ArrowLeft', 'shrink-character', { shift: true, alt: true }),
  letter('t', 'tag'),
  named('Enter', 'tag', { shift: false, alt: false }),
  sign('.', 'repeat-tags'),
  ...['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => sign(digit, 'pinned')),
  letter('n', 'next-annotation'),
  letter('p', 'previous-annotation'),
  letter('e', 'edit-edges'),
  named('Delete', 'delete', { shift: false, alt: false }),
  letter('s', 'star'),
  letter('v', 'visibility'),
  letter('u', 'certainty'),
  letter('o', 'second-opinion'),
  letter('g', 'next-asked'),
  { command: 'previous-asked', key: 'g', shift: true, isCharacter: true },
  letter('c', 'comment'),
  sign('/', 'find'),
  sign('?', 'help'),
  named('Escape', 'let-go', { shift: false, alt: false }),
]

/** The command of a key, or null where the key is not the reader's. `charactersOn` false leaves every single-character key alone. */
export function commandFor(pressed: PressedKey, charactersOn: boolean): ReadingCommand | null {
  if (pressed.ctrlKey || pressed.metaKey) return null
  const key = pressed.key.length === 1 ? pressed.key.toLowerCase() : pressed.key
  const found = bindings.find(
    (binding) =>
      binding.key === key &&
      // A sign such as "?" needs Shift on some keyboards and not on others; AltGr is how many type "{" and "[".
      (binding.shift === undefined || binding.shift === pressed.shiftKey || isSign(key)) &&
      (binding.isCharacter ? !pressed.altKey || isSign(key) : binding.alt === undefined || binding.alt === pressed.altKey) &&
      (!binding.isCharacter || charactersOn),
  )
  return found?.command ?? null
}

const isSign = (key: string): boolean => key.length === 1 && !/\p{L}/u.test(key)

/** The keys as the help lists them: each group's commands with the keys to show. The same in every language; their words are in the messages. */
export const keyHelp = [
  { group: 'move', rows: [
    { text: 'sentence', keys: ['J', 'K'], or: ['Alt ↓', 'Alt ↑'] },
    { text: 'paragraph', keys: [']', '['] },
    { text: 'annotation', keys: ['N', 'P'] },
    { text: 'asked', keys: ['G', 'Shift G'] },
    { text: 'find', keys: ['/'] },
  ] },
  { group: 'select', rows: [
    { text: 'bySentence', keys: ['Shift J', 'Shift K'], or: ['Shift ↓', 'Shift ↑'] },
    { text: 'byWord', keys: ['Shift →', 'Shift ←'] },
    { text: 'byCharacter', keys: ['Shift Alt →', 'Shift Alt ←'] },
    { text: 'letGo', keys: ['Esc'] },
  ] },
  { group: 'tag', rows: [
    { text: 'picker', keys: ['T'], or: ['Enter'] },
    { text: 'repeat', keys: ['.'] },
    { text: 'pinned', keys: ['1', '…', '9'] },
    { text: 'several', keys: ['Ctrl Enter'] },
  ] },
  { group: 'passage', rows: [
    { text: 'edges', keys: ['E'] },
    { text: 'star', keys: ['S'] },
    { text: 'visibility', keys: ['V'] },
    { text: 'certainty', keys: ['U'] },
    { text: 'secondOpinion', keys: ['O'] },
    { text: 'comment', keys: ['C'] },
    { text: 'delete', keys: ['Delete'] },
  ] },
  { group: 'anywhere', rows: [
    { text: 'undo', keys: ['Ctrl Z'] },
    { text: 'redo', keys: ['Ctrl Shift Z'] },
    { text: 'help', keys: ['?'] },
  ] },
] as const
