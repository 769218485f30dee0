'use client'

import { MessageSquarePlus, Tag } from 'lucide-react'
import { useTranslations } from 'use-intl'

/** For fingers: what was selected can be tagged from here. It takes no focus, so that the selection stays. */
export function TouchBar({ isShown, onTag, onTalk }: { isShown: boolean; onTag: () => void; onTalk?: () => void }) {
  const t = useTranslations('reader')
  const threads = useTranslations('threads')
  if (!isShown) return null
  return (
    <div
      data-bottom-bar
      className="fixed inset-x-0 bottom-16 z-30 flex justify-center gap-3 px-4 pb-[env(safe-area-inset-bottom)] md:bottom-4 short:bottom-2"
    >
      <button
        type="button"
        onPointerDown={(event) => event.preventDefault()}
        onClick={onTag}
        className="inline-flex min-h-12 items-center gap-2.5 rounded-full bg-accent px-6 text-[0.9375rem] font-medium text-accent-ink shadow-raised focus-ring"
      >
        <Tag aria-hidden className="size-4.5" /> {t('tagThis')}
      </button>
      {onTalk && (
        <button
          type="button"
          aria-label={threads('commentOn')}
          onPointerDown={(event) => event.preventDefault()}
          onClick={onTalk}
          className="grid size-12 place-items-center rounded-full border border-rule-strong bg-paper-raised text-ink shadow-raised focus-ring"
        >
          <MessageSquarePlus aria-hidden className="size-5" />
        </button>
      )}
    </div>
  )
}
