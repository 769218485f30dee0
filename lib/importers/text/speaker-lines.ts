/**
 * The speaker of each line of a transcript in which names stand alone on a line and end in a colon, or null. The rule needs such names to
 * return: at least three label lines, and one name twice, so that "Date:" in a form is not taken for a person.
 */
export function speakersOfLines(lines: readonly string[]): (string | null)[] | null {
  const labels = new Map<number, string>()
  lines.forEach((line, at) => {
    const name = /^\s*(\p{Lu}[^:：.!?\d]{1,60}?)\s*[:：]\s*$/u.exec(line)?.[1]
    if (name !== undefined && name.split(/\s+/).length <= 7) labels.set(at, name)
  })
  const names = [...labels.values()]
  const [seen, returning] = [new Set<string>(), new Set<string>()]
  for (const name of names) (seen.has(name) ? returning : seen).add(name)
  if (names.length < 3 || returning.size === 0) return null
  // Labels of the header (Date:, Chairperson:) come before the conversation, which begins with the first name that returns.
  const first = [...labels].find(([, name]) => returning.has(name))?.[0] ?? 0
  let speaker: string | null = null
  return lines.map((line, at) => {
    const label = labels.get(at)
    if (label !== undefined && at >= first) speaker = label
    return line.trim() === '' ? null : speaker
  })
}
