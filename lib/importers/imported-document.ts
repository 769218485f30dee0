import type { Proposals } from '../domain/documents/propose-metadata'
import type { NodeJson } from '../editor/document-json'
import { inEnglish } from '@/lib/i18n/say'
import type { Said } from '@/lib/i18n/said'

export type DocumentFormat = 'txt' | 'md' | 'html' | 'docx' | 'odt' | 'rtf' | 'epub' | 'pdf'

/** What the conversion did to the source, in short sentences for the person who uploaded it. */
export interface Noticed extends Record<ReportPart, Said[]> {
  /** How the letters of a text, Markdown or HTML file were read, as the form of the API names it. */
  encoding?: string
}

type ReportPart = 'kept' | 'changed' | 'lost' | 'warnings'

/** The same in English, as scripts read it, and beside it in no language yet. */
export interface ImportReport extends Record<ReportPart, string[]> {
  said: Record<ReportPart, Said[]>
  /** How the letters of a text, Markdown or HTML file were read, as the form of the API names it. */
  encoding?: string
}

/** A report as it is kept and answered. */
export function reported({ encoding, ...said }: Noticed): ImportReport {
  const english = (part: ReportPart) => said[part].map(inEnglish)
  return {
    kept: english('kept'),
    changed: english('changed'),
    lost: english('lost'),
    warnings: english('warnings'),
    said,
    ...(encoding !== undefined && { encoding }),
  }
}

/** What a converted file consists of, as the worker sends it: the tree stays a string, which is what the database stores. */
export interface ImportedParts {
  contentJson: string
  /** The canonical text of the content. */
  text: string
  /** Of the text in UTF-8, hex. */
  sha256: string
  /** UTF-16 units of the text. */
  length: number
  wordCount: number
  pageStarts: number[]
  format: DocumentFormat
  /** Name and version of what converted the file. */
  converter: string
  /** BCP 47, 'und' where no cheap rule is sure. */
  language: string
  direction: 'ltr' | 'rtl'
  report: ImportReport
  /** Title, author, date and source as the text's own header or the file says them. */
  proposed: Proposals
}

/** A converted file. Parsing the tree of a long text takes a while, so `content` does it only when asked. */
export class ImportedDocument {
  #content: NodeJson | undefined

  constructor(readonly parts: ImportedParts) {}

  get content(): NodeJson {
    return (this.#content ??= JSON.parse(this.parts.contentJson) as NodeJson)
  }
  get contentJson(): string {
    return this.parts.contentJson
  }
  get text(): string {
    return this.parts.text
  }
  get sha256(): string {
    return this.parts.sha256
  }
  get length(): number {
    return this.parts.length
  }
  get wordCount(): number {
    return this.parts.wordCount
  }
  get pageStarts(): number[] {
    return this.parts.pageStarts
  }
  get format(): DocumentFormat {
    return this.parts.format
  }
  get converter(): string {
    return this.parts.converter
  }
  get language(): string {
    return this.parts.language
  }
  get direction(): 'ltr' | 'rtl' {
    return this.parts.direction
  }
  get report(): ImportReport {
    return this.parts.report
  }
  get proposed(): Proposals {
    return this.parts.proposed
  }
}
