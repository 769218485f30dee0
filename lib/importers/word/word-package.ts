import { posix } from 'node:path'
import type { ArchiveContents } from '../archive/check-archive'
import { childrenOf, readXml, type XmlTree } from '../archive/xml-tree'
import { packagePrefixes, wordPrefixes } from './word-prefixes'

/** What one part refers to: the name of the other part, by the id of the relation, and by its kind (the last word of its type), the first one or all. */
export interface Relations {
  byId: ReadonlyMap<string, string>
  byKind: ReadonlyMap<string, string>
  allOfKind(kind: string): string[]
}

/** The parts of a Word document that hold its text, found as the package says. */
export interface WordPackage {
  contents: ArchiveContents
  /** Name of the part with the body. */
  main: string
  relations: Relations
  /** What a part besides the body refers to. */
  relationsOf(part: string): Relations
  /** The tree of a part; undefined where there is none by that name. Read anew each time, since who prepares a tree changes it. */
  tree(name: string | undefined): XmlTree | undefined
}

/** Looks into the package. Undefined where it says of no part that it is the document. */
export function wordPackage(contents: ArchiveContents): WordPackage | undefined {
  const { parts, names } = contents
  const tree = (name: string | undefined) => {
    const part = name === undefined ? undefined : parts.get(name)
    return part && readXml(part, wordPrefixes)
  }
  const main = relationsOf(parts, '').byKind.get('officeDocument') ?? names.find((name) => name === 'word/document.xml')
  if (main === undefined || !parts.has(main)) return undefined
  return {
    contents,
    main,
    relations: relationsOf(parts, main),
    relationsOf: (part) => relationsOf(parts, part),
    tree,
  }
}

/** What a part refers to; the package itself has the empty name. */
function relationsOf(parts: ReadonlyMap<string, Buffer>, part: string): Relations {
  const folder = posix.dirname(part)
  const rels = parts.get(posix.join(folder, '_rels', `${part === '' ? '' : posix.basename(part)}.rels`))
  const byId = new Map<string, string>()
  const byKind = new Map<string, string>()
  const all: [kind: string, name: string][] = []
  for (const { attributes } of rels ? childrenOf(readXml(rels, packagePrefixes[0] ?? []).root, 'Relationship') : []) {
    const { Id, Target, Type = '', TargetMode } = attributes
    if (Id === undefined || Target === undefined || TargetMode === 'External') continue
    const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target)
    byId.set(Id, target)
    const kind = posix.basename(Type)
    all.push([kind, target])
    if (!byKind.has(kind)) byKind.set(kind, target)
  }
  return { byId, byKind, allOfKind: (wanted) => all.flatMap(([kind, name]) => (kind === wanted ? name : [])) }
}
