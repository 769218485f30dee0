import { recallOf, type Account } from '../domain/documents/account-for-words'
import { inlineAtomText } from '../editor/document-json'
import { ImportRefused } from './import-refused'
import type { ImportReport } from './imported-document'

/** Below this share of the source's words a text is no longer what the file says, and the person is warned. */
const enough = 0.98

/** The report with what is missing of the source's own words, if anything is: counted and with examples, and where it is much as a warning. */
export function accountedFor(report: ImportReport, account: Account | undefined): ImportReport {
  if (account === undefined || account.missing === 0) return report
  const { words, missing, examples } = account
  const quoted = examples.map((example) => `“${example}”`).join(', ')
  const lost = `${missing} ${missing === 1 ? 'word' : 'words'} of the file ${missing === 1 ? 'is' : 'are'} not in the text, for example ${quoted}`
  if (recallOf(account) >= enough) return { ...report, lost: [...report.lost, lost] }
  const percent = Math.floor(recallOf(account) * 1000) / 10
  const warning = `Words are missing: the text has only ${percent} % of the file’s ${words} words. Missing is, for example, ${quoted}. Compare it with the original before you work on it, or save the file in another format and add that.`
  return { ...report, lost: [...report.lost, lost], warnings: [warning, ...report.warnings] }
}

/** What to do where there are pictures and no letters. */
export const recognition = 'Run text recognition (OCR) over it and add the result.'

/** For a file that shows pictures and has no text, a scan above all: said alike whatever its format. */
export const pictureAlone = (holds: string, leftOut = ''): ImportRefused =>
  new ImportRefused(
    'no-text-layer',
    `There is no text in this file. ${holds} images alone, perhaps a scan.${leftOut} ${recognition}`,
  )

/** For a text without a letter; an image in it is the sign that says so. What was left out of it may be why. */
export function nothingToRead({ lost }: ImportReport, text: string): ImportRefused {
  const leftOut =
    lost.length > 0 ? ` What was left out: ${lost.map((line) => line.replace(/\.$/, '')).join('; ')}.` : ''
  if (text.includes(inlineAtomText.image ?? '\uFFFC')) return pictureAlone('It holds', leftOut)
  return new ImportRefused(
    'no-text-layer',
    `There is no text in this file. No letter of it can be read.${leftOut} If it shows text when you open it, the text is a picture. ${recognition}`,
  )
}
