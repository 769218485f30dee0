import type en from '../en'
import accounts from './accounts.json'
import agreement from './agreement.json'
import codebook from './codebook.json'
import documents from './documents.json'
import errors from './errors.json'
import exporting from './export.json'
import history from './history.json'
import members from './members.json'
import notifications from './notifications.json'
import projects from './projects.json'
import reader from './reader.json'
import review from './review.json'
import rounds from './rounds.json'
import shell from './shell.json'
import themes from './themes.json'
import threads from './threads.json'
import ui from './ui.json'

/** Every text of the interface in Simplified Chinese; the compiler finds what is missing. The words are those of docs/glossary.md. */
const zh: typeof en = {
  accounts,
  agreement,
  codebook,
  documents,
  errors,
  export: exporting,
  history,
  members,
  notifications,
  projects,
  reader,
  review,
  rounds,
  shell,
  themes,
  threads,
  ui,
}

export default zh
