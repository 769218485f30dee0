/** Words that a name does not contain but titles, places and phrases do. */
const notNames =
  /\b(the|of|and|for|on|in|to|with|a|an|this|that|conference|report|university|policy|security|council|office|ministry|department|committee|institute|news|daily|print)\b/i
const honorific =
  /^(?:(?:his|her) excellency|h\.?\s?e\.?|mr|mrs|ms|dr|prof(?:essor)?|ambassador|minister|president|sir|dame|rev)\.?\s+/i

/** Whether a phrase reads as a person's name: two to five capitalised words, or two to four characters in Han. */
export function isPersonName(phrase: string): boolean {
  if (/^\p{Script=Han}{2,4}$/u.test(phrase)) return true
  if (phrase.length > 60 || notNames.test(phrase)) return false
  const words = phrase.split(/\s+/)
  return (
    words.length >= 2 &&
    words.length <= 5 &&
    words.every((word) => /^(\p{Lu}[\p{L}'’.-]*|de|da|di|du|van|von|der|den|el|al|bin|ibn|la|le)$/u.test(word)) &&
    /^\p{Lu}/u.test(phrase)
  )
}

/** The people a label or by-line names, without honorifics and without the office after a comma. Empty where it names none. */
export function namesIn(value: string): string[] {
  return value
    .split(/\s*[;；、&]\s*|\s+and\s+/u)
    .map((part) => withoutOffice(stripHonorifics(part.trim())))
    .filter(isPersonName)
}

function stripHonorifics(name: string): string {
  const stripped = name.replace(honorific, '')
  return stripped === name ? name : stripHonorifics(stripped)
}

/** "Liu Zhenmin, vice foreign minister" names one person; "Smith, John" is a name turned round. */
function withoutOffice(name: string): string {
  const [first = '', ...rest] = name.split(/\s*[,，(（]\s*/u)
  const turned =
    rest.length === 1 && /^\p{Lu}\p{L}+$/u.test(first) && /^\p{Lu}[\p{L}.]*(\s\p{Lu}[\p{L}.]*)?$/u.test(rest[0] ?? '')
  return turned ? `${rest[0]} ${first}` : first
}

const bodies =
  /\b(office|ministry|council|department|committee|commission|institutes?|university|organi[sz]ation|government|agency|bureau|association|secretariat|cent(?:re|er)|foundation|academy|parliament)\b/i

/** Whether a line is the name of an organisation and nothing else. */
export function isOrganisation(line: string): boolean {
  if (line.length > 120 || !bodies.test(line) || /[.:;!?|]/.test(line)) return false
  const words = line.split(/\s+/)
  return (
    words.length >= 2 &&
    words.length <= 16 &&
    words.every((word) => /^[\p{Lu}&(]|^(the|of|and|for|on|in|at|de|des|du)$/u.test(word))
  )
}
