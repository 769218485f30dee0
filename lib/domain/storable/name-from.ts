import { withoutTurns } from './without-turns'

/** One line of words, as names are here: what would be empty to the eye is empty. */
export function nameFrom(text: string | undefined, longest: number): string {
  const line = proseFrom(withoutTurns(text ?? ''))
    .replaceAll(/[\p{Zl}\p{Zp}\s]+/gu, ' ')
    .slice(0, longest)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()
  return /[^\p{Z}\p{Cf}]/u.test(line) ? line : ''
}

/** What people wrote, without signs that no text has. */
export const proseFrom = (text: string | undefined): string =>
  (text ?? '')
    .replaceAll('\r\n', '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, '')
    .replaceAll(/\p{Surrogate}/gu, '\uFFFD')
    .normalize('NFC') // Last: what went may have parted a letter from its sign.
    .trim()
