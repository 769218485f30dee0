import type { MarkJson, NodeJson } from '@/lib/editor/document-json'
import { safeLinkAddress } from '@/lib/domain/documents/link-address'
import { InlineBuilder } from '@/lib/importers/blocks'
import type { Element } from './pandoc-ast'
import { plainTextOf } from './pandoc-ast'

/** What is counted while a tree is read, for the report. */
export interface Losses {
  images: number
  links: number
  raw: number
  formulas: number
  replaced: number
}

export interface InlineContext {
  losses: Losses
  /** Takes the blocks of a note and gives its label. */
  note(blocks: Element[]): string
}

const marks: Readonly<Record<string, MarkJson | undefined>> = {
  Emph: { type: 'italic' },
  Strong: { type: 'bold' },
  Underline: { type: 'underline' },
  Strikeout: { type: 'strike' },
  Superscript: { type: 'superscript' },
  Subscript: { type: 'subscript' },
  SmallCaps: { type: 'smallCaps' },
}

/** Pandoc's inlines as inline nodes of the document schema. */
export function inlineNodes(inlines: readonly Element[], context: InlineContext): NodeJson[] {
  const builder = new InlineBuilder()
  add(inlines, [], builder, context)
  return builder.trimmed()
}

function add(
  inlines: readonly Element[],
  held: readonly MarkJson[],
  builder: InlineBuilder,
  context: InlineContext,
): void {
  inlines.forEach((inline, at) => addOne(inline, held, builder, context, inlines[at + 1]))
}

function addOne(
  inline: Element,
  held: readonly MarkJson[],
  builder: InlineBuilder,
  context: InlineContext,
  following: Element | undefined,
): void {
  const mark = marks[inline.t]
  if (mark) return add(inline.c as Element[], [...held, mark], builder, context)
  switch (inline.t) {
    case 'Str':
      return builder.text(storable(inline.c as string, context.losses), held)
    case 'Space':
      return builder.text(' ', held)
    case 'SoftBreak':
      return builder.text(betweenIdeographs(builder, following) ? '' : ' ', held)
    case 'LineBreak':
      return builder.atom({ type: 'hardBreak' })
    case 'Quoted': {
      const [kind, quoted] = inline.c as [Element, Element[]]
      const [open, close] = kind.t === 'SingleQuote' ? ['‘', '’'] : ['“', '”']
      builder.text(open, held)
      add(quoted, held, builder, context)
      return builder.text(close, held)
    }
    case 'Cite':
    case 'Span':
      return add((inline.c as [unknown, Element[]])[1], held, builder, context)
    case 'Code':
      return builder.text(storable((inline.c as [unknown, string])[1], context.losses), [...held, { type: 'code' }])
    case 'Math':
      context.losses.formulas += 1
      return builder.text(storable((inline.c as [unknown, string])[1], context.losses), [...held, { type: 'code' }])
    case 'Link': {
      const [, label, [address]] = inline.c as [unknown, Element[], [string, string]]
      const href = safeLinkAddress(address)
      // Links inside the document lead nowhere once it is a text; only others are a loss worth a word.
      if (href === null && !address.startsWith('#')) context.losses.links += 1
      return add(label, href === null ? held : [...held, { type: 'link', attrs: { href } }], builder, context)
    }
    case 'Image': {
      context.losses.images += 1
      const alt = storable(plainTextOf((inline.c as [unknown, Element[]])[1]), context.losses)
        .trim()
        .slice(0, 1000)
      return builder.atom({ type: 'image', attrs: { alt } })
    }
    case 'Note':
      return builder.text(`[${context.note(inline.c as Element[])}]`, [...held, { type: 'superscript' }])
    default:
      if (inline.t === 'RawInline' && /^<br\b/i.test((inline.c as [string, string])[1]))
        return builder.atom({ type: 'hardBreak' })
      // RawInline: markup that is no text, such as a script.
      context.losses.raw += 1
  }
}

/** Replaces what no database can hold; pandoc's own readers let such characters pass. */
export function storable(text: string, losses: Losses): string {
  return text.replace(/\u0000|\p{Surrogate}|\r/gu, () => {
    losses.replaced += 1
    return '\uFFFD'
  })
}

/** A line end in the source of a Chinese or Japanese text is no space. */
function betweenIdeographs(builder: InlineBuilder, following: Element | undefined): boolean {
  const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u
  return (
    ideograph.test(builder.lastCharacter) && following?.t === 'Str' && ideograph.test((following.c as string)[0] ?? '')
  )
}
