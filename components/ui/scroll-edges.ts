import type { CSSProperties } from 'react'

const cover = (side: string) => `linear-gradient(to ${side}, var(--paper) 35%, transparent)`
const shadow = (side: string) =>
  `linear-gradient(to ${side}, color-mix(in oklab, var(--ink) 16%, transparent), transparent)`

/**
 * For what scrolls sideways on the page's paper: a shadow at an edge beyond which there is more. Covers of paper move along with the
 * content and hide it where there is nothing more.
 */
export const scrollEdges: CSSProperties = {
  background: [
    `${cover('right')} left / 2.5rem 100% no-repeat local`,
    `${cover('left')} right / 2.5rem 100% no-repeat local`,
    `${shadow('right')} left / 0.75rem 100% no-repeat scroll`,
    `${shadow('left')} right / 0.75rem 100% no-repeat scroll`,
  ].join(', '),
}
