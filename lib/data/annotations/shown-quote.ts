import { Prisma } from '@/generated/prisma/client'

/** Characters of a passage by which a list tells which one it is; the passage itself has the rest. */
export const shownOfQuote = 2000

/**
 * A passage's words as a list shows them: whole, or so many of their characters with an ellipsis where there are more. A passage may be a whole book, and a list of
 * them is no answer that a server can make; what is beyond is not read.
 */
export const shownQuote = (quote: Prisma.Sql, most = shownOfQuote): Prisma.Sql =>
  Prisma.sql`CASE WHEN octet_length(${quote}) <= ${most} OR char_length(left(${quote}, ${most + 1})) <= ${most} THEN ${quote} ELSE left(${quote}, ${most}) || '…' END`

/** That of annotation a. */
export const shownAnnotationQuote = shownQuote(Prisma.sql`a.quote`)
