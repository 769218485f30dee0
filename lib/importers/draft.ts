import type { Account } from '../domain/documents/account-for-words'
import type { Proposals } from '../domain/documents/propose-metadata'
import type { NodeJson } from '../editor/document-json'
import type { DocumentFormat, Noticed } from './imported-document'

/** What an importer of one format makes: the tree and what it noticed. `finish` turns it into an imported document. */
export interface Draft {
  doc: NodeJson
  format: DocumentFormat
  /** Name and version. */
  converter: string
  report: Noticed
  /** What the file says of itself in its own metadata, or its header where that was read already. */
  stated?: Proposals
  /**
   * The source's own words, read from the file by other means than the tree was, with white space wherever one word ends and the next begins. Not in it: what
   * nobody reading the file would see (code, deleted and hidden text), and what the report names as left out. Absent where the text is the source.
   */
  sourceText?: string
  /** For a source with pages, instead of that: what became of its words in the texts of its pages, from the first on. */
  account?: (pages: readonly string[]) => Account
  /** Words that are in `sourceText` all the same and not in the text, since they could be told from it only by the tree; the report names them otherwise. */
  leftOutText?: string
  /** BCP 47, where the file declares it. */
  language?: string
}

export const emptyReport = (): Noticed => ({ kept: [], changed: [], lost: [], warnings: [] })
