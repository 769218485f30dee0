/** Longer than any word of a language that is written in them, and short enough for a line. */
const most = 40
/** What a line may end at anyway: spaces, and scripts whose words a typesetter parts by rules or dictionaries of its own. */
const breaking =
  /[\s\u2E80-\u9FFF\uAC00-\uD7AF\uF900-\uFAFF\p{Script=Thai}\p{Script=Khmr}\p{Script=Laoo}\p{Script=Mymr}]/u
const hanging = /[\p{M}\p{Emoji_Modifier}\u200C\u200D]/u
const joining = /[\u200C\u200D]/

/** The text with places (U+200B) where a line may end inside what has none for longer than a line, such as a number or a row of signs. Without them it is the text. */
export function breakable(text: string): string {
  if (!/\S{41}/.test(text)) return text
  const parts: string[] = []
  let [run, begun, at, last] = [0, 0, 0, ' ']
  for (const character of text) {
    if (breaking.test(character)) run = 0
    else if (run >= most && !hanging.test(character) && !joining.test(last)) {
      parts.push(text.slice(begun, at))
      begun = at
      run = 1
    } else run += 1
    at += character.length
    last = character
  }
  return [...parts, text.slice(begun)].join('\u200B')
}
