'use client'

import { useQuery, useQueryClient } from '@tanstack/react-query'
import { callAllPages, callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Role } from '@/lib/domain/access/actions'
import type { Invitation, MemberRow } from '@/lib/schemas/project'

/** An invitation just made, with the link that is shown this once. */
export type MadeInvitation = Invitation & { url: string | null }

/** The members and invitations of a project, and what may be done with them. Each command is refused with a ProblemError. */
export function useMembers(projectId: string, initial: { members: MemberRow[]; invitations: Invitation[] }) {
  const queries = useQueryClient()
  const path = `/projects/${projectId}`
  const members = useQuery({
    queryKey: queryKeys.members(projectId),
    queryFn: ({ signal }) => callAllPages<MemberRow>(`${path}/members`, signal),
    initialData: initial.members,
  })
  const invitations = useQuery({
    queryKey: queryKeys.invitations(projectId),
    queryFn: ({ signal }) => callAllPages<Invitation>(`${path}/invitations`, signal),
    initialData: initial.invitations,
  })
  const stale = (...keys: (readonly string[])[]) =>
    Promise.all(keys.map((queryKey) => queries.invalidateQueries({ queryKey })))
  return {
    members: members.data,
    invitations: invitations.data,
    async changeRole(userId: string, role: Role): Promise<void> {
      await callApi('PATCH', `${path}/members/${userId}`, { role })
      await stale(queryKeys.members(projectId))
    },
    async remove(userId: string): Promise<void> {
      await callApi('DELETE', `${path}/members/${userId}`)
      await stale(queryKeys.members(projectId))
    },
    async invite(input: { email?: string; role: Role }): Promise<MadeInvitation> {
      const made = await callApi<MadeInvitation>('POST', `${path}/invitations`, input)
      void stale(queryKeys.invitations(projectId))
      return made
    },
    async withdraw(id: string): Promise<void> {
      await callApi('DELETE', `${path}/invitations/${id}`)
      await stale(queryKeys.invitations(projectId))
    },
  }
}

export type Members = ReturnType<typeof useMembers>
