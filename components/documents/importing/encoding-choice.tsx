'use client'

import { useTranslations } from 'use-intl'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import type { QueuedFile } from '@/lib/browser/documents/queued-file'
import { textEncodings, type TextEncoding } from '@/lib/domain/documents/text-encodings'

export interface EncodingChoiceProps {
  file: QueuedFile
  /** How the text begins as it is read now. */
  opening: string
  onChoose: (encoding: TextEncoding | null) => void
}

/** How the letters of a text file are read: another choice reads it again, and its beginning shows whether it is right. */
export function EncodingChoice({ file, opening, onChoose }: EncodingChoiceProps) {
  const t = useTranslations('documents.queue')
  return (
    <div className="mt-2 flex flex-wrap items-end gap-x-4 gap-y-2">
      <Select
        label={t('encodingOf', { name: file.name })}
        size="small"
        className="w-44"
        value={file.encoding ?? 'found'}
        onChange={(key) => onChoose(key === 'found' ? null : (key as TextEncoding))}
      >
        <ListItem id="found">{t('encodingFound')}</ListItem>
        {textEncodings.map((name) => (
          <ListItem key={name} id={name}>
            {name}
          </ListItem>
        ))}
      </Select>
      <p dir="auto" className="line-clamp-2 min-w-0 flex-1 basis-60 font-serif text-sm">
        {opening}
      </p>
    </div>
  )
}
