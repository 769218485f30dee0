/** A line of a text with its offset. `text` is without white space at its ends, and `start` is where that begins. */
export interface HeaderLine {
  text: string
  start: number
  /** Whether a blank line, or the edge of the text, stands right before and after. */
  blankBefore: boolean
  blankAfter: boolean
}

const maxHeaderLines = 40
const maxFooterLines = 12

/** The lines of a text before its running text begins: at most forty, none longer than a long title. */
export function headerLines(text: string): HeaderLine[] {
  const lines = splitLines(text.slice(0, 12_000))
  const body = lines.findIndex((line) => isRunningText(line.text))
  return lines.slice(0, Math.min(body === -1 ? maxHeaderLines : body, maxHeaderLines))
}

/** The last lines of a text, where pages put their source, copyright and notes. */
export function footerLines(text: string): HeaderLine[] {
  const from = Math.max(0, text.length - 4_000)
  const lines = splitLines(text.slice(from)).slice(-maxFooterLines)
  return lines.map((line) => ({ ...line, start: line.start + from }))
}

/** Lines that web pages leave around a text when it is copied: navigation, sharing, printing, comments, rights. */
export function isClutter(line: string): boolean {
  return clutter.test(line) || /^[\W\d_]*$/u.test(line.replace(/\p{L}/gu, 'x'))
}

const clutter =
  /^(nav\b|navigation|search\b|home\b|menu\b|skip to|related (articles|stories|news)|you may also|more from|share\b|print\b|e-?mail\b|adjust font|font size|\d+\s+comments?\b|comments?\b|add your comment|subscribe|newsletter|sign (in|up)|log ?in|register\b|follow us|advertisement|cookie|back to|previous|next\b|read more|click here|(table of )?contents\b|first edition|copyright|©|all rights|source of documents|download|view as|页面|首页|导航|搜索|分享|打印|字号|目录)|(\bwechat\b|\bfacebook\b|\btwitter\b|print\s*e-?mail|comment\(s\))/i

function splitLines(text: string): HeaderLine[] {
  const raw = text.split('\n')
  const lines: HeaderLine[] = []
  let start = 0
  raw.forEach((line, at) => {
    const trimmed = line.trim()
    if (trimmed !== '') {
      const isBlank = (other: string | undefined) => other === undefined || other.trim() === ''
      lines.push({
        text: trimmed,
        start: start + line.indexOf(trimmed),
        blankBefore: isBlank(raw[at - 1]),
        blankAfter: isBlank(raw[at + 1]),
      })
    }
    start += line.length + 1
  })
  return lines
}

function isRunningText(line: string): boolean {
  if (line.length > 260) return true
  const sentences = line.match(/[.!?](?=\s+\p{Lu}|$)|[。！？]/gu)?.length ?? 0
  return (
    (line.length > 120 && sentences > 0) ||
    sentences > 1 ||
    (line.length > 60 && /[.!?。！？]["'”’]?$/u.test(line) && !/^[([]/.test(line))
  )
}
