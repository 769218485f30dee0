'use client'

import { Download } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { use, useState } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'
import { Button, ButtonLink } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { PageHeader } from '@/components/ui/page-header'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { Section } from '@/components/ui/section'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { showToast } from '@/components/ui/toast'
import { callApi } from '@/lib/browser/api'
import { useSubmission } from '@/lib/browser/use-submission'
import { HidesContext, saidHides } from '@/lib/browser/rounds/use-hides'
import type { Project } from '@/lib/schemas/project'

/** A project's name, ways of working and end. Everybody may look; a lead may change. */
export function SettingsPage({ project, isAdmin }: { project: Project; isAdmin: boolean }) {
  const t = useTranslations('projects.settings')
  const mayChange = project.abilities['project.update'] === true
  return (
    <>
      <PageHeader title={t('title')} lede={mayChange ? undefined : t('readOnly')} />
      {/* A new version from the server starts the forms anew. */}
      <SettingsForm key={project.version} project={project} mayChange={mayChange} />
      {project.abilities['project.archive'] && <ArchiveSection project={project} isAdmin={isAdmin} />}
      {project.abilities['project.delete'] && <BinSection project={project} />}
    </>
  )
}

function SettingsForm({ project, mayChange }: { project: Project; mayChange: boolean }) {
  const t = useTranslations('projects')
  const router = useRouter()
  const [name, setName] = useState(project.name)
  const [description, setDescription] = useState(project.description)
  const [settings, setSettings] = useState(project.settings)
  const submission = useSubmission(
    async () => {
      await callApi('PATCH', `/projects/${project.id}`, { version: project.version, name, description, settings })
      showToast({ title: t('settings.saved'), tone: 'success' })
      router.refresh()
    },
    { name: name.trim() === '' && t('nameNeeded') },
  )
  const { isPending, failure, errorOf } = submission
  const given = { isDisabled: !mayChange }
  return (
    <Form submission={submission}>
      <Section title={t('settings.general')} note={t('settings.generalNote')} className="border-t-0! pt-0!">
        <div className="flex max-w-xl flex-col gap-5">
          <TextField label={t('name')} value={name} onChange={setName} error={errorOf('name')} {...given} />
          <TextArea
            label={t('description')}
            value={description}
            onChange={setDescription}
            error={errorOf('description')}
            {...given}
          />
        </div>
      </Section>
      <Section title={t('settings.coding')} note={t('settings.codingNote')}>
        <div className="flex max-w-xl flex-col gap-6">
          <RadioGroup
            label={t('settings.codebook')}
            value={settings.codebook}
            onChange={(value) => setSettings({ ...settings, codebook: value === 'locked' ? 'locked' : 'open' })}
            {...given}
          >
            <Radio value="open" note={t('settings.openNote')}>
              {t('settings.open')}
            </Radio>
            <Radio value="locked" note={t('settings.lockedNote')}>
              {t('settings.locked')}
            </Radio>
          </RadioGroup>
          <RadioGroup
            label={t('settings.visibility')}
            value={settings.defaultVisibility}
            onChange={(value) =>
              setSettings({ ...settings, defaultVisibility: value === 'private' ? 'private' : 'shared' })
            }
            {...given}
          >
            <Radio value="shared" note={t('settings.sharedNote')}>
              {t('settings.shared')}
            </Radio>
            <Radio value="private" note={t('settings.privateNote')}>
              {t('settings.private')}
            </Radio>
          </RadioGroup>
          <FormFailure failure={failure} />
          {mayChange && (
            <Button type="submit" tone="primary" className="self-start" isPending={isPending}>
              {t('settings.save')}
            </Button>
          )}
        </div>
      </Section>
    </Form>
  )
}

/** All of the project as one file, for whom no round hides anything of it; whom one does is led to the rounds. For administrators, where the backups of everything are. */
function ArchiveSection({ project, isAdmin }: { project: Project; isAdmin: boolean }) {
  const t = useTranslations('projects.settings')
  const hides = use(HidesContext)
  return (
    <Section title={t('archive')} note={t('archiveNote')}>
      <div className="flex max-w-xl flex-col items-start gap-4">
        <p className="text-[0.9375rem] text-ink-muted">{t(hides ? 'archiveHides' : 'archiveBody')}</p>
        {hides ? (
          <ButtonLink href={`/projects/${project.id}/rounds`}>{t('archiveRounds')}</ButtonLink>
        ) : (
          <ButtonLink
            icon={<Download aria-hidden />}
            href={`/api/v1/projects/${project.id}/export?what=project&format=zip`}
            download
          >
            {t('archiveAction')}
          </ButtonLink>
        )}
        {isAdmin && (
          <p className="text-[0.9375rem] text-ink-muted">
            {t('backups')}{' '}
            <Link
              href="/account#backups"
              className="rounded-sm text-accent focus-ring data-hovered:underline pointer-coarse:py-3"
            >
              {t('backupsAction')}
            </Link>
          </p>
        )}
      </div>
    </Section>
  )
}

function BinSection({ project }: { project: Project }) {
  const t = useTranslations('projects.settings')
  const router = useRouter()
  const { name, counts } = project
  return (
    <Section title={t('bin')} note={t('binNote')}>
      <div className="flex max-w-xl flex-col items-start gap-4">
        <p className="text-[0.9375rem] text-ink-muted">{t('binBody', { name })}</p>
        <ConfirmDialog
          title={t('binTitle', { name })}
          consequence={t('binConsequence', {
            documents: counts.documents,
            annotations: counts.annotations,
            hides: saidHides(project.hides),
            members: counts.members,
          })}
          action={t('binAction')}
          trigger={<Button>{t('binAction')}</Button>}
          onConfirm={async () => {
            await callApi('DELETE', `/projects/${project.id}`)
            router.push('/')
            router.refresh()
          }}
        />
      </div>
    </Section>
  )
}
