'use client'

import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { AppearanceMenu } from '@/components/ui/appearance-menu'
import { Fleuron } from '@/components/ui/fleuron'
import { OfflineBar } from './offline-bar'
import { Wordmark } from './wordmark'

export interface TitlePageProps {
  /** What one is here to do: "Sign in". It is the h1. */
  title: string
  lede?: ReactNode
  /** The form or the links. */
  children?: ReactNode
  /** Below the foot rule: the other way in, a note. */
  foot?: ReactNode
}

/** A page for those who are not in yet, or not anywhere (sign-in, set-up, invitation, errors): set like a book's title page. */
export function TitlePage({ title, lede, children, foot }: TitlePageProps) {
  const t = useTranslations('shell')
  return (
    <div className="flex min-h-dvh flex-col">
      <OfflineBar />
      <div className="flex flex-1 flex-col p-3 sm:p-5">
        <div className="relative flex flex-1 flex-col items-center border border-rule px-5 py-12 outline outline-offset-[-5px] outline-rule sm:py-16">
          <div className="absolute end-3 top-3">
            <AppearanceMenu />
          </div>
          <header className="flex flex-col items-center gap-3 text-center">
            <Wordmark size="title" className="max-sm:text-[2.25rem]" />
            <p className="font-serif text-[1.0625rem] text-ink-muted italic">{t('tagline')}</p>
            <Fleuron className="mt-4" />
          </header>
          <main id="main" className="mt-10 flex w-full max-w-sm flex-col gap-6 sm:mt-12">
            <div className="flex flex-col gap-2 text-center">
              <h1 className="font-serif text-xl font-normal">{title}</h1>
              {lede && <div className="text-[0.9375rem] wrap-anywhere text-ink-muted text-pretty">{lede}</div>}
            </div>
            {children}
          </main>
          {foot && <footer className="mt-auto w-full max-w-sm pt-12 text-center text-sm text-ink-muted">{foot}</footer>}
        </div>
      </div>
    </div>
  )
}
