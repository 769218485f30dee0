'use client'

import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import type { Document } from '@/lib/schemas/document'
import { InlineInput } from './inline-input'

export interface DocumentTitleProps {
  projectId: string
  document: Document
  /** Saves another title; null where this person may not. */
  onChange: ((title: string) => Promise<void>) | null
}

/** A document's title: a link to the reader, and a pencil that turns it into a field. */
export function DocumentTitle({ projectId, document, onChange }: DocumentTitleProps) {
  const t = useTranslations('documents.table')
  const [isEditing, setEditing] = useState(false)
  const { title } = document
  if (isEditing && onChange)
    return (
      <InlineInput
        label={t('editTitle', { title })}
        value={title}
        maxLength={500}
        onSave={async (text) => onChange(text)}
        onDone={() => setEditing(false)}
      />
    )
  return (
    <span className="flex items-baseline gap-1">
      <Link
        href={`/projects/${projectId}/documents/${document.id}`}
        dir="auto"
        lang={document.language}
        className="rounded-sm font-serif text-base leading-snug focus-ring data-hovered:text-accent pointer-coarse:flex pointer-coarse:min-h-11 pointer-coarse:items-center"
      >
        <span className="line-clamp-2">{title}</span>
      </Link>
      {onChange && (
        <span className="self-center opacity-0 transition-opacity group-hover:opacity-100 focus-within:opacity-100 pointer-coarse:opacity-100">
          <IconButton
            size="small"
            label={t('editTitle', { title })}
            icon={<Pencil aria-hidden />}
            onPress={() => setEditing(true)}
          />
        </span>
      )}
    </span>
  )
}
