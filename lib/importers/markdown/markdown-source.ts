import { ownValue } from '@/lib/domain/own-value'

/**
 * The words of a Markdown text without its markup, in which there are letters too: addresses, names of languages, labels of notes, numbers of lists, tags.
 * `html` gives the words of what is HTML. Not in it are pictures, whose descriptions belong to the pictures.
 */
export function markdownSource(text: string, html: (source: string) => string): string {
  const used = labelsUsed(text)
  return blocksOf(text)
    .map(({ lines, isCode }) =>
      isCode ? lines.join('\n') : inlinesOf(lines.map((line) => withoutBlockMarks(line, used)).join('\n'), html),
    )
    .join('\n')
}

interface Part {
  lines: string[]
  isCode: boolean
}

/** The text parted into fenced code and everything else. */
function blocksOf(text: string): Part[] {
  const parts: Part[] = [{ lines: [], isCode: false }]
  let fence: string | undefined
  for (const line of text.split('\n')) {
    const mark = /^[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*(`{3,}|~{3,})([^`]*)$/.exec(line)
    if (fence === undefined && mark) {
      fence = mark[1] ?? ''
      parts.push({ lines: [], isCode: true })
    } else if (fence !== undefined && mark && mark[1]?.startsWith(fence) && mark[2]?.trim() === '') {
      fence = undefined
      parts.push({ lines: [], isCode: false })
    } else parts.at(-1)?.lines.push(line)
  }
  return parts
}

/** What stands in square brackets, as written, in small letters; not where a line begins with it and a colon, nor before the address of a link. */
const labelsUsed = (text: string): Set<string> =>
  new Set(
    (text.replace(/^[ \t>*+-]*\[[^\]\n]*\]:/gm, '').match(/\[[^[\]]*\](?!\()/g) ?? []).map((label) =>
      label.slice(1, -1).toLowerCase(),
    ),
  )

/** What somebody meant for an address, as far as can be told without reading the rest: fewer than are one. */
const isAddress = (target: string): boolean =>
  /^(?:[/#]|\.\.?\/|www\.)/.test(target) ||
  /^(?:\w+:\/\/|(?:mailto|tel|data|urn|doi):)/i.test(target) ||
  /\.(?:html?|php|md|txt|pdf|docx?|odt|xlsx?|csv|png|jpe?g|gif|svg|webp|mp[34]|wav|com|org|net|edu|gov|info)(?:[/?#]|$)/i.test(
    target,
  )

const withoutBlockMarks = (line: string, used: ReadonlySet<string>): string => {
  // The definition of a link says nothing, where somebody follows it and it leads somewhere; else it is what somebody said.
  const [, label = '', angled, plain = ''] =
    /^ {0,3}\[(?!\^)([^\]]+)\]:\s*(?:<([^<>]*)>|(\S+))(?:\s*$|\s+["'(])/.exec(line) ?? []
  if (used.has(label.toLowerCase()) && isAddress(angled ?? plain)) return ''
  return line
    .replace(/^[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]+|$)(?:\[[ xX]\][ \t])?)*/, ' ')
    .replace(/^ *\[\^[^\]\s]+\]:/, ' ')
}

const entities: Readonly<Record<string, string | undefined>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

function inlinesOf(text: string, html: (source: string) => string): string {
  const out: string[] = []
  // Code keeps everything as it is; an address in angle brackets is text; a link keeps its words, a picture nothing.
  const token =
    /(`+)([^]*?[^`])\1(?!`)|<!--[^]*?-->|<(https?:\/\/[^\s<>]*|mailto:[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>|!\[[^\][]*\](?:\([^()\n]*\)|\[[^\]\n]*\])?|\]\((?:[^()\n]|\([^()\n]*\))*\)|\]\[[^\]\n]*\]|\[\^[^\]\s]+\]|(<\/?[A-Za-z][^<>]*>)|\\([!-/:-@[-`{-~])|&(#?\w+);/g
  let end = 0
  for (const match of text.matchAll(token)) {
    out.push(text.slice(end, match.index))
    end = match.index + match[0].length
    const [, , code, address, tag, escaped, entity] = match
    if (code !== undefined) out.push(code)
    else if (address !== undefined) out.push(address)
    else if (tag !== undefined) out.push(/^<\/?(script|style)/i.test(tag) ? ' ' : partOf(tag))
    else if (escaped !== undefined) out.push(escaped)
    else if (entity !== undefined) out.push(ownValue(entities, entity) ?? (html(match[0]) || match[0]))
    else out.push(match[0].startsWith('[^') ? '' : ' ')
  }
  out.push(text.slice(end))
  return out.join('')
}

/** A tag inside a line joins what is around it; any other parts it. */
const partOf = (tag: string): string =>
  /^<\/?(a|abbr|b|bdi|bdo|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u|var|wbr)\b/i.test(tag)
    ? ''
    : ' '
