/** What a reader wants told apart. */
export interface Folding {
  case: 'folded' | 'exact'
  accents: 'folded' | 'exact'
}

const singleQuotes = /[‘’‚‛‹›ʹʻʼʽ′‵´`＇׳]/g
const doubleQuotes = /[“”„‟«»″‶〝〞〟＂״]/g
const dashes = /[‐‑‒–—―−⁃﹘﹣－⸺⸻]/g
/** Shown by nobody: soft hyphens, joiners, marks of direction, tatweel, and what asks for a form of the sign before it. */
const unseen =
  /[\u00ad\u034f\u0640\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff\u{e0100}-\u{e01ef}]/gu
const spaces = /[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g
/** Marks that people leave out when they type: of the European scripts, and of Hebrew and Arabic. Vowels of Indic scripts are no accents. */
const accents =
  /[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20f0\ufe20-\ufe2f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]/g
/** Letters with a mark that Unicode does not take for one. */
const strokes: Readonly<Record<string, string>> = {
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  ł: 'l',
  Ł: 'L',
  ħ: 'h',
  Ħ: 'H',
  ŧ: 't',
  Ŧ: 'T',
  ı: 'i',
}
/** Joined letters that are written apart on most keyboards, and that Unicode does not take apart. */
const joined: Readonly<Record<string, string>> = { æ: 'ae', Æ: 'AE', œ: 'oe', Œ: 'OE', ǽ: 'áe', Ǽ: 'ÁE' }

/**
 * How one character (a grapheme cluster) is compared: in one form whether composed or not, ligatures and wide forms as their letters, quotes straight, dashes
 * as hyphens, every space of a line as one kind, and what nobody sees as nothing; case and accents as chosen. A line feed stays one.
 */
export function foldCharacter(character: string, folding: Folding): string {
  if (character === '\n') return character
  // A family is not the people that it is joined of.
  if (/\p{Extended_Pictographic}/u.test(character)) return character.replace(/[\ufe0e\ufe0f]/g, '')
  let folded = plain(character).normalize('NFKC')
  folded = plain(folded).replace(/[æÆœŒǽǼ]/g, (letter) => joined[letter] ?? letter)
  if (folding.case === 'folded')
    folded = folded.toUpperCase().toLowerCase().replaceAll('i\u0307', 'i').replaceAll('ς', 'σ')
  if (folding.accents === 'folded') folded = withoutAccents(folded)
  return folded.normalize('NFC')
}

const plain = (text: string): string =>
  text
    .replace(unseen, '')
    .replace(spaces, ' ')
    .replace(singleQuotes, "'")
    .replace(doubleQuotes, '"')
    .replace(dashes, '-')

// й is a letter of its own to everybody who reads it, and not an и with an accent.
function withoutAccents(text: string): string {
  return text
    .replace(/[^йЙ]+/g, (part) => part.normalize('NFD').replace(accents, ''))
    .replace(/[øØđĐðÐłŁħĦŧŦı]/g, (letter) => strokes[letter] ?? letter)
}
