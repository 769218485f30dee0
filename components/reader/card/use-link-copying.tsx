'use client'

import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { CopyField } from '@/components/ui/copy-field'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { showToast } from '@/components/ui/toast'
import { copyText } from '@/lib/browser/copy-text'

/** Copies the link at `path` of this instance and says that it did; where the browser refuses, `dialog` shows the link to be copied by hand. */
export function useLinkCopying(path: string): { copyLink: () => void; dialog: ReactNode } {
  const t = useTranslations('reader.card')
  const ui = useTranslations('ui')
  const [refused, setRefused] = useState<string | null>(null)
  const copyLink = async () => {
    const link = `${window.location.origin}${path}`
    if (await copyText(link)) showToast({ title: t('linkCopied'), tone: 'success' })
    else setRefused(link)
  }
  const close = () => setRefused(null)
  const dialog = refused !== null && (
    <Dialog isOpen onOpenChange={(isOpen) => !isOpen && close()} title={t('linkTitle')}>
      <CopyField label={t('linkLabel')} value={refused} isRefused />
      <DialogActions>
        <Button tone="primary" onPress={close}>
          {ui('close')}
        </Button>
      </DialogActions>
    </Dialog>
  )
  return { copyLink: () => void copyLink(), dialog }
}
