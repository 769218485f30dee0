/**
 * An email address in the one form in which addresses are kept and compared: no spaces around it, A to Z in small letters. No other letter is folded,
 * because an address that looks like another is another: toLowerCase makes a k of the Kelvin sign, and so does NFC.
 */
export function emailAddress(text: string): string {
  return text.trim().replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
}
