import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { Reading } from '@/lib/browser/reader/use-reading'
import type { CodingTasks } from '@/lib/browser/rounds/use-coding-tasks'
import type { OwnKeys } from '@/lib/domain/reading/reader-keys'
import type { ReaderCommands } from './commands/use-reader-commands'
import type { Talk } from './use-talk'

export interface ReaderProps {
  project: { id: string; defaultVisibility: 'private' | 'shared'; pinnedTagIds: string[] }
  document: {
    id: string
    title: string
    language: string
    direction: 'ltr' | 'rtl'
    revisionId: string
    cases: { id: string; name: string }[]
  }
  viewer: { id: string; name: string; keys: OwnKeys }
  may: {
    annotate: boolean
    star: boolean
    createTags: boolean
    proposeTags: boolean
    setUpRounds: boolean
    talk: boolean
    writeCases: boolean
  }
  /** The annotation that the address names. */
  annotationId?: string
  /** What the address finds in the text, and from where on. */
  found?: { query: string; at: number }
}

/** What every part of the reader works on. */
export interface ReaderPart extends Omit<ReaderProps, 'annotationId' | 'found'> {
  reading: Reading
  coding: CodingTasks
  commands: ReaderCommands
  talk: Talk
  authorOf: (item: LayerItem) => string
  isWide: boolean
}
