'use client'

import { useContext, useEffect, useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { moveEdge, putEdge, type Stepped } from '@/lib/browser/reader/reading-steps'
import { KeysInForce } from '@/lib/browser/reader/use-reader-keys'
import type { TextView } from '@/lib/browser/reader/text-view'
import { useViewportTick } from '@/lib/browser/reader/use-viewport'
import type { Span } from '@/lib/domain/anchoring/span'
import { commandFor } from '@/lib/domain/reading/key-map'

export interface EdgeHandlesProps {
  view: TextView
  language: string
  span: Span
  /** The edges as they would be; shown, not yet saved. */
  onMove: (span: Span) => void
  onSave: () => void
  onCancel: () => void
  /** Puts the focus on the end at once, for those who came by key. */
  takesFocus: boolean
}

/** The two edges of a passage, to be dragged, or moved by the arrow keys: by word, with Shift by character. Enter or leaving saves, Escape does not. */
export function EdgeHandles(props: EdgeHandlesProps) {
  const { view, span, takesFocus, onSave } = props
  const group = useRef<HTMLDivElement>(null)
  useViewportTick(view)
  useEffect(() => {
    if (takesFocus) group.current?.querySelector<HTMLElement>('[data-edge=end]')?.focus({ preventScroll: true })
  }, [takesFocus])
  useEffect(() => {
    const element = group.current
    if (!element || !takesFocus) return
    const left = (event: FocusEvent) => {
      if (!(event.relatedTarget instanceof Node && element.contains(event.relatedTarget))) onSave()
    }
    element.addEventListener('focusout', left)
    return () => element.removeEventListener('focusout', left)
  }, [takesFocus, onSave])
  const origin = view.originRect()
  const start = view.rectOf(span.start)
  const end = view.rectOf(span.end, 'before')
  return (
    <div ref={group}>
      <Handle
        {...props}
        edge="start"
        x={start.left - origin.left}
        y={start.top - origin.top}
        height={start.bottom - start.top}
      />
      <Handle {...props} edge="end" x={end.left - origin.left} y={end.top - origin.top} height={end.bottom - end.top} />
    </div>
  )
}

interface HandleProps extends EdgeHandlesProps {
  edge: 'start' | 'end'
  x: number
  y: number
  height: number
}

function Handle({ view, language, span, edge, x, y, height, onMove, onSave, onCancel }: HandleProps) {
  const t = useTranslations('reader')
  const keys = useContext(KeysInForce)
  const page: Stepped = { text: view.text, index: view.index, language }
  const onKeyDown = (event: KeyboardEvent) => {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? -1
          : null
    if (step !== null) {
      const next = moveEdge(page, span, edge, event.shiftKey ? 'character' : 'word', step)
      onMove(next)
      view.scrollTo(edge === 'start' ? next.start : Math.max(next.start, next.end - 1), 'nearest')
    } else if (event.key === 'Enter' || commandFor(event.nativeEvent, keys, true) === 'edit-edges') onSave()
    else if (event.key === 'Escape') onCancel()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    // A finger hides what it points at: the edge goes to the line above its middle.
    const offset = view.offsetAt(event.clientX, event.clientY - (event.pointerType === 'touch' ? height : 0))
    if (offset !== null) onMove(putEdge(page, span, edge, offset))
  }
  const around =
    edge === 'start'
      ? view.text.slice(span.start, span.start + 24)
      : view.text.slice(Math.max(span.start, span.end - 24), span.end)
  return (
    <div
      role="slider"
      tabIndex={0}
      data-edge={edge}
      aria-label={t(`edge.${edge}`)}
      aria-valuemin={0}
      aria-valuemax={view.text.length}
      aria-valuenow={span[edge]}
      aria-valuetext={around}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.preventDefault()
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={onPointerMove}
      onPointerUp={(event) => {
        event.stopPropagation()
        onSave()
      }}
      style={{ left: `${x}px`, top: `${y}px`, height: `${height}px` }}
      className="absolute z-20 -ms-3 w-6 pointer-coarse:-ms-5.5 pointer-coarse:w-11 cursor-ew-resize touch-none outline-none focus-visible:[&>span]:outline-2 focus-visible:[&>span]:outline-offset-2 focus-visible:[&>span]:outline-focus"
    >
      <span
        aria-hidden
        className={classNames('absolute inset-y-0 left-1/2 w-[3px] -translate-x-1/2 rounded-full bg-ink')}
      />
      <span
        aria-hidden
        className={classNames(
          'absolute left-1/2 size-3 -translate-x-1/2 rounded-full border-2 border-paper bg-ink',
          edge === 'start' ? '-top-2' : '-bottom-2',
        )}
      />
    </div>
  )
}
