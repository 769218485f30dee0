import { nameFrom } from '@/lib/domain/storable/name-from'
import { isHexColour } from '@/lib/domain/codebook/colour-space'
import { tagPalette } from '@/lib/domain/codebook/colours'
import type { ProjectReport } from './project-report'

/** A name that no tag beside it has: letters compared as the codebook does. One that is another than in the file is counted. */
export function freeName(given: string | undefined, taken: Set<string>, report: ProjectReport): string {
  const plain = nameFrom(given, 190) || '?'
  let name = plain
  for (let n = 2; taken.has(name.toLowerCase()); n += 1) name = `${plain} (${n})`
  if (name !== (given ?? '').normalize('NFC').trim()) report.count('renamed', name)
  taken.add(name.toLowerCase())
  return name
}

/** `#RGB`, `#RRGGBB`, or rgb() and rgba() as some programs write; for anything else the colour that the palette has at this place. */
export function colourFrom(color: string | undefined, place: number): string {
  const given = color?.trim().toLowerCase() ?? ''
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(given)
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`
  if (isHexColour(given)) return given
  const parts = /^rgba?\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})/.exec(given)
  const bytes = parts?.slice(1, 4).map(Number)
  return bytes?.every((byte) => byte <= 255)
    ? `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
    : (tagPalette[place % tagPalette.length] ?? '#026c8c')
}

/** A moment as rows say it; undefined where it is none, or out of all measure. */
export function timeFrom(value: string | undefined): string | undefined {
  const time = new Date(value?.trim() ?? '')
  return Number.isNaN(time.getTime()) || time.getUTCFullYear() < 1900 || time.getUTCFullYear() > 2200
    ? undefined
    : time.toISOString()
}
