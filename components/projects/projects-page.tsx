'use client'

import { FileInput, Plus } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { FormFailure } from '@/components/ui/form-failure'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { ProgressBar } from '@/components/ui/progress-bar'
import { saidHides } from '@/lib/browser/rounds/use-hides'
import type { Project } from '@/lib/schemas/project'
import { FirstProject } from './first-project'
import { ImportProjectDialog, type ImportProjectProps } from './import-project-dialog'
import { NewProjectDialog } from './new-project-dialog'
import { useDemo } from './use-demo'

export interface ProjectsPageProps extends ImportProjectProps {
  projects: readonly Project[]
  /** Who is signed in. */
  name: string
  /** Whether this person may have the demo project made, and has it not. */
  offersDemo: boolean
}

/** The projects one belongs to; without any, the two ways to begin. */
export function ProjectsPage({ projects, name, offersDemo, ...importing }: ProjectsPageProps) {
  const t = useTranslations('projects')
  if (projects.length === 0) return <FirstProject name={name} offersDemo={offersDemo} {...importing} />
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <ImportProjectDialog
              {...importing}
              trigger={<Button icon={<FileInput aria-hidden />}>{t('import')}</Button>}
            />
            <NewProjectDialog trigger={<Button icon={<Plus aria-hidden />}>{t('new')}</Button>} />
          </>
        }
      />
      <ul aria-label={t('title')} className="flex flex-col">
        {projects.map((project) => (
          <ProjectRow key={project.id} project={project} />
        ))}
      </ul>
      {offersDemo && <DemoOffer />}
    </>
  )
}

/** Below one's own projects: the demo, for whoever began without it. */
function DemoOffer() {
  const t = useTranslations('projects')
  const demo = useDemo()
  return (
    <section
      aria-label={t('demoOffer')}
      className="mt-10 flex max-w-2xl flex-wrap items-center justify-between gap-x-6 gap-y-3 text-sm text-ink-muted"
    >
      <p className="min-w-0 flex-1 basis-72">{t('demoNote')}</p>
      {demo.isPending ? (
        <ProgressBar label={t('demoPending')} />
      ) : (
        <Button size="small" onPress={() => void demo.submit()}>
          {t('demoOffer')}
        </Button>
      )}
      <FormFailure failure={demo.failure} />
    </section>
  )
}

function ProjectRow({ project }: { project: Project }) {
  const t = useTranslations('projects')
  return (
    <li className="relative border-b border-rule py-5 has-[a[data-hovered]]:bg-paper-sunken/60">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
        <h2 dir="auto" className="min-w-0 font-serif text-xl font-normal">
          <Link
            href={`/projects/${project.id}/documents`}
            className="rounded-sm focus-ring after:absolute after:inset-0 data-hovered:text-accent"
          >
            {project.name}
          </Link>
        </h2>
        <Badge>{t(`role.${project.role}`)}</Badge>
      </div>
      {project.description && (
        <p dir="auto" className="mt-1 line-clamp-2 max-w-2xl text-[0.9375rem] text-ink-muted">
          {project.description}
        </p>
      )}
      <p className="mt-1.5 text-[0.8125rem] text-ink-muted tabular-nums">
        {t('counts', { ...project.counts, hides: saidHides(project.hides) })}
      </p>
    </li>
  )
}
