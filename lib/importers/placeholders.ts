import type { Element } from './pandoc/pandoc-ast'
import { plainTextOf } from './pandoc/pandoc-ast'

/** Pandoc's blocks in which each paragraph that consists of a placeholder is replaced by what belongs there, at any depth. `find` gives undefined for any other text. */
export function withPlaceholdersReplaced(
  blocks: readonly Element[],
  find: (text: string) => Element[] | undefined,
): Element[] {
  const read = (value: unknown): unknown => {
    if (Array.isArray(value))
      return value.flatMap((one): unknown[] =>
        isParagraph(one) ? (find(plainTextOf(one)) ?? [read(one)]) : [read(one)],
      )
    return typeof value === 'object' && value !== null && 'c' in value ? { ...value, c: read(value.c) } : value
  }
  return read(blocks) as Element[]
}

const isParagraph = (value: unknown): value is Element =>
  typeof value === 'object' && value !== null && 't' in value && (value.t === 'Para' || value.t === 'Plain')
