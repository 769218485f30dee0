'use client'

import { usePathname } from 'next/navigation'
import { useState, type ReactNode } from 'react'
import { AppShell, type ShownAccount } from '@/components/shell/app-shell'
import { pagesFor } from '@/components/shell/project-places'
import { useWaitingCount } from '@/lib/browser/codebook/use-proposals'
import { LiveContext } from '@/lib/browser/live/live-context'
import { HidesContext, useProjectHides } from '@/lib/browser/rounds/use-hides'
import { useLiveProject } from '@/lib/browser/use-project-events'
import type { Abilities } from '@/lib/domain/access/actions'
import { FirstSteps, type FirstStepsProps } from './first-steps'

export interface ProjectFrameProps {
  account: ShownAccount
  project: { id: string; name: string }
  /** The newest event that what is shown includes. */
  lastEvent: number
  /** Whether something may be hidden from this person. */
  hides: boolean
  /** What this person may do: which pages they are offered, and whether they are shown how many proposals wait for a decision. */
  abilities: Abilities
  /** The acts of the first minute; null for whom they are not. */
  firstSteps: Omit<FirstStepsProps, 'projectId'> | null
  children: ReactNode
}

/** The shell around a project's pages: the reader has the whole width, the others a column. Follows the project's events. */
export function ProjectFrame({
  account,
  project,
  lastEvent,
  hides,
  abilities,
  firstSteps,
  children,
}: ProjectFrameProps) {
  // Later renders of the layout bring a later number; the follower has moved on by itself.
  const [from] = useState(lastEvent)
  const live = useLiveProject(project.id, from)
  const hidesNow = useProjectHides(project.id, hides)
  const waiting = useWaitingCount(abilities['codebook.write'] ? project.id : null)
  const isReader = /^\/projects\/[^/]+\/documents\/[^/]+\/?$/.test(usePathname())
  return (
    <LiveContext value={live}>
      <AppShell
        account={account}
        project={project}
        pages={pagesFor(abilities)}
        waiting={waiting ? { proposals: waiting } : undefined}
        width={isReader ? 'full' : 'page'}
        strip={firstSteps && <FirstSteps projectId={project.id} {...firstSteps} />}
      >
        <HidesContext value={hidesNow}>{children}</HidesContext>
      </AppShell>
    </LiveContext>
  )
}
