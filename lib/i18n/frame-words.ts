import shell from '@/messages/en/shell.json'
import ui from '@/messages/en/ui.json'

/** The few words that are said where not even the frame of the pages could be made, and so no language is known. */
export const frameWords = {
  name: shell.name,
  title: shell.error.title,
  body: shell.error.body,
  retry: ui.retry,
  reference: (digest: string) => ui.reference.replace('{digest}', digest),
}
