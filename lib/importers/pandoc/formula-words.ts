/**
 * The words of a formula that are words in its source too: runs of plain letters and digits, and letters of scripts that no formula has names for. Signs and Greek letters
 * have other names there.
 */
export const formulaWords = (texts: readonly string[]): string =>
  texts
    .flatMap(
      (text) =>
        text.match(
          /[A-Za-z0-9]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Cyrillic}]+/gu,
        ) ?? [],
    )
    .join(' ')
