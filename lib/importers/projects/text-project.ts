/** Who made something and when, as a file says it: a bare name, and a time of no zone. */
export interface Credit {
  owner: string | null
  date: string | null
}

/** Something that is under another or at the top: a code, or what codes are put in. */
export interface TextCode extends Credit {
  key: string
  parentKey: string | null
  name: string | null
  color: string | null
  memo: string | null
}

/** Codes that stand together under a name. */
export interface TextSet extends Credit {
  key: number
  name: string | null
  memo: string | null
  codeKeys: readonly string[]
}

export interface TextSource extends Credit {
  key: number
  name: string | null
  /** As the file has it; positions are in it. */
  text: string
  memo: string | null
  values: ReadonlyMap<string, string>
}

/** What somebody marked in a source, with a code or without. */
export interface TextCoding extends Credit {
  kind: string
  key: number
  sourceKey: number
  /** In the program’s own count; half-open. */
  start: number
  end: number
  /** The words that the file keeps of it; null where it keeps none. */
  words: string | null
  codeKey: string | null
  memo: string | null
  isStarred: boolean
}

export interface TextCase extends Credit {
  name: string | null
  memo: string | null
  values: ReadonlyMap<string, string>
  /** Which parts of which sources it is about. */
  parts: readonly { sourceKey: number; start: number; end: number }[]
}

/** What somebody wrote of the whole project, or of a source: at a place in it, where `position` says one. */
export interface TextMemo extends Credit {
  kind: 'journal' | 'annotation' | 'variable' | 'category'
  key: number
  title: string | null
  text: string
  sourceKey: number | null
  position: number | null
}

/** A project whose sources are plain texts, as several programs have it: what their readers make, and one writer writes as rows of ours. */
export interface TextProject {
  /** What tells it from others, so that the same file gives the same ids. */
  seed: string
  name: string
  memo: string | null
  codes: readonly TextCode[]
  sets: readonly TextSet[]
  variables: readonly { name: string; isNumber: boolean }[]
  sources: readonly TextSource[]
  codings: readonly TextCoding[]
  cases: readonly TextCase[]
  memos: readonly TextMemo[]
}
