'use client'

import { useEffect, useLayoutEffect, useRef, useState, type ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import { sheetClasses } from '@/components/ui/list-item'

/** Where something is in the window, in pixels. */
export interface Place {
  left: number
  top: number
  bottom: number
}

export interface FloatingSheetProps {
  /** Its spoken name. */
  label: string
  /** What it belongs to: the sheet stands below it, or above it where there is more room, and covers it only where there is none. On a phone it rises from the foot instead. */
  at: Place
  /** Escape, a press outside, or the focus going elsewhere. */
  onClose: () => void
  width: number
  children: ReactNode
}

const gap = 8
/** A sheet has at least so much height; where a passage leaves less on either side, the sheet covers part of it. */
const least = 240

/** A sheet beside a passage. It traps nothing: the page behind stays alive, and leaving the sheet closes it. */
export function FloatingSheet({ label, at, onClose, width, children }: FloatingSheetProps) {
  const sheet = useRef<HTMLDivElement>(null)
  const [spot, setSpot] = useState<{ left: number; top: number; room: number } | null>(null)
  useLayoutEffect(() => {
    const element = sheet.current
    if (!element) return
    // Once it stands above, it stays there while its list grows shorter.
    let isAbove = false
    const settle = () => {
      const { innerWidth, innerHeight } = window
      const height = element.offsetHeight
      const left = Math.max(gap, Math.min(at.left, innerWidth - element.offsetWidth - gap))
      const below = innerHeight - at.bottom - 2 * gap
      const above = at.top - 2 * gap
      isAbove ||= height > below && above > below
      const room = isAbove ? above : below
      // A passage that fills the window leaves room on neither side.
      if (room < least) setSpot({ left, top: Math.max(gap, innerHeight - height - gap), room: innerHeight - 2 * gap })
      else setSpot({ left, top: isAbove ? at.top - gap - height : at.bottom + gap, room })
    }
    settle()
    const resized = new ResizeObserver(settle)
    resized.observe(element)
    return () => resized.disconnect()
  }, [at])
  useEffect(() => {
    const element = sheet.current
    const keyed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      onClose()
    }
    const left = (event: FocusEvent) => {
      if (event.relatedTarget instanceof Node && !element?.contains(event.relatedTarget)) onClose()
    }
    element?.addEventListener('keydown', keyed)
    element?.addEventListener('focusout', left)
    return () => {
      element?.removeEventListener('keydown', keyed)
      element?.removeEventListener('focusout', left)
    }
  }, [onClose])
  useEffect(() => {
    const pressed = (event: PointerEvent) => {
      if (event.target instanceof Node && !sheet.current?.contains(event.target)) onClose()
    }
    // After the press that opened it has run its course.
    const timer = setTimeout(() => document.addEventListener('pointerdown', pressed), 0)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('pointerdown', pressed)
    }
  }, [onClose])
  return (
    <div
      ref={sheet}
      role="dialog"
      data-focus-home=""
      tabIndex={-1}
      aria-label={label}
      style={
        {
          '--sheet-left': `${spot?.left ?? 0}px`,
          '--sheet-top': `${spot?.top ?? 0}px`,
          '--sheet-width': `${width}px`,
          '--sheet-room': `${spot?.room ?? 10_000}px`,
        } as React.CSSProperties
      }
      className={classNames(
        sheetClasses,
        'fixed z-40 flex flex-col overflow-hidden max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[80dvh] max-md:rounded-b-none max-md:pb-[env(safe-area-inset-bottom)]',
        'md:top-(--sheet-top) md:left-(--sheet-left) md:max-h-[min(34rem,var(--sheet-room))] md:w-(--sheet-width) md:max-w-[calc(100vw-1rem)]',
        !spot && 'opacity-0',
      )}
    >
      {children}
    </div>
  )
}
