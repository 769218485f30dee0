'use client'

import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { tagHref } from '@/lib/domain/codebook/tag-address'
import type { Memo } from '@/lib/schemas/memo'

const linkClasses =
  'rounded-sm focus-ring underline decoration-rule-strong underline-offset-2 data-hovered:text-ink pointer-coarse:py-3'

/** What a memo is about, with the way there. */
export function MemoAbout({ projectId, subject }: { projectId: string; subject: Memo['subject'] }) {
  const t = useTranslations('memos.about')
  const to = hrefOf(projectId, subject)
  const name = subject.name ?? subject.documentTitle ?? ''
  if (to === null) return <span>{t('project')}</span>
  return t.rich(subject.type, {
    name,
    link: (words) => (
      <Link href={to} className={linkClasses}>
        <bdi>{words}</bdi>
      </Link>
    ),
  })
}

/** The words that a memo on a passage is about, as a quotation that leads to them. */
export function MemoQuote({ projectId, subject }: { projectId: string; subject: Memo['subject'] }) {
  const to = hrefOf(projectId, subject)
  if (subject.type !== 'annotation' || subject.quote === null || to === null) return null
  return (
    <blockquote className="border-s-2 border-rule-strong ps-3">
      <Link href={to} className="rounded-sm focus-ring data-hovered:text-ink">
        <span dir="auto" className="line-clamp-3 font-serif text-[0.9375rem] leading-relaxed text-ink-muted">
          {subject.quote}
        </span>
      </Link>
    </blockquote>
  )
}

function hrefOf(projectId: string, { type, id, documentId }: Memo['subject']): string | null {
  const project = `/projects/${projectId}`
  switch (type) {
    case 'project':
      return null
    case 'document':
      return `${project}/documents/${id}`
    case 'tag':
      return tagHref(projectId, id)
    case 'theme':
      return `${project}/themes/${id}`
    case 'annotation':
      return `${project}/documents/${documentId}?annotation=${id}`
  }
}
