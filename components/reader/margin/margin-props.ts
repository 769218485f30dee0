import type { Labelled } from '@/lib/browser/reader/labelled'
import type { LayerItem } from '@/lib/browser/reader/layer-item'
import type { TextView } from '@/lib/browser/reader/text-view'
import type { BarLayer, LaneMode } from '@/lib/browser/reader/use-lanes'
import type { Lanes } from '@/lib/domain/reading/lanes'
import type { Tag } from '@/lib/schemas/tag'
import type { Place } from '../sheets/floating-sheet'

export interface MarginProps {
  view: TextView | null
  lanes: Lanes<BarLayer>
  /** Where labels are told that are in sight. */
  labelled: Labelled
  /** The passages that are shown, in the order of the text. */
  inOrder: readonly LayerItem[]
  mode: LaneMode
  tags: ReadonlyMap<string, Tag>
  /** The coders of the lanes, in their order. */
  coders: readonly { id: string; name: string }[]
  focusId: string | null
  onFocus: (annotationId: string) => void
  /** What a press on these passages does in the text, at a place in the window. */
  onChoose: (items: LayerItem[], at: Place) => void
  /** Where a crowd was pressed: its top and bottom, in pixels of the page, and its place in the window. */
  onCrowd: (top: number, bottom: number, at: Place) => void
}
