import en from '@/messages/en'
import zh from '@/messages/zh'
import type { Messages } from './app-config'
import type { Locale } from './locales'

type Tree = { readonly [key: string]: string | Tree }

/** `over` laid upon `base`: a key that `over` lacks keeps the text of `base`. Neither is changed. */
export function layered(base: Tree, over: Tree): Tree {
  const result: Record<string, string | Tree> = { ...base }
  for (const [key, value] of Object.entries(over)) {
    const below = base[key]
    result[key] = typeof value === 'object' && typeof below === 'object' ? layered(below, value) : value
  }
  return result
}

const byLocale: Record<Locale, Messages> = { en, zh: layered(en, zh) as Messages }

/** All messages of a language, English where it has none yet. */
export function messagesFor(locale: Locale): Messages {
  return byLocale[locale]
}
