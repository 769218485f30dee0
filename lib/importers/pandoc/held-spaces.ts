/**
 * What stands for a space between words while pandoc reads a document, which makes an object of every word and of every space it sees: a character that XML
 * allows and no text has. ADR 0075.
 */
const held = '\uFDD0'
const heldInXml = /\xef\xb7\x90|&#(?:x0*fdd0|0*64976);/i

/**
 * A single space between two characters of the same text, neither of which is white space or may be the end of an entity that stands for some. Not the last
 * of a text: so no more than a word at its end ever grows together with the next text, which in a long paragraph would be copied again for each.
 */
const innerSpace = /(?<=[^\s;]) (?=[^\s&][^ ]* )/g

const hold = (text: string): string => text.replace(innerSpace, held)

/** Whether a part, in UTF-8, says the character itself, so that it could not be told from a space that was held. */
export const mentionsHeld = (part: Buffer): boolean => heldInXml.test(part.toString('latin1'))

/** Pandoc's output with its spaces put back. */
export const releaseSpaces = (json: string): string => json.replaceAll(held, ' ')

// Formulas, whose spaces are written in another way, and runs in the one font whose spaces pandoc makes no-break spaces; else the text of a run.
const wordTexts =
  /<((?:[\w.-]+:)?oMath)[\s>][\s\S]*?<\/\1>|<w:rFonts\s[^<>]*["']Symbol["'][\s\S]*?<\/w:r>|(<w:t(?: [^<>]*)?>)([^<>]*)(?=<\/w:t>)/g

/** The XML of a Word document or of its notes with the spaces inside its runs held. */
export function holdInWord(xml: string): string {
  return xml.replace(wordTexts, (all: string, _: string, tag: string | undefined, text: string) =>
    tag === undefined ? all : tag + hold(text),
  )
}

/** The XML of an OpenDocument text with the spaces inside its texts held. What stands between > and < without either is never inside a tag. */
export function holdInOpenDocument(xml: string): string {
  return xml.replace(/>([^<>]+)(?=<)/g, (_, text: string) => `>${hold(text)}`)
}
