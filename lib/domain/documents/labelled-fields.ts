import type { HeaderLine } from './header-lines'

type FieldKind = 'title' | 'author' | 'date' | 'published' | 'source' | 'other'

/** A value that a header gives under a label, such as "Author: …", with its place in the text. */
export interface LabelledField {
  kind: FieldKind
  value: string
  start: number
}

const labels: readonly [FieldKind, string][] = [
  ['title', 'title|标题|题目|titre|título|titel|العنوان|название'],
  [
    'author',
    'authors?|written by|speakers?|chairperson|chair|moderator|interviewee|作者|讲话人|主讲人|发言人|auteur|autore?s?|verfasser(?:in)?|الكاتب|المؤلف|автор',
  ],
  [
    'date',
    'date|dated|date of (?:interview|delivery|speech|event)|interview date|delivered(?: on)?|日期|访谈日期|datum|fecha|التاريخ|дата',
  ],
  [
    'published',
    'published(?: on)?|posted(?: on)?|updated(?: on)?|last updated|时间|发布时间|发布日期|更新时间|publié le|veröffentlicht',
  ],
  ['source', 'sources?|publication|published in|journal|来源|出处|quelle|fuente|fonte|المصدر|источник'],
  [
    'other',
    'editors?|责编|责任编辑|编辑|print|share|tags?|keywords?|category|place|location|venue|views?|阅读|字号|adjust font size',
  ],
]
const labelPattern = new RegExp(
  `(?:^|(?<=[\\s|(（·•]))(?:${labels.map(([, names]) => `(${names})`).join('|')})\\s*[:：]\\s*`,
  'giu',
)

/** Every labelled value of some lines. A label alone on its line takes the line after it; several on one line end where the next begins. */
export function labelledFields(lines: readonly HeaderLine[]): LabelledField[] {
  const fields: LabelledField[] = []
  lines.forEach((line, at) => {
    const found = [...line.text.matchAll(labelPattern)].filter((match) => isLabelPlace(line.text, match.index))
    found.forEach((match, which) => {
      const kind = labels[match.slice(1).findIndex((group) => group !== undefined)]?.[0] ?? 'other'
      const from = match.index + match[0].length
      const to = found[which + 1]?.index ?? line.text.length
      const value = tidy(line.text.slice(from, to))
      const below = lines[at + 1]
      if (value !== '')
        fields.push({ kind, value, start: line.start + from + line.text.slice(from, to).indexOf(value) })
      else if (found.length === 1 && below && !line.blankAfter && !/[:：]$/.test(below.text)) {
        const answer = tidy(below.text)
        if (answer !== '') fields.push({ kind, value: answer, start: below.start + below.text.indexOf(answer) })
      }
    })
  })
  return fields
}

/** A label opens a line, a bracket or a column, or follows another value; in the middle of a phrase it is an ordinary word. */
function isLabelPlace(line: string, at: number): boolean {
  const before = line.slice(0, at)
  return before.trim() === '' || /[|(（·•]\s*$/.test(before) || /[:：]/.test(before)
}

function tidy(value: string): string {
  return value
    .replace(/^[\s|(（]+/, '')
    .replace(/[\s|;,)）]+$/, '')
    .replace(/\s+(print|share)\b.*$/i, '')
}
