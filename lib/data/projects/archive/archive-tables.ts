/** A table of which a project's archive has a part. */
export interface ArchiveTable {
  name: string
  /** In which order its rows stand: those that others of the same table refer to before these. */
  order: string
  /** Which rows, as a condition on t: those that exist for whoever exports. Left out, all of the project. */
  only?: (me: string) => string
  /** Columns that refer to what comes later, and are set when it is there. */
  later?: readonly string[]
  /** Columns that the database keeps by other rows, and makes anew of those here. */
  madeAnew?: readonly string[]
  /** Few rows are read at once where each may be long. */
  isHeavy?: true
}

/** Whether a passage is a colleague's own; `me` is SQL for whoever asks, because a cursor takes no values. */
const anothersOwn = (me: string, id: string) => `EXISTS (
  SELECT 1 FROM "Annotation" own WHERE own."projectId" = t."projectId" AND own.id = ${id} AND own.visibility = 'private' AND own."authorId" <> ${me})`
const onSharedPassage = (me: string) => `NOT ${anothersOwn(me, 't."annotationId"')}`
const talk = (me: string, comment: string) =>
  `NOT (${comment}."subjectType" = 'annotation' AND ${anothersOwn(me, `${comment}."subjectId"`)})`

/**
 * What an archive holds of a project, each table after those that it refers to. What colleagues keep to themselves does not exist for whoever exports, and
 * neither does what hangs on it.
 */
export const archiveTables: readonly ArchiveTable[] = [
  { name: 'Attribute', order: 'position, id' },
  { name: 'Round', order: '"createdAt", id', isHeavy: true },
  {
    name: 'Tag',
    // Each after the one above it. The depth is bounded, and so is this where tags stand above themselves.
    order: `(WITH RECURSIVE up(id, depth) AS (SELECT t."parentId", 0 UNION ALL SELECT p."parentId", up.depth + 1 FROM up JOIN "Tag" p ON p."projectId" = t."projectId" AND p.id = up.id WHERE up.depth < 100) SELECT count(*) FROM up), position, id`,
  },
  { name: 'Document', order: '"createdAt", id', later: ['currentRevisionId'] },
  { name: 'Revision', order: '"documentId", number', isHeavy: true },
  { name: 'OriginalFile', order: '"documentId"' },
  { name: 'RoundTask', order: '"roundId", "documentId", "coderId"' },
  { name: 'RoundPassage', order: '"roundId", "documentId", start, id', isHeavy: true },
  { name: 'RoundFigure', order: '"roundId", id', isHeavy: true },
  { name: 'Verdict', order: '"createdAt", id' },
  {
    name: 'Annotation',
    order: '"documentId", start, id',
    only: (me) => `(t.visibility = 'shared' OR t."authorId" = ${me})`,
  },
  { name: 'AnnotationTag', order: '"annotationId", "tagId"', only: onSharedPassage },
  { name: 'VerdictItem', order: '"verdictId", "annotationId"', only: onSharedPassage },
  { name: 'VerdictPassage', order: '"verdictId", "annotationId"', only: onSharedPassage },
  { name: 'TagExample', order: '"tagId", "annotationId", "createdById"', only: onSharedPassage },
  { name: 'Star', order: '"annotationId", "userId"', only: onSharedPassage },
  { name: 'Theme', order: 'position, id', isHeavy: true },
  { name: 'ThemeTag', order: '"themeId", position, "tagId"' },
  { name: 'SavedQuery', order: '"createdAt", id' },
  { name: 'Case', order: '"createdAt", id' },
  { name: 'CasePart', order: '"caseId", "createdAt", id', isHeavy: true },
  { name: 'Proposal', order: '"createdAt", id' },
  {
    name: 'Comment',
    order: '"parentId" IS NOT NULL, "createdAt", id',
    only: (me) => talk(me, 't'),
    isHeavy: true,
  },
  {
    name: 'CommentEdit',
    order: '"commentId", version',
    only: (me) =>
      `EXISTS (SELECT 1 FROM "Comment" c WHERE c."projectId" = t."projectId" AND c.id = t."commentId" AND ${talk(me, 'c')})`,
    isHeavy: true,
  },
  {
    name: 'Memo',
    order: '"createdAt", id',
    only: (me) => `(t.visibility = 'shared' OR t."authorId" = ${me}) AND ${talk(me, 't')}`,
    isHeavy: true,
  },
  {
    name: 'Link',
    order: '"createdAt", id',
    only: (me) =>
      ['from', 'to']
        .map((side) => `NOT (t."${side}Type" = 'annotation' AND ${anothersOwn(me, `t."${side}Id"`)})`)
        .join(' AND '),
    madeAnew: ['strand'],
  },
  { name: 'Event', order: 'seq', isHeavy: true },
]

/** The tables of a project that its archive leaves out, each with the reason. */
export const notArchived: Readonly<Record<string, string>> = {
  Membership: 'who belongs to it is among the people of the archive',
  Invitation: 'a link that somebody may still use opens the project that it was made for',
  Notification: 'what one person was told, which they have read or not',
  Overlay: 'made with its first annotation',
  Uncounted: 'what waits to be counted here',
  CountedPassage: 'counted anew',
  CountedSet: 'counted anew',
  KeptCount: 'counted anew',
  Job: 'what was done here',
  JobPiece: 'what was done here',
  SearchBlock: 'made anew of the texts',
  SearchText: 'made anew of the texts',
  SearchForm: 'made anew of the texts',
  SearchWaiting: 'what waits to be made ready here',
}
