'use client'

import { BookOpen, Download, Ellipsis, GitCompareArrows, Highlighter, MapPinOff, PenLine, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem, MenuRule } from '@/components/ui/menu'
import { showToast } from '@/components/ui/toast'
import { ProblemError } from '@/lib/browser/api'
import { download } from '@/lib/browser/download'
import type { Document } from '@/lib/schemas/document'
import { codedFormats } from '@/lib/schemas/export'

/** What can be done with a document. */
export function DocumentMenu({
  projectId,
  mayWrite,
  document,
  onRemove,
}: {
  projectId: string
  mayWrite: boolean
  document: Document
  onRemove: () => Promise<void>
}) {
  const t = useTranslations('documents.table')
  const [isAsking, setAsking] = useState(false)
  const { id, title } = document
  const fetchFile = useFetching(projectId, document)
  return (
    <>
      <Menu
        label={t('actions', { title })}
        trigger={<IconButton label={t('actions', { title })} icon={<Ellipsis aria-hidden />} />}
      >
        <MenuItem id="open" href={`/projects/${projectId}/documents/${id}`} icon={<BookOpen aria-hidden />}>
          {t('open')}
        </MenuItem>
        <MenuItem
          id="download"
          icon={<Download aria-hidden />}
          onAction={() => void fetchFile('original', t('noOriginal'))}
        >
          {t('download')}
        </MenuItem>
        {codedFormats.map((format) => (
          <MenuItem
            key={format}
            id={format}
            icon={<Highlighter aria-hidden />}
            onAction={() => void fetchFile(`export?format=${format}`)}
          >
            {t(`downloadCoded.${format}`)}
          </MenuItem>
        ))}
        <MenuItem
          id="unplaced"
          href={`/projects/${projectId}/documents/${id}/unplaced`}
          icon={<MapPinOff aria-hidden />}
        >
          {t('unplaced')}
        </MenuItem>
        <MenuItem
          id="revisions"
          href={`/projects/${projectId}/documents/${id}/revisions`}
          icon={<GitCompareArrows aria-hidden />}
        >
          {t('revisions')}
        </MenuItem>
        {mayWrite && <MenuRule />}
        {mayWrite && (
          <MenuItem id="correct" href={`/projects/${projectId}/documents/${id}/correct`} icon={<PenLine aria-hidden />}>
            {t('correct')}
          </MenuItem>
        )}
        {mayWrite && (
          <MenuItem id="delete" tone="danger" icon={<Trash2 aria-hidden />} onAction={() => setAsking(true)}>
            {t('delete')}
          </MenuItem>
        )}
      </Menu>
      <RemoveDialog document={document} isOpen={isAsking} onOpenChange={setAsking} onRemove={onRemove} />
    </>
  )
}

/** Fetches a file that a document has; says why where that fails, and `sayNotFound` where it has none. */
function useFetching(projectId: string, { id, title }: Document) {
  return async (part: string, sayNotFound?: string) => {
    try {
      await download(`/projects/${projectId}/documents/${id}/${part}`, title)
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error
      showToast({ title: (error.code === 'not-found' && sayNotFound) || error.message, tone: 'danger' })
    }
  }
}

/** Asks before a document is moved to the bin with what lies on it. */
function RemoveDialog({
  document: { title, annotationCount },
  isOpen,
  onOpenChange,
  onRemove,
}: {
  document: Document
  isOpen: boolean
  onOpenChange: (isOpen: boolean) => void
  onRemove: () => Promise<void>
}) {
  const t = useTranslations('documents.table')
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={t('deleteTitle', { title })}
      consequence={t('deleteBody', { count: annotationCount })}
      action={t('deleteAction')}
      onConfirm={async () => {
        await onRemove()
        showToast({ title: t('deleted', { title }), tone: 'success' })
      }}
    />
  )
}
