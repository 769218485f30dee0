import type { Span } from '@/lib/domain/anchoring/span'
import type { InkOf } from './ink-sheet'
import type { PaintLayer } from './highlight-plugin'
import type { LayerItem } from './layer-item'

/** The layers of one annotation: one per tag, the first tag on top; an untagged passage has one in plain ink. */
export function layersOf(item: LayerItem, inkOf: InkOf): PaintLayer[] {
  const layer = (tagId: string | undefined, place: number): PaintLayer => ({
    key: `${item.id}${String(999 - place)}`,
    annotationId: item.id,
    start: item.start,
    end: item.end,
    ink: inkOf(tagId),
  })
  return item.tagIds.length === 0 ? [layer(undefined, 0)] : item.tagIds.map(layer)
}

/** The layers of every annotation that touches the range and passes the filter. */
export function layersTouching(
  items: readonly LayerItem[],
  range: Span,
  inkOf: InkOf,
  isShown: (item: LayerItem) => boolean,
): PaintLayer[] {
  const layers: PaintLayer[] = []
  for (const item of items)
    if (item.start < range.end && item.end > range.start && isShown(item)) layers.push(...layersOf(item, inkOf))
  return layers
}
