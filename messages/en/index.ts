import accounts from './accounts.json'
import agreement from './agreement.json'
import cases from './cases.json'
import codebook from './codebook.json'
import documents from './documents.json'
import effects from './effects'
import exporting from './export.json'
import faults from './faults'
import history from './history.json'
import jobs from './jobs.json'
import links from './links.json'
import members from './members.json'
import memos from './memos.json'
import notifications from './notifications.json'
import passages from './passages.json'
import projects from './projects.json'
import reader from './reader.json'
import refusals from './refusals'
import reports from './reports'
import review from './review.json'
import rounds from './rounds.json'
import search from './search.json'
import shell from './shell.json'
import tables from './tables.json'
import threads from './threads.json'
import themes from './themes.json'
import ui from './ui.json'

/** Every English text of the interface, by area: `useTranslations('reader')` reads reader.json. */
const en = {
  accounts,
  agreement,
  cases,
  codebook,
  documents,
  effects,
  export: exporting,
  faults,
  history,
  jobs,
  links,
  members,
  memos,
  notifications,
  passages,
  projects,
  reader,
  refusals,
  reports,
  review,
  rounds,
  search,
  shell,
  tables,
  themes,
  threads,
  ui,
}

export default en

type Worded<Tree> = { readonly [Key in keyof Tree]: Tree[Key] extends string ? string : Worded<Tree[Key]> }

/** The messages of a language, whichever: the English files are the measure of their keys. */
export type Messages = Worded<typeof en>
