import { v5 } from 'uuid'

/** The id of a thing that a file names by its kind and its number, or by a word. */
export type IdOf = (kind: string, key: string | number) => string

/**
 * Ids for things of a file that has none that are ids: the same for the same file. They begin with the number, so that things of one moment keep their order
 * where rows are sorted by time and id. `project` is what tells its project from others.
 */
export function numberedIds(project: string, namespace: string): IdOf {
  const seed = v5(project, namespace)
  return (kind, key) => {
    const id = v5(`${kind} ${key}`, seed)
    if (typeof key !== 'number' || !Number.isInteger(key) || key < 0 || key > 0xffff_ffff) return id
    // Version 8 of RFC 9562: made by a rule of one's own.
    return `${key.toString(16).padStart(8, '0')}${id.slice(8, 14)}8${id.slice(15)}`
  }
}
