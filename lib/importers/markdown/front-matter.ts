/** A Markdown file parted into what a program wrote about it and what it says. */
export interface FrontMatter {
  /** Whether the file opens with metadata that are YAML, in its own text. */
  isMetadata: boolean
  /** The lines between the rules, where there are two. */
  header: string | undefined
  body: string
  /** Lines of metadata that become neither text nor title, author, date, language or source. */
  unread: string[]
}

const used = new Set(['title', 'author', 'authors', 'date', 'lang', 'language', 'source', 'publisher', 'creator'])

/**
 * Looks at what stands between two rules at the top of a file. It is metadata where every line that is not indented begins with one small word and a colon, as
 * programs write it; anything else is what somebody wrote, and text.
 */
export function frontMatter(text: string): FrontMatter {
  const match = /^\uFEFF?---[ \t]*\n([^]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text)
  const header = match?.[1]
  if (!match || header === undefined || header.trim() === '' || header.startsWith('\n'))
    return { isMetadata: false, header: undefined, body: text, unread: [] }
  const body = text.slice(match[0].length)
  const lines = header.split('\n').filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
  const isMetadata =
    lines.length > 0 &&
    lines.every((line, at) => /^[a-z][\w.-]*[ \t]*:(\s|$)/.test(line) || (at > 0 && /^([ \t]|-[ \t]|[\]}])/.test(line)))
  if (!isMetadata) return { isMetadata, header, body, unread: [] }
  let key = ''
  const unread = lines.filter((line) => {
    key = /^([a-z][\w.-]*)[ \t]*:/.exec(line)?.[1] ?? key
    return !used.has(key)
  })
  return { isMetadata, header, body, unread }
}

/** The header as Markdown: its lines one under the other. */
export const headerAsText = (header: string): string =>
  header
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join('\\\n')
