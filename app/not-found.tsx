import { TitlePage } from '@/components/shell/title-page'
import { ButtonLink } from '@/components/ui/button'
import { translations } from '@/lib/i18n/server'

/** A missing page, and a page of somebody else's: the two answer alike. */
export default async function NotFound() {
  const t = await translations('shell')
  return (
    <TitlePage title={t('notFound.title')} lede={t('notFound.body')}>
      <ButtonLink href="/" className="self-center">
        {t('notFound.action')}
      </ButtonLink>
    </TitlePage>
  )
}
