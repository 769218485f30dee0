'use client'

import { FileUp } from 'lucide-react'
import type { ReactNode } from 'react'
import { DropZone, FileTrigger, isDirectoryDropItem, isFileDropItem, Text, type DropItem } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Button } from './button'
import { classNames } from './class-names'

/** Every file among dropped things, folders opened all the way down. */
async function filesIn(items: Iterable<DropItem> | AsyncIterable<DropItem>): Promise<File[]> {
  const files: File[] = []
  for await (const item of items) {
    if (isFileDropItem(item)) files.push(await item.getFile())
    else if (isDirectoryDropItem(item)) files.push(...(await filesIn(item.getEntries())))
  }
  return files
}

export interface FileDropZoneProps {
  onFiles: (files: File[]) => void
  /** What may be dropped, and the limit: "PDF, Word, ... up to 100 MB each". */
  hint: ReactNode
  /** Endings or media types offered by the file chooser; dropping is not limited, the server judges. */
  accept?: readonly string[]
  allowsMany?: boolean
  isDisabled?: boolean
  className?: string
}

/** A place to drop files or folders on, to paste them into, or to choose them from. Works from the keyboard. */
export function FileDropZone({ onFiles, hint, accept, allowsMany = true, isDisabled, className }: FileDropZoneProps) {
  const t = useTranslations('ui')
  return (
    <DropZone
      aria-label={t('dropZone')}
      isDisabled={isDisabled}
      getDropOperation={() => 'copy'}
      onDrop={(event) =>
        void filesIn(event.items).then((files) => files.length > 0 && onFiles(allowsMany ? files : files.slice(0, 1)))
      }
      className={classNames(
        'group flex flex-col items-center gap-3 rounded-lg border border-dashed border-rule-strong bg-paper-sunken/60 px-6 py-10 text-center transition-colors',
        'data-drop-target:border-solid data-drop-target:border-accent data-drop-target:bg-accent-soft data-focus-visible:outline-2 data-focus-visible:outline-offset-2 data-focus-visible:outline-focus',
        className,
      )}
    >
      {({ isDropTarget }) => (
        <>
          <FileUp aria-hidden className="size-6 text-ink-muted" strokeWidth={1.5} />
          <Text slot="label" className="font-serif text-lg text-ink">
            {t(isDropTarget ? 'dropFilesNow' : 'dropFiles')}
          </Text>
          <FileTrigger
            acceptedFileTypes={accept}
            allowsMultiple={allowsMany}
            onSelect={(list) => list && list.length > 0 && onFiles([...list])}
          >
            <Button isDisabled={isDisabled}>{t('chooseFiles')}</Button>
          </FileTrigger>
          <div className="text-[0.8125rem] text-ink-muted">{hint}</div>
        </>
      )}
    </DropZone>
  )
}
