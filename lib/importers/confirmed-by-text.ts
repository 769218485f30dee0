import type { Proposals } from '../domain/documents/propose-metadata'
import type { StatedValue } from '../domain/documents/stated-value'

/**
 * Title and author of a file's own metadata, where the first pages of its text say the same: programs fill these fields with file names
 * and with whoever owns the computer.
 */
export function confirmedByText(stated: { title: unknown; author: unknown }, text: string): Proposals {
  const opening = text.slice(0, 4000)
  const title = confirmed(stated.title, opening)
  const author = confirmed(stated.author, opening)
  return { ...(title ? { title } : {}), ...(author ? { author } : {}) }
}

function confirmed(value: unknown, opening: string): StatedValue | null {
  if (typeof value !== 'string' || value.trim().length < 4 || value.length > 500 || !/\s/.test(value.trim()))
    return null
  const words = value.trim().split(/\s+/)
  const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+'), 'iu')
  const match = pattern.exec(opening)
  return match ? { value: words.join(' '), evidence: { start: match.index, end: match.index + match[0].length } } : null
}
