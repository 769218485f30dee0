/** What a comment says, as TipTap JSON: paragraphs, and passages of other documents quoted between them. */
export interface CommentBody {
  type: 'doc'
  content: CommentBlock[]
}

export type CommentBlock =
  { type: 'paragraph'; content?: CommentInline[] } | { type: 'excerpt'; attrs: { annotationId: string | null } }

export type CommentInline =
  { type: 'text'; text: string } | { type: 'hardBreak' } | { type: 'mention'; attrs: { id: string; label: string } }

/** A text that people typed as a body, a paragraph a line; empty lines only part paragraphs. */
export function bodyFromText(text: string): CommentBody {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '')
  return { type: 'doc', content: lines.map((line) => ({ type: 'paragraph', content: [{ type: 'text', text: line }] })) }
}

/** The words of a body, a paragraph a line. A quoted passage gives none: who reads the words may not see it. */
export function bodyText(body: CommentBody): string {
  return body.content
    .flatMap((block) => (block.type === 'paragraph' ? [(block.content ?? []).map(inlineText).join('')] : []))
    .join('\n')
    .trim()
}

function inlineText(inline: CommentInline): string {
  if (inline.type === 'text') return inline.text
  return inline.type === 'mention' ? `@${inline.attrs.label}` : '\n'
}

/** How many parts it is made of: paragraphs, quoted passages, and what stands in paragraphs. */
export function partCount(body: CommentBody): number {
  return body.content.reduce(
    (count, block) => count + 1 + (block.type === 'paragraph' ? (block.content?.length ?? 0) : 0),
    0,
  )
}

/** Whether it says anything at all. */
export function isEmptyBody(body: CommentBody): boolean {
  return bodyText(body) === '' && excerptIds(body).length === 0
}

/** Who is mentioned, each once, in order. */
export function mentionedIds(body: CommentBody): string[] {
  const inlines = body.content.flatMap((block) => (block.type === 'paragraph' ? (block.content ?? []) : []))
  return [...new Set(inlines.flatMap((inline) => (inline.type === 'mention' ? [inline.attrs.id] : [])))]
}

/** The annotations it quotes, each once, in order. */
export function excerptIds(body: CommentBody): string[] {
  return [
    ...new Set(
      body.content.flatMap((block) =>
        block.type === 'excerpt' && block.attrs.annotationId !== null ? [block.attrs.annotationId] : [],
      ),
    ),
  ]
}

/** The body with every mention under the name that the person has; one whose name is not known keeps what it says. */
export function withNames(body: CommentBody, names: ReadonlyMap<string, string>): CommentBody {
  const named = (inline: CommentInline): CommentInline =>
    inline.type === 'mention'
      ? { type: 'mention', attrs: { id: inline.attrs.id, label: names.get(inline.attrs.id) ?? inline.attrs.label } }
      : inline
  return {
    type: 'doc',
    content: body.content.map((block) =>
      block.type === 'paragraph' && block.content ? { ...block, content: block.content.map(named) } : block,
    ),
  }
}

/** The body for somebody to whom only `visible` annotations exist: of any other quoted passage there is left that something was quoted. */
export function withoutHidden(body: CommentBody, visible: ReadonlySet<string>): CommentBody {
  const shown = (block: CommentBlock): CommentBlock =>
    block.type === 'excerpt' && (block.attrs.annotationId === null || !visible.has(block.attrs.annotationId))
      ? { type: 'excerpt', attrs: { annotationId: null } }
      : block
  return { type: 'doc', content: body.content.map(shown) }
}
