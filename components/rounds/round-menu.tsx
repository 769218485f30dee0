'use client'

import { Ellipsis } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { showToast } from '@/components/ui/toast'
import { useRoundCommands } from '@/lib/browser/rounds/use-rounds'
import type { RoundDetail } from '@/lib/schemas/round'
import type { Coder } from './coder-choice'
import { EditRoundDialog } from './edit-round-dialog'

type Asking = 'edit' | 'open' | 'close' | 'bin'

export interface RoundMenuProps {
  projectId: string
  round: RoundDetail
  coders: readonly Coder[]
  /** While the round is moved to the bin, until its page is left or the server refuses. */
  onLeaving: (isLeaving: boolean) => void
}

/** What a lead can do with a round, each command asked about where it takes something away. */
export function RoundMenu({ projectId, round, coders, onLeaving }: RoundMenuProps) {
  const t = useTranslations('rounds.page')
  const router = useRouter()
  const commands = useRoundCommands(projectId)
  const [asking, setAsking] = useState<Asking | null>(null)
  const { name } = round
  const isClosed = round.closedAt !== null
  const said = (title: string) => showToast({ title, tone: 'success' })
  const resume = async () => {
    try {
      await commands.change(round.id, { closed: false })
      said(t('resumed', { name }))
    } catch (error) {
      showToast({ title: t('failed'), description: error instanceof Error ? error.message : undefined, tone: 'danger' })
    }
  }
  const onAction = (key: unknown) => {
    if (key === 'resume') void resume()
    else setAsking(key as Asking)
  }
  const bin = async () => {
    onLeaving(true)
    try {
      await commands.remove(round.id)
    } catch (error) {
      onLeaving(false)
      throw error
    }
    said(t('binned', { name }))
    router.push(`/projects/${projectId}/rounds`)
  }
  const confirm = { isOpen: true, onOpenChange: (isOpen: boolean) => !isOpen && setAsking(null) }
  const remaining = round.tasks.filter((task) => task.state !== 'submitted').length
  return (
    <>
      <Menu
        label={t('more')}
        placement="bottom end"
        onAction={onAction}
        trigger={<IconButton label={t('more')} icon={<Ellipsis aria-hidden />} />}
      >
        <MenuItem id="edit">{t('edit')}</MenuItem>
        {round.isBlind && <MenuItem id="open">{t('openEarly')}</MenuItem>}
        {isClosed ? <MenuItem id="resume">{t('resume')}</MenuItem> : <MenuItem id="close">{t('close')}</MenuItem>}
        <MenuItem id="bin">{t('bin')}</MenuItem>
      </Menu>
      {asking === 'edit' && (
        <EditRoundDialog projectId={projectId} round={round} coders={coders} onClose={() => setAsking(null)} />
      )}
      {asking === 'open' && (
        <ConfirmDialog
          {...confirm}
          title={t('openEarlyTitle', { name })}
          consequence={t('openEarlyBody')}
          action={t('openEarlyAct')}
          onConfirm={async () => (await commands.change(round.id, { opened: true }), said(t('opened', { name })))}
        />
      )}
      {asking === 'close' && (
        <ConfirmDialog
          {...confirm}
          title={t('closeTitle', { name })}
          consequence={t('closeBody', { open: remaining })}
          action={t('closeAct')}
          tone="primary"
          onConfirm={async () => (await commands.change(round.id, { closed: true }), said(t('closedToast', { name })))}
        />
      )}
      {asking === 'bin' && (
        <ConfirmDialog
          {...confirm}
          title={t('binTitle', { name })}
          consequence={t('binBody')}
          action={t('binAct')}
          onConfirm={bin}
        />
      )}
    </>
  )
}
