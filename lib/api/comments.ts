import { commentEdits, getComment, listComments } from '@/lib/data/threads/comments'
import type { Database } from '@/lib/data/database/client'
import { currentRevision } from '@/lib/data/documents/revision-text'
import type { Member } from '@/lib/domain/access/viewer'
import { notFound } from '@/lib/errors'
import {
  comment,
  commentChange,
  commentCreate,
  commentEdit,
  commentQuery,
  type CommentCreate,
} from '@/lib/schemas/comment'
import { page, pageQuery } from '@/lib/schemas/primitives'
import { changeComment, deleteComment } from '@/lib/services/threads/change-comment'
import { createComment } from '@/lib/services/threads/create-comment'
import type { Api, ApiParts } from './http/context'
import {
  withEvent,
  body,
  deletion,
  ifMatch,
  json,
  nothing,
  operation,
  problemResponse,
  tellEvent,
} from './http/operation'
import { deletedVersion, params, pathId, withVersion } from './http/request'
import { fromUnits, inUnits, unitsQuery, type Units } from './http/units'

const tag = 'Threads'
const one = '/api/v1/projects/{p}/comments/{c}'
const stale = { 409: problemResponse('It was changed meanwhile; current is the comment as it stands') }

export function commentRoutes(api: Api, parts: ApiParts): void {
  reading(api, parts)
  rewriting(api, parts)
}

/** Threads read and begun, and replies to them. */
function reading(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'listComments',
      method: 'get',
      path: '/api/v1/projects/{p}/comments',
      tag,
      summary: 'List comments: of a subject, a document, a person, a thread',
      request: { params: params('p'), query: commentQuery },
      responses: { 200: json(page(comment)) },
    }),
    async (c) => {
      const { units, ...query } = c.req.valid('query')
      return c.json(await inUnits(db, c.get('member'), units, await listComments(db, c.get('member'), query)), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'createComment',
      method: 'post',
      path: '/api/v1/projects/{p}/comments',
      tag,
      summary: 'Begin a thread, or reply in one',
      request: { params: params('p'), query: unitsQuery, body: body(commentCreate) },
      responses: {
        200: json(comment, 'It was there already'),
        201: withEvent(json(comment)),
        409: problemResponse('The text is not what the quote says, or the document was corrected meanwhile'),
      },
    }),
    async (c) => {
      const { units } = c.req.valid('query')
      const { row, created, event } = await createComment(
        db,
        c.get('member'),
        await subjectIn(db, c.get('member'), units, c.req.valid('json')),
        now(),
      )
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), units, row), created ? 201 : 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'getComment',
      method: 'get',
      path: one,
      tag,
      summary: 'Read a comment',
      request: { params: params('p', 'c'), query: unitsQuery },
      responses: { 200: json(comment) },
    }),
    async (c) => {
      const row = await getComment(db, c.get('member'), pathId(c.req.valid('param').c, 'comment'))
      if (!row) throw notFound('comment')
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'listCommentEdits',
      method: 'get',
      path: `${one}/edits`,
      tag,
      summary: 'What a comment said before it was edited, oldest first',
      request: { params: params('p', 'c'), query: pageQuery },
      responses: { 200: json(page(commentEdit)) },
    }),
    async (c) => {
      const { c: comment } = c.req.valid('param')
      const edits = await commentEdits(db, c.get('member'), pathId(comment, 'comment'), c.req.valid('query'))
      if (!edits) throw notFound('comment')
      return c.json(edits, 200)
    },
  )
}

/** Comments rewritten, resolved or taken out. */
function rewriting(api: Api, { db, now }: ApiParts): void {
  api.openapi(
    operation({
      operationId: 'updateComment',
      method: 'patch',
      path: one,
      tag,
      summary: 'Rewrite your own comment, or resolve or reopen a thread',
      request: { params: params('p', 'c'), headers: ifMatch, query: unitsQuery, body: body(commentChange) },
      responses: { 200: withEvent(json(comment)), ...stale },
    }),
    async (c) => {
      const { row, event } = await changeComment(
        db,
        c.get('member'),
        pathId(c.req.valid('param').c, 'comment'),
        withVersion(c.req.valid('json'), c.req.header('if-match')),
        now(),
      )
      tellEvent(c, event)
      return c.json(await inUnits(db, c.get('member'), c.req.valid('query').units, row), 200)
    },
  )
  api.openapi(
    operation({
      operationId: 'deleteComment',
      method: 'delete',
      path: one,
      tag,
      summary: 'Move your own comment to the bin; its place stays where others have replied',
      request: { params: params('p', 'c'), ...deletion },
      responses: { 204: withEvent(nothing), ...stale },
    }),
    async (c) => {
      const { event } = await deleteComment(
        db,
        c.get('member'),
        pathId(c.req.valid('param').c, 'comment'),
        await deletedVersion(c),
        now(),
      )
      tellEvent(c, event)
      return c.body(null, 204)
    },
  )
}

/** What a comment is about with its place in our units; without a revision it counts in the text as it is now. */
async function subjectIn(db: Database, member: Member, units: Units, given: CommentCreate): Promise<CommentCreate> {
  const { subject } = given
  if (units === 'utf16' || subject.type !== 'stretch') return given
  const revisionId = subject.revisionId ?? (await currentRevision(db, member, subject.id))?.revisionId
  if (revisionId === undefined) throw notFound('document')
  return { ...given, subject: { ...subject, ...(await fromUnits(db, member, units, revisionId, subject)) } }
}
