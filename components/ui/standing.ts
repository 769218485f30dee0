import type { CSSProperties } from 'react'

/** How a title stands where columns are narrow: letters turned to be read from below; characters of Chinese, Japanese and Korean upright, one below the other. */
export const standing = (title: string): CSSProperties =>
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u.test(title)
    ? { writingMode: 'vertical-rl' }
    : { writingMode: 'vertical-rl', transform: 'rotate(180deg)' }
