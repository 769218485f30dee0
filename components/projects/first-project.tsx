'use client'

import { useTranslations } from 'use-intl'
import { FormFailure } from '@/components/ui/form-failure'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { ProgressBar } from '@/components/ui/progress-bar'
import { ImportProjectDialog, type ImportProjectProps } from './import-project-dialog'
import { NewProjectDialog } from './new-project-dialog'
import { useDemo } from './use-demo'

/** Nothing here yet: begin with an empty project, or have the demo made. */
export function FirstProject({
  name,
  offersDemo,
  ...importing
}: ImportProjectProps & { name: string; offersDemo: boolean }) {
  const t = useTranslations('projects')
  const demo = useDemo()
  return (
    <EmptyState
      title={t('welcome', { name })}
      action={
        !demo.isPending && (
          <div className="flex w-72 max-w-full flex-col gap-2.5">
            <NewProjectDialog trigger={<Button tone="primary">{t('startEmpty')}</Button>} />
            <ImportProjectDialog {...importing} trigger={<Button>{t('import')}</Button>} />
            {offersDemo && <Button onPress={() => void demo.submit()}>{t('startDemo')}</Button>}
          </div>
        )
      }
    >
      <div className="flex flex-col gap-4">
        <h1 className="sr-only">{t('title')}</h1>
        <p>{t('empty')}</p>
        <FormFailure failure={demo.failure} />
        {demo.isPending ? (
          <ProgressBar label={t('demoPending')} />
        ) : (
          offersDemo && <p className="text-sm">{t('demoNote')}</p>
        )}
      </div>
    </EmptyState>
  )
}
