const made = new Map<string, Intl.Collator>()

/** How people who read `locale` (BCP 47) sort: numbers by what they count, capitals beside small letters, Chinese by its sounds. */
export function collatorFor(locale: string): Intl.Collator {
  const known = made.get(locale)
  if (known) return known
  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: 'base' })
  made.set(locale, collator)
  return collator
}
