/** A text of at most `most` code units (and one less at least, where it was longer): what is cut off is an ellipsis, and no character is halved. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text
  const end = most - 1
  const isHalved = /[\ud800-\udbff]/.test(text.charAt(end - 1))
  return `${text.slice(0, isHalved ? end - 1 : end)}…`
}
