'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Form } from 'react-aria-components'
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
import { FormFailure } from '@/components/ui/form-failure'

/** One's name and the language of the interface. */
export function ProfileForm({ name: stored, locale: current }: { name: string; locale: Locale }) {
  const t = useTranslations('accounts')
  const router = useRouter()
  const queries = useQueryClient()
  const [name, setName] = useState(stored)
  const [locale, setLocale] = useState(current)
  const { submit, isPending, failure, errorOf } = useSubmission(async () => {
    await callApi('PATCH', '/me', { name, locale })
    keepInCookie(localeCookie, locale)
    showToast({ title: t('account.saved'), tone: 'success' })
    void queries.invalidateQueries()
    router.refresh()
  })
  return (
    <Form
      validationBehavior="aria"
      className="flex max-w-md flex-col gap-5"
      onSubmit={(event) => (event.preventDefault(), void submit())}
    >
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
