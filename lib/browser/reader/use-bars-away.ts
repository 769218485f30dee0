'use client'

import { useEffect } from 'react'

/** Where there is little room; the rule that takes the bars away (base.css) asks the same. */
const little = '(width < 48rem), (max-height: 30rem)'
/** A finger that rests moves so many pixels. */
const rest = 6
/** Above this height of the page the bars stay. */
const head = 160

/** Takes the bars around the text away while one reads on, and brings them back when one turns back or moves on by key. The text itself stays where it is. */
export function useBarsAway(scroller: HTMLElement | null): void {
  useEffect(() => {
    if (!scroller) return
    const root = document.documentElement
    const room = window.matchMedia(little)
    let last = scroller.scrollTop
    const setAway = (away: boolean) => {
      if (root.hasAttribute('data-bars-away') === away) return
      if (away && document.querySelector('[data-bar]:focus-within')) return
      const before = scroller.getBoundingClientRect().top
      root.toggleAttribute('data-bars-away', away)
      scroller.scrollTop -= before - scroller.getBoundingClientRect().top
      last = scroller.scrollTop
    }
    const onScroll = () => {
      const moved = scroller.scrollTop - last
      if (Math.abs(moved) <= rest) return
      last = scroller.scrollTop
      setAway(room.matches && moved > 0 && last > head)
    }
    const onKey = ({ key }: KeyboardEvent) => key === 'Tab' && setAway(false)
    scroller.addEventListener('scroll', onScroll, { passive: true })
    window.addEventListener('keydown', onKey, true)
    return () => {
      scroller.removeEventListener('scroll', onScroll)
      window.removeEventListener('keydown', onKey, true)
      root.removeAttribute('data-bars-away')
    }
  }, [scroller])
}
