import 'server-only'
import { headers } from 'next/headers'
import { notFound, redirect } from 'next/navigation'
import { cache } from 'react'
import { database } from '@/lib/data/database/client'
import { findMember, findViewer } from '@/lib/data/accounts/identity'
import { isId } from '@/lib/data/database/ids'
import type { Member, Viewer } from '@/lib/domain/access/viewer'
import { env } from '@/lib/env'
import { readCredential } from '@/lib/auth/session'

// Each page, layout and metadata function asks for itself; within one request the database is asked once.

const settings = () => ({ secret: env().NEXTAUTH_SECRET, baseUrl: env().BASE_URL })

/** Who is looking at the page, or null. */
export const pageViewer = cache(async (): Promise<Viewer | null> => {
  const credential = await readCredential(await headers(), settings())
  return credential && findViewer(database(), credential)
})

/** Who is looking at the page; others are sent to sign in and come back to `path`. */
export async function requireViewer(path: string): Promise<Viewer> {
  return (await pageViewer()) ?? redirect(`/sign-in?next=${encodeURIComponent(path)}`)
}

/** The member who is looking at a page of this project. Strangers see the page of a project that is not there. */
export const requireMember = cache(async (projectId: string): Promise<Member> => {
  const credential = await readCredential(await headers(), settings())
  if (!credential) redirect(`/sign-in?next=${encodeURIComponent(`/projects/${projectId}`)}`)
  if (!isId(projectId)) notFound()
  const found = await findMember(database(), credential, projectId)
  if (!found) redirect(`/sign-in?next=${encodeURIComponent(`/projects/${projectId}`)}`)
  return found.member ?? notFound()
})
