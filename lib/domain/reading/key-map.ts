import type { PressedKey } from '../keyboard/pressed-key'
import { isCharacterKey, readingCommands, writtenKey, type KeysByCommand, type ReadingCommand } from './reader-keys'

/** The command of a key, or null where the key is not the reader's. `charactersOn` false leaves every single-character key alone. */
export function commandFor(pressed: PressedKey, keys: KeysByCommand, charactersOn: boolean): ReadingCommand | null {
  const written = writtenKey(pressed)
  if (written === null || (!charactersOn && isCharacterKey(written))) return null
  return readingCommands.find((command) => keys[command].includes(written)) ?? null
}

/** The place of a pinned tag that a command asks for, from 0; null for another command. */
export function pinnedPlace(command: ReadingCommand | null): number | null {
  return command?.startsWith('pinned-') ? Number(command.slice('pinned-'.length)) - 1 : null
}

interface HelpRow {
  text: string
  commands: readonly ReadingCommand[]
  /** Keys that are no command's and that nobody changes. */
  fixed?: readonly string[]
}

/** The keys as the help lists them, by groups; their words are in the messages. */
export const keyHelp = [
  {
    group: 'move',
    rows: [
      { text: 'sentence', commands: ['next-sentence', 'previous-sentence'] },
      { text: 'paragraph', commands: ['next-paragraph', 'previous-paragraph'] },
      { text: 'annotation', commands: ['next-annotation', 'previous-annotation'] },
      { text: 'asked', commands: ['next-asked', 'previous-asked'] },
      { text: 'find', commands: ['find'] },
    ],
  },
  {
    group: 'select',
    rows: [
      { text: 'thisSentence', commands: ['this-sentence'] },
      { text: 'bySentence', commands: ['extend-sentence', 'shrink-sentence'] },
      { text: 'byWord', commands: ['extend-word', 'shrink-word'] },
      { text: 'byCharacter', commands: ['extend-character', 'shrink-character'] },
      { text: 'dragLetters', commands: [], fixed: ['Alt'] },
      { text: 'hitSentence', commands: [], fixed: ['Alt Enter'] },
      { text: 'letGo', commands: ['let-go'] },
    ],
  },
  {
    group: 'tag',
    rows: [
      { text: 'picker', commands: ['tag'] },
      { text: 'inVivo', commands: ['in-vivo'] },
      { text: 'repeat', commands: ['repeat-tags'] },
      {
        text: 'pinned',
        commands: [
          'pinned-1',
          'pinned-2',
          'pinned-3',
          'pinned-4',
          'pinned-5',
          'pinned-6',
          'pinned-7',
          'pinned-8',
          'pinned-9',
        ],
      },
      { text: 'several', commands: [], fixed: ['Ctrl Enter'] },
    ],
  },
  {
    group: 'passage',
    rows: [
      { text: 'edges', commands: ['edit-edges'] },
      { text: 'star', commands: ['star'] },
      { text: 'visibility', commands: ['visibility'] },
      { text: 'certainty', commands: ['certainty'] },
      { text: 'secondOpinion', commands: ['second-opinion'] },
      { text: 'comment', commands: ['comment'] },
      { text: 'delete', commands: ['delete'] },
    ],
  },
  {
    group: 'anywhere',
    rows: [
      { text: 'undo', commands: [], fixed: ['Ctrl Z'] },
      { text: 'redo', commands: [], fixed: ['Ctrl Shift Z'] },
      { text: 'help', commands: ['help'] },
    ],
  },
] as const satisfies readonly { group: string; rows: readonly HelpRow[] }[]
