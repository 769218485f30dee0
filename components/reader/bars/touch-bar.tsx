'use client'

import { MessageSquarePlus, Tag } from 'lucide-react'
import { useTranslations } from 'use-intl'

/** What a finger has chosen: words that it selected, or the sentence that it touched. */
export type Touched = 'selection' | 'sentence' | null

/** For fingers: what was selected or touched can be tagged from here. It takes no focus, so that the selection stays. */
export function TouchBar({ touched, onTag, onTalk }: { touched: Touched; onTag: () => void; onTalk?: () => void }) {
  const t = useTranslations('reader')
  const threads = useTranslations('threads')
  if (touched === null) return null
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
        <Tag aria-hidden className="size-4.5" /> {t(touched === 'sentence' ? 'tagSentence' : 'tagThis')}
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
