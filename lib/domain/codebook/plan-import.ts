import { shortened } from '../shortened'
import { rowsInAStep, type Steps } from '../steps'
import { isHexColour } from './colour-space'
import { nextColour, tagPalette } from './colours'
import {
  guidanceFields,
  importDifferences,
  tagLimits,
  type AddedTag,
  type GivenFields,
  type ImportLine,
  type ImportRefusal,
  type ImportRow,
  type StoredTag,
} from './import-lines'
import { ImportTree, pathOf, type ImportNode } from './import-tree'
import { SettledLines } from './settled-lines'

/**
 * What importing `lines` into a codebook would add and what it would leave alone. Nothing stored is changed by an import: what differs is reported.
 * Lines may come in any order; names are compared without regard to case, as among siblings everywhere.
 */
export function* planImport(
  tags: readonly StoredTag[],
  lines: readonly ImportLine[],
): Steps<{ rows: ImportRow[]; added: AddedTag[] }> {
  const tree = yield* ImportTree.of(tags)
  const settled = yield* SettledLines.of(lines, tree)
  const rows: ImportRow[] = []
  const { added } = tree
  let taken = 0
  let told = 0
  let implied = 0
  for (const line of lines) {
    const outcome = settled.outcomeOf(line)
    let step = outcome.next()
    for (; !step.done; step = outcome.next()) if ((taken += 1) % rowsInAStep === 0) yield told
    const row = rowOf(step.value, line, added)
    if (row) rows.push(row)
    for (const own of [...(row ? [row] : []), ...tree.rows.slice(implied)]) told += lengthOf(own)
    implied = tree.rows.length
    if ((taken += 1) % rowsInAStep === 0) yield told
  }
  yield told
  const giveColour = colourGiver(tags.map((tag) => tag.colour))
  for (const [at, tag] of added.entries()) {
    tag.colour ||= giveColour()
    if (at % rowsInAStep === 0) yield told
  }
  return {
    rows: [...tree.rows, ...rows].sort((a, b) => a.line - b.line || a.path.length - b.path.length),
    added,
  }
}

/** What is said of a line; null where that stands in the row of the tag it adds. */
function rowOf(outcome: ImportNode | ImportRefusal, line: ImportLine, added: readonly AddedTag[]): ImportRow | null {
  if (typeof outcome === 'string') return refused(line, outcome)
  if (outcome.isDescribed) return refused(line, 'named-twice')
  outcome.isDescribed = true
  const given = { ...line, colour: hexColour(line.colour) }
  if (outcome.stored) {
    const differing = differencesFrom(outcome.stored, given)
    const differs = importDifferences.filter((field) => field in differing)
    return {
      line: line.line,
      path: pathOf(outcome),
      outcome: differs.length > 0 ? 'conflict' : 'exists',
      isImplied: false,
      reason: null,
      differs,
      stored: differs.length > 0 ? { id: outcome.stored.id, given: differing } : null,
    }
  }
  const tag = added[outcome.at]
  if (tag) {
    for (const field of guidanceFields) tag[field] = given[field]
    tag.isArchived = line.isArchived === true
  }
  if (outcome.row) Object.assign(outcome.row, { line: line.line, isImplied: false })
  return null
}

/** A line that is left out is shown with the names that it was written with, which may be of any length and number. */
const refused = (line: ImportLine, reason: ImportRefusal): ImportRow => ({
  line: line.line,
  path: [...line.above.slice(-tagLimits.depth), line.name].map((name) => shortened(name, tagLimits.name)),
  outcome: 'refused',
  isImplied: false,
  reason,
  differs: [],
  stored: null,
})

const lengthOf = ({ path, stored }: ImportRow): number =>
  [...path, ...Object.values(stored?.given ?? {})].reduce((sum, part) => sum + String(part).length, 0)

/** The fields in which a line says something else than what is stored. A line that says nothing in a field leaves it. */
function differencesFrom(stored: StoredTag, given: ImportLine): GivenFields {
  const words = guidanceFields
    .filter((field) => given[field] !== '' && given[field] !== stored[field])
    .map((field) => [field, given[field]] as const)
  const isArchived = stored.archivedAt !== null
  return {
    ...Object.fromEntries(words),
    ...(given.isArchived !== null && given.isArchived !== isArchived && { archived: given.isArchived }),
  }
}

/** #rrggbb from the ways people write it; '' where it is none, and then the palette gives one. */
function hexColour(text: string): string {
  const digits = text.trim().toLowerCase().replace(/^#/, '')
  const long = /^[0-9a-f]{3}$/.test(digits) ? [...digits].map((digit) => digit + digit).join('') : digits
  return isHexColour(`#${long}`) ? `#${long}` : ''
}

/** Gives out the palette as nextColour does, without counting thousands of tags for every one. */
function colourGiver(existing: readonly string[]): () => string {
  const uses = new Map(tagPalette.map((colour) => [colour, existing.filter((other) => other === colour).length]))
  const others = [...new Set(existing)].slice(0, 50)
  return () => {
    const fewest = Math.min(...uses.values())
    const used = [...uses].filter(([, count]) => count > 0).map(([colour]) => colour)
    const colour =
      fewest === 0
        ? nextColour([...new Set([...others, ...used])])
        : ([...uses].find(([, count]) => count === fewest)?.[0] ?? nextColour(existing))
    uses.set(colour, (uses.get(colour) ?? 0) + 1)
    return colour
  }
}
