'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { keepInCookie } from '@/components/ui/appearance'
import { Button } from '@/components/ui/button'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { showToast } from '@/components/ui/toast'
import { callApi } from '@/lib/browser/api'
import { useSubmission } from '@/lib/browser/use-submission'
import { isLocale, localeCookie, localeNames, locales, type Locale } from '@/lib/i18n/locales'
import { Form } from '@/components/ui/form'
import { FormFailure } from '@/components/ui/form-failure'

/** One's name and the language of the interface. */
export function ProfileForm({ name: stored, locale: current }: { name: string; locale: Locale }) {
  const t = useTranslations('accounts')
  const router = useRouter()
  const queries = useQueryClient()
  const [name, setName] = useState(stored)
  const [locale, setLocale] = useState(current)
  const submission = useSubmission(
    async () => {
      await callApi('PATCH', '/me', { name, locale })
      keepInCookie(localeCookie, locale)
      showToast({ title: t('account.saved'), tone: 'success' })
      void queries.invalidateQueries()
      router.refresh()
    },
    { name: name.trim() === '' && t('needs.name') },
  )
  const { isPending, failure, errorOf } = submission
  return (
    <Form submission={submission} className="flex max-w-md flex-col gap-5">
      <FormFailure failure={failure} />
      <TextField label={t('name')} autoComplete="name" value={name} onChange={setName} error={errorOf('name')} />
      <Select label={t('account.language')} value={locale} onChange={(key) => isLocale(key) && setLocale(key)}>
        {locales.map((one) => (
          <ListItem key={one} id={one}>
            {localeNames[one]}
          </ListItem>
        ))}
      </Select>
      <Button
        type="submit"
        className="self-start"
        isPending={isPending}
        isDisabled={name === stored && locale === current}
      >
        {t('account.save')}
      </Button>
    </Form>
  )
}
