import shell from './shell.json'
import ui from './ui.json'

/** The Chinese texts there are so far; what is missing is shown in English (lib/i18n/messages). */
const zh = { shell, ui }

export default zh
