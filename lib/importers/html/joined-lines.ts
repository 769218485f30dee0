import type { Element } from '../pandoc/pandoc-ast'

/** Of inlines that hold others: where these are. */
const nested: Readonly<Record<string, (inline: Element) => Element[]>> = Object.fromEntries([
  ...['Strong', 'Emph', 'Underline', 'Strikeout', 'Superscript', 'Subscript'].map(
    (t) => [t, ({ c }: Element) => c as Element[]] as const,
  ),
  ...['Link', 'Quoted'].map((t) => [t, ({ c }: Element) => (c as [unknown, Element[]])[1]] as const),
])
const between =
  /(?<=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef])[ \t\n\r\f]*\n[ \t\n\r\f]*(?=[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef])/gu

/**
 * The inlines of one line as a browser shows them: white space between words is one space, also where it lies on both sides of an element's edge, and none
 * at the edges of the line unless `keepsEdges`. A line end in the source of a Chinese or Japanese text is no space. Empty where there is nothing but space.
 */
export function joinedLines(inlines: readonly Element[], keepsEdges = false): Element[] {
  let afterSpace = !keepsEdges
  const join = (all: readonly Element[]): Element[] =>
    all.flatMap((inline): Element[] => {
      if (inline.t === 'Str') {
        const text = (inline.c as string).replace(between, '').replace(/[ \t\n\r\f]+/g, ' ')
        const shown = afterSpace && text.startsWith(' ') ? text.slice(1) : text
        if (shown !== '') afterSpace = shown.endsWith(' ')
        return shown === '' ? [] : [{ t: 'Str', c: shown }]
      }
      const inside = nested[inline.t]?.(inline)
      if (inside === undefined) {
        afterSpace = inline.t === 'LineBreak'
        return [inline]
      }
      const joined = join(inside)
      if (joined.length === 0) return []
      return [
        {
          t: inline.t,
          c:
            inline.t === 'Link' || inline.t === 'Quoted'
              ? [(inline.c as unknown[])[0], joined, ...(inline.c as unknown[]).slice(2)]
              : joined,
        },
      ]
    })
  const joined = join(inlines)
  // Break or space at the end of a line is not seen.
  while (joined.at(-1)?.t === 'LineBreak') joined.pop()
  return joined.every(({ t, c }) => t === 'Str' && (c as string).trim() === '' && !keepsEdges) ? [] : joined
}
