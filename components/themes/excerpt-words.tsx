import type { Excerpt } from '@/lib/schemas/annotation'

/** The words of an excerpt, and in a lighter ink what stands around them. */
export function ExcerptWords({ excerpt: { quote, prefix, suffix } }: { excerpt: Excerpt }) {
  return (
    <blockquote dir="auto" className="font-serif text-[1.0625rem] leading-[1.6] text-pretty whitespace-pre-line">
      {prefix && <span className="text-ink-muted">{contextBefore(prefix)}</span>}
      <span className="text-ink">{quote}</span>
      {suffix && <span className="text-ink-muted">{contextAfter(suffix)}</span>}
    </blockquote>
  )
}

/** Context is cut after so many characters, in the middle of a word; the part of a word is left out, and a paragraph's end is a space. Text without spaces stays as it is. */
function contextBefore(text: string): string {
  const prefix = text.replace(/\s+/g, ' ')
  return text.length < 32 ? prefix : `…${/^\S*\s(?=\S)/.test(prefix) ? prefix.replace(/^\S*\s/, '') : prefix}`
}

function contextAfter(text: string): string {
  const suffix = text.replace(/\s+/g, ' ')
  return text.length < 32 ? suffix : `${/\S\s\S*$/.test(suffix) ? suffix.replace(/\s\S*$/, '') : suffix}…`
}
