'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import { callAllPages, callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { CommentBody } from '@/lib/domain/threads/comment-body'
import type { Comment, CommentEditRow, CommentSubjectInput } from '@/lib/schemas/comment'
import type { Project } from '@/lib/schemas/project'

/** What threads are about, as the interface names it. */
export type ThreadSubject = CommentSubjectInput

/** A first comment with its replies, oldest first. */
export interface Thread {
  root: Comment
  replies: Comment[]
}

/** Threads out of a list in the order `thread`. */
function gathered(comments: readonly Comment[]): Thread[] {
  const threads = new Map<string, Thread>()
  for (const comment of comments) {
    if (comment.parentId === null) threads.set(comment.id, { root: comment, replies: [] })
    else threads.get(comment.parentId)?.replies.push(comment)
  }
  return [...threads.values()]
}

const isOn =
  (subject: ThreadSubject) =>
  ({ subject: at }: Comment) =>
    subject.type !== 'stretch' ||
    (at.start === subject.start &&
      at.end === subject.end &&
      (subject.revisionId === undefined || at.revisionId === subject.revisionId))

/** The threads on one subject. */
export function useThreads(projectId: string, subject: ThreadSubject) {
  const query = new URLSearchParams({ subjectType: subject.type, subjectId: subject.id, order: 'thread' }).toString()
  const answer = useQuery({
    queryKey: [...queryKeys.comments(projectId), query],
    queryFn: ({ signal }) => callAllPages<Comment>(`/projects/${projectId}/comments?${query}`, signal),
  })
  const threads = answer.data && gathered(answer.data.filter(isOn(subject)))
  return { ...answer, threads }
}

/** Every thread that speaks about a document: on it, its stretches, passages and verdicts. */
export function useDocumentThreads(projectId: string, documentId: string) {
  const query = new URLSearchParams({ documentId, order: 'thread' }).toString()
  const answer = useQuery({
    queryKey: [...queryKeys.comments(projectId), query],
    queryFn: ({ signal }) => callAllPages<Comment>(`/projects/${projectId}/comments?${query}`, signal),
  })
  const threads = useMemo(() => answer.data && gathered(answer.data), [answer.data])
  return { ...answer, threads }
}

/** The comment that an address names; null where there is none, or none that one may see. */
export function useNamedComment(projectId: string, id: string | null) {
  return useQuery({
    queryKey: [...queryKeys.comments(projectId), 'one', id],
    enabled: id !== null,
    retry: false,
    queryFn: ({ signal }) => callApi<Comment>('GET', `/projects/${projectId}/comments/${id}`, undefined, signal),
  })
}

/** What a comment said before it was edited. */
export function useCommentEdits(projectId: string, id: string, isWanted: boolean) {
  return useQuery({
    queryKey: [...queryKeys.comments(projectId), 'edits', id],
    enabled: isWanted,
    queryFn: ({ signal }) => callAllPages<CommentEditRow>(`/projects/${projectId}/comments/${id}/edits`, signal),
  })
}

/** Who looks, and whether they may write here. */
export function useWriter(projectId: string) {
  const me = useQuery({
    queryKey: ['me'],
    staleTime: 60_000,
    queryFn: ({ signal }) => callApi<{ id: string; name: string }>('GET', '/me', undefined, signal),
  })
  const project = useQuery({
    queryKey: ['project', projectId, 'self'],
    staleTime: 60_000,
    queryFn: ({ signal }) => callApi<Project>('GET', `/projects/${projectId}`, undefined, signal),
  })
  return { viewerId: me.data?.id ?? null, mayWrite: project.data?.abilities['comments.write'] === true }
}

/** The commands on comments; each rejects with the server's ProblemError. */
export function useCommentCommands(projectId: string) {
  const queries = useQueryClient()
  return useMemo(() => {
    const base = `/projects/${projectId}/comments`
    const then = async <T>(work: Promise<T>): Promise<T> => {
      try {
        return await work
      } finally {
        await queries.invalidateQueries({ queryKey: queryKeys.comments(projectId) })
      }
    }
    return {
      say: (subject: ThreadSubject, body: CommentBody, parentId?: string) =>
        then(callApi<Comment>('POST', base, { subject, body, parentId })),
      rewrite: (comment: Comment, body: CommentBody) =>
        then(callApi<Comment>('PATCH', `${base}/${comment.id}`, { version: comment.version, body })),
      resolve: (comment: Comment, resolved: boolean) =>
        then(callApi<Comment>('PATCH', `${base}/${comment.id}`, { resolved })),
      remove: (comment: Comment) => then(callApi<undefined>('DELETE', `${base}/${comment.id}`)),
    }
  }, [queries, projectId])
}
