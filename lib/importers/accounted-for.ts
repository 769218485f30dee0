import { recallOf, type Account } from '../domain/documents/account-for-words'
import { inlineAtomText } from '../editor/document-json'
import { ImportRefused } from './import-refused'
import type { Noticed } from './imported-document'
import { say } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

/** Below this share of the source's words a text is no longer what the file says, and the person is warned. */
const enough = 0.98

/** The report with what is missing of the source's own words, if anything is: counted and with examples, and where it is much as a warning. */
export function accountedFor(report: Noticed, account: Account | undefined): Noticed {
  if (account === undefined || account.missing === 0) return report
  const { words, missing } = account
  const examples = account.examples.map((word) => say('reports.quoted', { word }))
  const lost = [...report.lost, say('reports.missing', { count: missing, examples })]
  if (recallOf(account) >= enough) return { ...report, lost }
  const percent = Math.floor(recallOf(account) * 1000) / 10
  const warning = say('reports.muchMissing', { percent, words, examples })
  return { ...report, lost, warnings: [warning, ...report.warnings] }
}

/** For a file that shows pictures and has no text, a scan above all: said alike whatever its format. Without pages it is said of the file. */
export const pictureAlone = (pages: number | null, lost: readonly Said[] = []): ImportRefused =>
  new ImportRefused(
    'no-text-layer',
    pages !== null
      ? say('refusals.files.pagesOfImages', { count: pages })
      : lost.length > 0
        ? say('refusals.files.imagesAndLost', { lost })
        : say('refusals.files.images'),
  )

/** For a text without a letter; an image in it is the sign that says so. What was left out of it may be why. */
export function nothingToRead({ lost }: Noticed, text: string): ImportRefused {
  if (text.includes(inlineAtomText.image ?? '\uFFFC')) return pictureAlone(null, lost)
  return new ImportRefused(
    'no-text-layer',
    lost.length > 0 ? say('refusals.files.noLettersAndLost', { lost }) : say('refusals.files.noLetters'),
  )
}
