import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { ProjectFrame } from '@/components/projects/project-frame'
import { requireMember } from '@/lib/sign-in/page-viewer'
import { database } from '@/lib/data/database/client'
import { firstStepsDone } from '@/lib/data/projects/first-steps'
import { getProject } from '@/lib/data/projects/projects'
import { abilities } from '@/lib/domain/access/actions'

interface FrameProps {
  params: Promise<{ p: string }>
  children: ReactNode
}

export async function generateMetadata({ params }: FrameProps): Promise<Metadata> {
  const { projectName } = await requireMember((await params).p)
  return { title: { default: projectName, template: `%s · ${projectName} · Commonplace` } }
}

/** The frame of a project's pages; it keeps the browser in step with what colleagues do. */
export default async function ProjectLayout({ params, children }: FrameProps) {
  const member = await requireMember((await params).p)
  const { userId, name, email, locale, isAdmin } = member
  const project = await getProject(database(), member)
  if (!project) notFound()
  const may = abilities(member.role, member.settings)
  return (
    <ProjectFrame
      account={{ userId, name, email, locale, isAdmin }}
      project={{ id: project.id, name: project.name }}
      hides={project.hides}
      lastEvent={project.lastEvent}
      abilities={may}
      firstSteps={
        may['annotations.write']
          ? {
              viewerId: member.userId,
              hasDocuments: project.counts.documents > 0,
              mayInvite: may['members.manage'],
              done: await firstStepsDone(database(), member),
            }
          : null
      }
    >
      {children}
    </ProjectFrame>
  )
}
