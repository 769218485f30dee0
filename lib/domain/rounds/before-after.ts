/** What is known of an annotation for the comparison: half-open, in UTF-16 code units. */
export interface ComparedAnnotation {
  documentId: string
  authorId: string
  start: number
  end: number
  tagIds: readonly string[]
}

export interface ComparedPassage {
  id: string
  documentId: string
  start: number
  end: number
}

interface CoderChange {
  coderId: string
  /** The tags this coder gave to anything within the passage, in no particular order but each once. */
  before: string[]
  after: string[]
}

export interface PassageChange<P extends ComparedPassage> {
  passage: P
  coders: CoderChange[]
  /** Whether all coders gave exactly the same tags, of which there is at least one; null where fewer than two coders gave any. */
  alikeBefore: boolean | null
  alikeAfter: boolean | null
}

/** Each passage with what every coder made of it in two rounds. An annotation belongs to the passage that it lies within. */
export function beforeAfter<P extends ComparedPassage>(
  passages: readonly P[],
  coderIds: readonly string[],
  before: readonly ComparedAnnotation[],
  after: readonly ComparedAnnotation[],
): PassageChange<P>[] {
  return passages.map((passage) => {
    const coders = coderIds.map((coderId) => ({
      coderId,
      before: tagsIn(passage, coderId, before),
      after: tagsIn(passage, coderId, after),
    }))
    return {
      passage,
      coders,
      alikeBefore: areAlike(coders.map((coder) => coder.before)),
      alikeAfter: areAlike(coders.map((coder) => coder.after)),
    }
  })
}

/** On how many passages all coders are alike, of those that at least two coded. */
export function countAlike(answers: readonly (boolean | null)[]): { alike: number; of: number } {
  return {
    alike: answers.filter((answer) => answer === true).length,
    of: answers.filter((answer) => answer !== null).length,
  }
}

function tagsIn(passage: ComparedPassage, coderId: string, annotations: readonly ComparedAnnotation[]): string[] {
  const within = annotations.filter(
    (annotation) =>
      annotation.authorId === coderId &&
      annotation.documentId === passage.documentId &&
      passage.start <= annotation.start &&
      annotation.end <= passage.end,
  )
  return [...new Set(within.flatMap((annotation) => annotation.tagIds))].sort()
}

function areAlike(tagSets: readonly string[][]): boolean | null {
  const given = tagSets.filter((tags) => tags.length > 0)
  if (given.length < 2) return null
  return tagSets.every((tags) => tags.join() === tagSets[0]?.join())
}
