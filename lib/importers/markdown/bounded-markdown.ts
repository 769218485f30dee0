/** More than anybody writes, and little enough for pandoc, whose time grows with the square of each of these, or worse. */
const most = { containers: 100, notesInNotes: 50, openComments: 50, aliases: 8 }

/**
 * Markdown in which what nobody writes so often is text: quotations and lists that lie in one another beyond a hundred, notes in notes, and comments that do not
 * end. A backslash says so to whoever reads it; all words stay. Goes over the text once for each.
 */
export function boundedMarkdown(text: string): string {
  return withCommentsEnded(withNotesApart(withShallowContainers(text)))
}

/** Whether a YAML header says things by reference more often than people do: a few lines of them stand for gigabytes. */
export const doublesItself = (header: string): boolean =>
  (header.match(/[\s[{,:-]\*[\w-]/g)?.length ?? 0) > most.aliases && /[\s[{,:-]&[\w-]/.test(header)

const container = /[ \t]{0,3}(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))/y

function withShallowContainers(text: string): string {
  if (!/(?:[>*+-][ \t]{0,3}|\d[.)][ \t]{1,3}){100}/.test(text)) return text
  return text.split('\n').map(shallow).join('\n')
}

function shallow(line: string): string {
  container.lastIndex = 0
  let end = 0
  for (let depth = 0; depth < most.containers; depth += 1) {
    if (!container.test(line)) return line
    end = container.lastIndex
  }
  const rest = line.slice(end)
  return `${line.slice(0, end)} \\${rest.trimStart()}`
}

const noteInNote = /^\[\^[^\]\n]{1,200}\]:.*\[\^/

function withNotesApart(text: string): string {
  const lines = text.split('\n')
  if (lines.filter((line) => noteInNote.test(line)).length <= most.notesInNotes) return text
  return lines
    .map((line) => (noteInNote.test(line) ? line.slice(0, 2) + line.slice(2).replaceAll('[^', '\\[^') : line))
    .join('\n')
}

function withCommentsEnded(text: string): string {
  const end = text.lastIndexOf('-->') + 1
  const open = text.slice(end)
  return open.split('<!--', most.openComments + 2).length > most.openComments + 1
    ? text.slice(0, end) + open.replaceAll('<!--', '\\<!--')
    : text
}
