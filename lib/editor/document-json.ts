/** A mark as ProseMirror writes it. */
export interface MarkJson {
  type: string
  attrs?: Record<string, unknown>
}

/** A node as ProseMirror writes it. Attributes that are null may be left out; text nodes are never empty. */
export interface NodeJson {
  type: string
  attrs?: Record<string, unknown>
  content?: NodeJson[]
  marks?: MarkJson[]
  text?: string
}

/** Blocks whose content is text and inline atoms. */
export const textblockTypes: ReadonlySet<string> = new Set(['paragraph', 'heading', 'codeBlock'])

/** Blocks that hold nothing and count as an empty line of the canonical text. */
export const blockAtomTypes: ReadonlySet<string> = new Set(['horizontalRule'])

/** Every inline atom is one UTF-16 unit wide, as it is one position wide in ProseMirror, so that within a textblock offsets and positions run in step. */
export const inlineAtomText: Readonly<Record<string, string>> = { hardBreak: '\n', image: '\uFFFC' }

/** The order in which ProseMirror keeps a text node's marks; the schema is tested to agree with it. */
export const markOrder = [
  'bold',
  'italic',
  'strike',
  'underline',
  'code',
  'link',
  'smallCaps',
  'subscript',
  'superscript',
] as const
