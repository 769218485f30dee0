import { nameKey } from './name-key'
import { indexed, type Steps } from '../steps'
import type { ImportNode, ImportTree } from './import-tree'
import { tagLimits, type ImportLine, type ImportRefusal } from './import-lines'

/**
 * Where each line of a file puts its tag, or why it puts none. A line may stand below another that comes later, that one below a third and so on: those are
 * followed one after the other and settled from their end, each once, so that a chain or a loop of any length costs no more than its lines.
 */
export class SettledLines {
  readonly #outcomes = new Map<ImportLine, ImportNode | ImportRefusal | 'open'>()

  private constructor(
    private readonly lines: readonly ImportLine[],
    private readonly linesNamed: ReadonlyMap<string, ImportLine[]>,
    private readonly tree: ImportTree,
  ) {}

  static *of(lines: readonly ImportLine[], tree: ImportTree): Steps<SettledLines> {
    return new SettledLines(lines, yield* indexed(lines, (line) => nameKey(line.name)), tree)
  }

  /** Settles a line and what it stands below; yields as often as that is long. */
  *outcomeOf(line: ImportLine): Generator<void, ImportNode | ImportRefusal, void> {
    const chain: ImportLine[] = []
    let at: ImportLine | null = line
    while (at && !this.#outcomes.has(at)) {
      const fault = faultOf(at)
      this.#outcomes.set(at, fault ?? 'open')
      if (fault) break
      chain.push(at)
      at = this.#lineAbove(at)
      yield
    }
    if (at && this.#outcomes.get(at) === 'open')
      for (const one of chain.slice(chain.indexOf(at))) this.#outcomes.set(one, 'circular')
    for (const one of chain.reverse())
      if (this.#outcomes.get(one) === 'open') {
        this.#outcomes.set(one, this.#settled(one))
        yield
      }
    const outcome = this.#outcomes.get(line)
    return outcome === undefined || outcome === 'open' ? 'circular' : outcome
  }

  #settled(line: ImportLine): ImportNode | ImportRefusal {
    const parent = this.#parentOf(line)
    if (typeof parent === 'string') return parent
    return (parent?.depth ?? 0) >= tagLimits.depth ? 'too-deep' : this.tree.child(parent, line.name, line.line)
  }

  #parentOf(line: ImportLine): ImportNode | null | ImportRefusal {
    const above = this.#lineAbove(line)
    if (above) {
      const parent = this.#outcomes.get(above)
      if (parent === 'too-deep') return parent
      return typeof parent === 'object' ? parent : 'parent-refused'
    }
    if (line.isPath || line.above.length !== 1)
      return line.above.reduce<ImportNode | null>((node, name) => this.tree.child(node, name, line.line), null)
    const [name = ''] = line.above
    if (this.#othersNamed(line, name).length > 1) return 'ambiguous-parent'
    const [stored, ...others] = this.tree.named(name)
    if (others.length > 0) return 'ambiguous-parent'
    return stored ? this.tree.placeOf(stored) : this.tree.child(null, name, line.line)
  }

  /** The line that has to be settled first. */
  #lineAbove(line: ImportLine): ImportLine | null {
    if (line.below !== null) return this.lines[line.below] ?? null
    if (line.isPath || line.above.length !== 1) return null
    const others = this.#othersNamed(line, line.above[0] ?? '')
    return others.length === 1 ? (others[0] ?? null) : null
  }

  #othersNamed(line: ImportLine, name: string): readonly ImportLine[] {
    const named = this.linesNamed.get(nameKey(name)) ?? []
    return named.length > 2 ? named : named.filter((other) => other !== line)
  }
}

function faultOf({ name, above, definition, useWhen, avoidWhen }: ImportLine): ImportRefusal | null {
  const names = [...above, name]
  if (name === '') return 'no-name'
  if (names.some((part) => part.length > tagLimits.name)) return 'name-too-long'
  if (names.some((part) => /[\u0000-\u001f]/.test(part))) return 'name-unprintable'
  if ([definition, useWhen, avoidWhen].some((text) => text.length > tagLimits.text)) return 'text-too-long'
  return names.length > tagLimits.depth ? 'too-deep' : null
}
