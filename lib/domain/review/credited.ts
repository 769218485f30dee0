interface Passage {
  layer: 'coder' | 'consensus'
  authorId: string
}

/** Where passages are told apart by whose they are, what review decided. */
export const consensusCredit = 'consensus'

/** Whose a passage is: the coder's who marked it; of the consensus nobody's, the reviewer's who gave the verdict neither. */
export const creditedTo = ({ layer, authorId }: Passage): string => (layer === 'consensus' ? consensusCredit : authorId)

/** Whether a passage is somebody's own coding, which they may change. */
export const isCodingOf = (passage: Passage, userId: string): boolean => creditedTo(passage) === userId
