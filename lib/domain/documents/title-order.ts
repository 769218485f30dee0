const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Titles as people sort them: Interview 2 before Interview 10, without regard to case and accents; equals by id. */
export const compareTitles = (a: { id: string; title: string }, b: { id: string; title: string }): number => collator.compare(a.title, b.title) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
