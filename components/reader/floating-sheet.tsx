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
  /** What it belongs to: the sheet stands below it, or above it where there is more room. On a phone it rises from the foot instead. */
  at: Place
  /** Escape, a press outside, or the focus going elsewhere. */
  onClose: () => void
  width: number
  children: ReactNode
}

const gap = 8

/** A sheet beside a passage. It traps nothing: the page behind stays alive, and leaving the sheet closes it. */
export function FloatingSheet({ label, at, onClose, width, children }: FloatingSheetProps) {
  const sheet = useRef<HTMLDivElement>(null)
  const [spot, setSpot] = useState<{ left: number; top: number } | null>(null)
  useLayoutEffect(() => {
    const element = sheet.current
    if (!element) return
    const settle = () => {
      const { innerWidth, innerHeight } = window
      const height = element.offsetHeight
      const below = at.bottom + gap
      const fitsBelow = below + height <= innerHeight - gap
      const top = fitsBelow
        ? below
        : at.top - gap - height >= gap
          ? at.top - gap - height
          : Math.max(gap, innerHeight - height - gap)
      setSpot({ left: Math.max(gap, Math.min(at.left, innerWidth - element.offsetWidth - gap)), top })
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
        } as React.CSSProperties
      }
      className={classNames(
        sheetClasses,
        'fixed z-40 flex flex-col overflow-hidden max-md:inset-x-0 max-md:bottom-0 max-md:max-h-[80dvh] max-md:rounded-b-none max-md:pb-[env(safe-area-inset-bottom)]',
        'md:top-(--sheet-top) md:left-(--sheet-left) md:max-h-[min(34rem,calc(100dvh-1rem))] md:w-(--sheet-width) md:max-w-[calc(100vw-1rem)]',
        !spot && 'opacity-0',
      )}
    >
      {children}
    </div>
  )
}
