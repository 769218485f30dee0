import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Reader } from '@/components/reader/reader'
import { ownSettings } from '@/lib/data/accounts/accounts'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { getDocument } from '@/lib/data/documents/documents'
import { can, type Action } from '@/lib/domain/access/actions'
import { isId } from '@/lib/data/database/ids'
import { getProject } from '@/lib/data/projects/projects'

interface ReaderPageProps {
  params: Promise<{ p: string; d: string }>
  searchParams: Promise<Partial<Record<'annotation' | 'find' | 'at', string | string[]>>>
}

export async function generateMetadata({ params }: ReaderPageProps): Promise<Metadata> {
  const { p, d } = await params
  const member = await requireMember(p)
  const document = isId(d) ? await getDocument(database(), member, d) : null
  return { title: document?.title }
}

/** One document, to be read and coded. */
export default async function ReaderPage({ params, searchParams }: ReaderPageProps) {
  const { p, d } = await params
  const { annotation, find, at } = await searchParams
  const member = await requireMember(p)
  const db = database()
  const [document, project, { readerKeys }] = await Promise.all([
    isId(d) ? getDocument(db, member, d) : null,
    getProject(db, member),
    ownSettings(db, member),
  ])
  if (!document || !project) notFound()
  const may = (action: Action) => can(member.role, action, member.settings)
  return (
    <>
      {/* Asked for while the scripts are still on their way; the page's own requests find the answers there. A hint by function would wait for the scripts. */}
      {[`documents/${d}/content`, `documents/${d}/annotations`, 'tags?limit=500&total=false'].map((path) => (
        <link key={path} rel="preload" as="fetch" crossOrigin="anonymous" href={`/api/v1/projects/${p}/${path}`} />
      ))}
      <Reader
        key={document.id}
        project={{
          id: project.id,
          defaultVisibility: project.settings.defaultVisibility,
          pinnedTagIds: project.pinnedTagIds,
        }}
        document={{
          id: document.id,
          title: document.title,
          language: document.language,
          direction: document.direction,
          revisionId: document.revisionId,
          cases: document.cases,
        }}
        viewer={{ id: member.userId, name: member.name, keys: readerKeys }}
        may={{
          annotate: may('annotations.write'),
          star: may('excerpts.star'),
          createTags: may('codebook.write'),
          proposeTags: may('codebook.propose'),
          setUpRounds: may('rounds.manage'),
          talk: may('comments.write'),
          writeCases: may('documents.write'),
        }}
        annotationId={typeof annotation === 'string' ? annotation : undefined}
        found={typeof find === 'string' ? { query: find.slice(0, 200), at: Number(at) || 0 } : undefined}
      />
    </>
  )
}
