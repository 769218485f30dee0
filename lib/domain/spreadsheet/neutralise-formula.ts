// Both say the sign first and look back only from there: a text may be a hundred thousand quotes.
const opensFormula = /(?=[=+\-@＝＋－＠])(?<=(?:^|[;\t|\r\n])["']*)|(?=[\t\r\n])(?<=^["']*)/g
const neutralised = /'(?=[=+\-@＝＋－＠])(?<=(?:^|[;\t|\r\n])["']*)|'(?=[\t\r\n])(?<=^["']*)/g

/**
 * A text that no spreadsheet takes for a formula, however it cuts the file. The rule is OWASP's ("CSV Injection",
 * owasp.org/www-community/attacks/CSV_Injection): where a cell begins, = + - @ and their full-width forms get an apostrophe in front. A cell begins with the
 * text (where a tab, a carriage return and a line feed get one too), and for a program that does not separate by commas after every semicolon, tab,
 * vertical line and line end, since it takes no quote for one there. Apostrophes and quotes may stand before the sign; one apostrophe more makes the rule
 * one that can be undone exactly: see `restoreFormula`.
 */
export function neutraliseFormula(text: string): string {
  return text.replace(opensFormula, "'")
}

/** The text that `neutraliseFormula` was given: takes one apostrophe away where apostrophes stand before a sign that would open a formula. */
export function restoreFormula(cell: string): string {
  return cell.replace(neutralised, '')
}
