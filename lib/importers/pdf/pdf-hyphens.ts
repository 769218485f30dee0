/** First parts after which English keeps its hyphen. Others are joined, unless the text itself writes them with one elsewhere. */
const keepers = new Set(
  'all cross e ex full half high ill left long low mid much non part post pre pro quasi right self semi short single so then three two well'.split(
    ' ',
  ),
)
const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303f\uff00-\uffef]/u
/** Words that show that the hyphen before them stands for what follows later: "pre- and post-war". */
const conjunction = /^(and|or|und|oder|bis|et|ou|y|en|of)\s/i

/** Two lines of one paragraph as one text, and whether a word that was broken at the line end is whole again. `words` are all words of the document, in small letters. */
export function joinLines(text: string, next: string, words: ReadonlySet<string>): { text: string; isJoined: boolean } {
  if (text === '') return { text: next, isJoined: false }
  if (text.endsWith('\u00ad')) return { text: text.slice(0, -1) + next, isJoined: true }
  const token = /\S+$/.exec(text)?.[0] ?? ''
  const broken = /^(.*[\p{L}\p{N}\p{M}])[-\u2010\u2011]$/u.exec(token)
  if (broken && /^[\p{L}\p{N}]/u.test(next) && !conjunction.test(next)) {
    if (keepsHyphen(broken[1] ?? '', /^[\p{L}\p{N}\p{M}]+/u.exec(next)?.[0] ?? '', words))
      return { text: text + next, isJoined: false }
    return { text: text.slice(0, -1) + next, isJoined: true }
  }
  // A range of numbers, an address of the web or a choice goes on without a space.
  if (
    (/\d[–-]$/.test(token) && /^\d/.test(next)) ||
    (/(:\/\/|^www\.)\S*[/\-_=&?.]$/.test(token) && /^[\w%~#]/.test(next)) ||
    (/\p{L}\/$/u.test(token) && /^\p{L}/u.test(next))
  )
    return { text: text + next, isJoined: false }
  const isTight = ideograph.test(text.at(-1) ?? '') && ideograph.test(next[0] ?? '')
  return { text: text + (isTight ? '' : ' ') + next, isJoined: false }
}

function keepsHyphen(token: string, rest: string, words: ReadonlySet<string>): boolean {
  // Numbers, names and abbreviations are never broken inside; a web address keeps what it has.
  if (/\d$/.test(token) || !/^\p{Ll}/u.test(rest) || token.includes('://') || token.includes('@')) return true
  const left = /[\p{L}\p{M}]+$/u.exec(token)?.[0].toLowerCase() ?? ''
  const before = token.slice(0, token.length - left.length)
  if (/^\p{Lu}{2,}$/u.test(token) || left.length === 1) return true
  const whole = words.has(`${left}${rest}`.toLowerCase())
  const hyphened = words.has(`${left}-${rest}`.toLowerCase())
  if (whole !== hyphened) return hyphened
  return keepers.has(left) || before.endsWith('-')
}
