'use client'

import { CircleCheck, Info, TriangleAlert, X } from 'lucide-react'
import {
  Button,
  Text,
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as ToastContent,
  UNSTABLE_ToastQueue as ToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
} from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from './class-names'

export interface Toast {
  title: string
  description?: string
  tone?: 'plain' | 'success' | 'danger'
  /** One command, usually "Undo"; the toast closes after it. */
  action?: { label: string; onPress: () => void }
}

const queue = new ToastQueue<Toast>({ maxVisibleToasts: 3 })

/**
 * Shows a passing message and has it announced. It goes after 7 seconds (the time stops while it is hovered or focused);
 * with an action or an error it stays until dismissed. Returns a function that takes it away.
 */
export function showToast(toast: Toast): () => void {
  const stays = toast.action !== undefined || toast.tone === 'danger'
  const key = queue.add(toast, stays ? {} : { timeout: 7000 })
  return () => queue.close(key)
}

const icons = {
  plain: <Info aria-hidden className="text-accent" />,
  success: <CircleCheck aria-hidden className="text-success" />,
  danger: <TriangleAlert aria-hidden className="text-danger" />,
}

/** Where the messages appear; once, in the providers. F6 moves the focus to it. */
export function ToastRegion() {
  const t = useTranslations('ui')
  return (
    <AriaToastRegion
      queue={queue}
      className="fixed inset-x-4 bottom-20 z-50 flex flex-col items-center gap-2 outline-none sm:inset-x-auto sm:end-6 sm:items-end md:bottom-6 [body:has([data-bottom-bar])_&]:bottom-40 md:[body:has([data-bottom-bar])_&]:bottom-20"
    >
      {({ toast }) => (
        <AriaToast
          toast={toast}
          className={classNames(
            'flex w-full max-w-sm items-start gap-3 rounded-lg border bg-paper-raised px-4 py-3 shadow-raised focus-ring sm:w-96',
            toast.content.tone === 'danger' ? 'border-danger' : 'border-rule',
          )}
        >
          <span className="mt-0.5 [&_svg]:size-4.5">{icons[toast.content.tone ?? 'plain']}</span>
          <ToastContent className="flex min-w-0 flex-1 flex-col gap-0.5">
            <Text slot="title" className="text-sm font-medium text-ink">
              {toast.content.title}
            </Text>
            {toast.content.description && (
              <Text slot="description" className="text-[0.8125rem] text-ink-muted">
                {toast.content.description}
              </Text>
            )}
          </ToastContent>
          {toast.content.action && (
            <Button
              className="rounded-sm px-1 py-0.5 text-sm font-medium text-accent underline underline-offset-4 focus-ring data-hovered:text-accent-strong"
              onPress={() => {
                toast.content.action?.onPress()
                queue.close(toast.key)
              }}
            >
              {toast.content.action.label}
            </Button>
          )}
          <Button
            slot="close"
            aria-label={t('dismiss')}
            className="-me-1 grid size-6 pointer-coarse:size-11 place-items-center rounded-sm text-ink-muted focus-ring data-hovered:text-ink"
          >
            <X aria-hidden className="size-4" />
          </Button>
        </AriaToast>
      )}
    </AriaToastRegion>
  )
}
