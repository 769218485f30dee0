import { redirect } from 'next/navigation'
import { requireMember } from '@/lib/sign-in/page-viewer'

/** A project opens on its documents. */
export default async function ProjectAddress({ params }: { params: Promise<{ p: string }> }) {
  const { p } = await params
  await requireMember(p)
  redirect(`/projects/${p}/documents`)
}
