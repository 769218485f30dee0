import type { Messages } from '../en'
import accounts from './accounts.json'
import agreement from './agreement.json'
import cases from './cases.json'
import codebook from './codebook.json'
import documents from './documents.json'
import effects from './effects.json'
import exporting from './export.json'
import faults from './faults.json'
import history from './history.json'
import jobs from './jobs.json'
import links from './links.json'
import members from './members.json'
import memos from './memos.json'
import notifications from './notifications.json'
import passages from './passages.json'
import projects from './projects.json'
import reader from './reader.json'
import refusals from './refusals.json'
import reports from './reports.json'
import review from './review.json'
import rounds from './rounds.json'
import search from './search.json'
import shell from './shell.json'
import tables from './tables.json'
import themes from './themes.json'
import threads from './threads.json'
import ui from './ui.json'

/** Every text of the interface in Simplified Chinese; the compiler finds what is missing. The words are those of docs/glossary.md. */
const zh: Messages = {
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

export default zh
