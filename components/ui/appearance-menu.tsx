'use client'

import { BookOpen } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Selection } from 'react-aria-components'
import { useLocale, useTranslations } from 'use-intl'
import {
  appearanceChoices,
  appearanceCookie,
  appearanceFrom,
  keepInCookie,
  textSizeCookie,
  textSizeFrom,
  textSizes,
} from '@/components/ui/appearance'
import { isLocale, localeCookie, localeNames, locales, localeWritten, type Locale } from '@/lib/i18n/locales'
import { IconButton } from './icon-button'
import { Menu, MenuItem, MenuSection } from './menu'

const onlyKey = (keys: Selection): string => (keys === 'all' ? '' : String([...keys][0] ?? ''))

export interface AppearanceMenuProps {
  /** Keeps a choice of language beyond this browser, where somebody is signed in. */
  keepLanguage?: (locale: Locale) => Promise<unknown>
}

/** The page (light, sepia, dark, as the system), the text size and the language. Kept in cookies; takes effect at once, without a reload. */
export function AppearanceMenu({ keepLanguage }: AppearanceMenuProps) {
  const t = useTranslations('shell')
  const written = useLocale()
  const router = useRouter()
  const [appearance, setAppearance] = useState(() => appearanceFrom(undefined))
  const [size, setSize] = useState(() => textSizeFrom(undefined))
  const readPage = () => {
    // The server wrote both on <html> from the cookies; the menu only repeats what stands there.
    setAppearance(appearanceFrom(document.documentElement.dataset.appearance))
    setSize(textSizeFrom(document.documentElement.dataset.textSize))
  }
  const choose = (value: string) => {
    const choice = appearanceFrom(value)
    if (choice === 'system') delete document.documentElement.dataset.appearance
    else document.documentElement.dataset.appearance = choice
    keepInCookie(appearanceCookie, choice)
    setAppearance(choice)
  }
  const resize = (value: string) => {
    const chosen = textSizeFrom(value)
    document.documentElement.dataset.textSize = chosen
    keepInCookie(textSizeCookie, chosen)
    setSize(chosen)
  }
  const speak = async (value: string) => {
    if (!isLocale(value)) return
    // A browser that cannot reach the server speaks the language all the same, until the account says otherwise.
    await keepLanguage?.(value).catch(() => {})
    keepInCookie(localeCookie, value)
    router.refresh()
  }
  return (
    <Menu
      label={t('appearance')}
      onOpenChange={readPage}
      trigger={<IconButton label={t('appearance')} icon={<BookOpen aria-hidden strokeWidth={1.75} />} />}
    >
      <MenuSection
        title={t('theme.label')}
        selection="single"
        selected={[appearance]}
        onSelect={(keys) => choose(onlyKey(keys))}
      >
        {appearanceChoices.map((choice) => (
          <MenuItem key={choice} id={choice}>
            {t(`theme.${choice}`)}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSection
        title={t('textSize.label')}
        selection="single"
        selected={[size]}
        onSelect={(keys) => resize(onlyKey(keys))}
      >
        {textSizes.map((choice) => (
          <MenuItem key={choice} id={choice}>
            {t(`textSize.${choice}`)}
          </MenuItem>
        ))}
      </MenuSection>
      <MenuSection
        title={t('language')}
        selection="single"
        selected={[localeWritten(written)]}
        onSelect={(keys) => void speak(onlyKey(keys))}
      >
        {locales.map((choice) => (
          <MenuItem key={choice} id={choice}>
            {localeNames[choice]}
          </MenuItem>
        ))}
      </MenuSection>
    </Menu>
  )
}
