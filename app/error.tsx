'use client'

import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { TitlePage } from '@/components/shell/title-page'
import { Button } from '@/components/ui/button'

/** A page that failed: what happened, that nothing was lost, and the id under which the log has it. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const t = useTranslations('shell')
  const ui = useTranslations('ui')
  useEffect(() => {
    console.error(error)
  }, [error])
  return (
    <TitlePage
      title={t('error.title')}
      lede={t('error.body')}
      foot={error.digest && ui('reference', { digest: error.digest })}
    >
      <Button tone="primary" className="self-center" onPress={reset}>
        {ui('retry')}
      </Button>
    </TitlePage>
  )
}
