'use client'

import { useEffect, useState } from 'react'
import { laneWidth, MarginBars } from './margin-bars'
import { MarginLabels } from './margin-labels'
import type { MarginProps } from './margin-props'

/** Room is kept for this many lanes, so that the text does not move sideways while one tags. */
const keptLanes = 4
/** From this width on there is room for labels: more than the lanes of tags ever take, so that neither makes room for the other. In rem, as the next. */
const roomForLabels = 8.5
const widest = 14

/**
 * The margin beside the text: by tag a label for every passage where there is room, or a bar; by coder a bar in the lane of theirs. It repeats for the eye what
 * the passages and their list say in words, so it is hidden from screen readers and left out of the Tab order.
 */
export function Margin(props: MarginProps) {
  const { lanes, mode } = props
  const [element, setElement] = useState<HTMLElement | null>(null)
  const width = useWidth(element)
  const hasCrowd = lanes.crowds.length > 0
  const needed = Math.max(keptLanes, lanes.count + (hasCrowd ? 1 : 0)) * laneWidth + 1
  return (
    <div
      ref={setElement}
      aria-hidden
      className="relative mt-12 max-lg:hidden"
      // It gives way before the text does, as far as the bars allow.
      style={{ flexShrink: 9999, inlineSize: `${mode === 'tag' ? widest : needed}rem`, minInlineSize: `${needed}rem` }}
    >
      {width > 0 &&
        (mode === 'tag' && width >= roomForLabels ? <MarginLabels {...props} /> : <MarginBars {...props} />)}
    </div>
  )
}

/** How wide an element is, in rem; 0 while it is not shown. */
function useWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!element) return
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize)
    const watched = new ResizeObserver(() => setWidth(element.getBoundingClientRect().width / rem))
    watched.observe(element)
    return () => watched.disconnect()
  }, [element])
  return width
}
