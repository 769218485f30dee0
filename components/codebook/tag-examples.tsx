'use client'

import { X } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import type { TagExample } from '@/lib/schemas/example'

export interface TagExamplesProps {
  projectId: string
  /** Those of one tag. */
  examples: readonly TagExample[]
  /** Small, where they stand beside something else, with links into a tab of their own. */
  isSmall?: boolean
  /** Given to those who may change the codebook. */
  onDrop?: (example: TagExample) => void
}

/** The passages that show what a tag means, and what it does not, quoted and with the way there; nothing where there are none. */
export function TagExamples({ projectId, examples, isSmall = false, onDrop }: TagExamplesProps) {
  const t = useTranslations('codebook.examples')
  if (examples.length === 0) return null
  return (
    <div className="flex flex-col gap-2.5">
      {(['example', 'counter'] as const).map((kind) => {
        const shown = examples.filter((one) => one.kind === kind)
        if (shown.length === 0) return null
        return (
          <section key={kind} aria-label={t(kind)}>
            <p className="label-caps">{t(kind)}</p>
            <ul className="mt-1 flex flex-col gap-2">
              {shown.map((one) => (
                <li
                  key={one.annotationId}
                  className={classNames(
                    'flex items-start gap-1 border-s-2 ps-3',
                    kind === 'example' ? 'border-success' : 'border-danger',
                  )}
                >
                  <span className="min-w-0 flex-1">
                    <q
                      dir="auto"
                      className={classNames(
                        'line-clamp-4 font-serif text-ink',
                        isSmall ? 'text-[0.8125rem]' : 'text-base',
                      )}
                    >
                      {one.quote}
                    </q>
                    <span className="flex flex-wrap items-center gap-x-2 text-xs text-ink-muted">
                      <Link
                        href={`/projects/${projectId}/documents/${one.documentId}?annotation=${one.annotationId}`}
                        {...(isSmall && { target: '_blank' })}
                        className="rounded-sm text-accent focus-ring data-hovered:underline"
                      >
                        <span className="sr-only">{t('open')} </span>
                        <bdi>{one.documentTitle}</bdi>
                      </Link>
                      {one.page !== null && <span>{t('page', { page: one.page })}</span>}
                      {one.orphaned && <Badge tone="warning">{t('orphaned')}</Badge>}
                    </span>
                  </span>
                  {onDrop && (
                    <IconButton
                      size="small"
                      label={t('drop', { title: one.documentTitle })}
                      icon={<X aria-hidden />}
                      onPress={() => onDrop(one)}
                    />
                  )}
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </div>
  )
}
