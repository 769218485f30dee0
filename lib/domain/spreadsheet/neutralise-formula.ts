const risky = /^'*[=+\-@\t\r\n＝＋－＠]/

/**
 * A text that no spreadsheet takes for a formula. The rule is OWASP's ("CSV Injection", owasp.org/www-community/attacks/CSV_Injection): a cell that
 * begins with = + - @, their full-width forms, a tab, a carriage return or a line feed gets an apostrophe in front. A text that begins with
 * apostrophes and then such a character gets one more, so that the rule can be undone exactly: see `restoreFormula`.
 */
export function neutraliseFormula(text: string): string {
  return risky.test(text) ? `'${text}` : text
}

/** The text that `neutraliseFormula` was given: takes one apostrophe away where apostrophes stand before a risky character. */
export function restoreFormula(cell: string): string {
  return cell.startsWith("'") && risky.test(cell) ? cell.slice(1) : cell
}
