import type { ThemeView } from '@/lib/browser/themes/theme-view'
import type { Attribute } from '@/lib/schemas/document'
import type { Tag } from '@/lib/schemas/tag'
import type { ThemeSummary } from '@/lib/schemas/theme'

/** What filtering needs to know. */
export interface FilterProps {
  project: { id: string; abilities: Record<string, boolean> }
  view: ThemeView
  change: (part: Partial<ThemeView>) => void
  clear: () => void
  summary: ThemeSummary | undefined
  tagsById: ReadonlyMap<string, Tag>
  attributes: readonly Attribute[]
  documents: readonly { id: string; title: string }[]
  authors: readonly { id: string; name: string }[]
  onTag: (id: string) => void
  /** Between which layers one chooses, where not all. */
  layers?: readonly ThemeView['layer'][]
  /** What its tags are called, where they are not those of a theme. */
  tagLabel?: string
}
