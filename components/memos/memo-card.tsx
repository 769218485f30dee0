'use client'

import { Lock, LockOpen, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useFormatter, useTranslations } from 'use-intl'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { IconButton } from '@/components/ui/icon-button'
import { isCalledByItsWords } from '@/lib/domain/memos/first-words'
import type { Memo } from '@/lib/schemas/memo'
import { MemoAbout, MemoQuote } from './memo-about'
import { MemoText } from './memo-text'

/** Characters and lines of a memo that are shown before one unfolds it. */
const shortest = { characters: 700, lines: 8 }

export interface MemoCardProps {
  projectId: string
  memo: Memo
  /** Given to its author. */
  own?: { onEdit: () => void; onShow: () => void; onRemove: () => void }
  /** Left out where everything around it is about the same. */
  showsAbout?: boolean
  /** How deep its heading lies in the page. */
  level?: 2 | 3
}

/** A memo to read: what it says, of which kind, about what, by whom and when; for its author the means to change it. */
export function MemoCard({ projectId, memo, own, showsAbout = true, level = 2 }: MemoCardProps) {
  const t = useTranslations('memos')
  const [isUnfolded, setUnfolded] = useState(false)
  const isLong = memo.text.length > shortest.characters || memo.text.split('\n').length > shortest.lines
  const Heading = `h${level}` as const
  return (
    <article aria-label={memo.title} className="flex flex-col gap-2.5 py-5">
      <header className="flex items-start gap-3">
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <Heading
            dir="auto"
            // Its words follow, and say the same.
            className={isCalledByItsWords(memo) ? 'sr-only' : 'font-serif text-lg leading-snug text-ink'}
          >
            {memo.title}
          </Heading>
          <Facts projectId={projectId} memo={memo} showsAbout={showsAbout} />
        </div>
        {own && (
          <div className="flex shrink-0 print:hidden">
            <IconButton label={t('edit', { title: memo.title })} icon={<Pencil aria-hidden />} onPress={own.onEdit} />
            <IconButton
              label={t(memo.visibility === 'private' ? 'share' : 'withdraw', { title: memo.title })}
              icon={memo.visibility === 'private' ? <Lock aria-hidden /> : <LockOpen aria-hidden />}
              onPress={own.onShow}
            />
            <IconButton
              label={t('remove', { title: memo.title })}
              icon={<Trash2 aria-hidden />}
              onPress={own.onRemove}
            />
          </div>
        )}
      </header>
      {showsAbout && <MemoQuote projectId={projectId} subject={memo.subject} />}
      {isLong && !isUnfolded ? (
        <p
          dir="auto"
          className="line-clamp-6 max-w-prose font-serif text-base leading-relaxed whitespace-pre-line text-ink"
        >
          {memo.text.slice(0, 2 * shortest.characters)}
        </p>
      ) : (
        memo.body !== null && <MemoText body={memo.body} />
      )}
      {isLong && (
        <Button
          size="small"
          tone="plain"
          aria-expanded={isUnfolded}
          onPress={() => setUnfolded(!isUnfolded)}
          className="-ms-2 self-start pointer-coarse:min-h-11 print:hidden"
        >
          {t(isUnfolded ? 'fold' : 'unfold')}
        </Button>
      )}
    </article>
  )
}

function Facts({ projectId, memo, showsAbout }: Required<Pick<MemoCardProps, 'projectId' | 'memo' | 'showsAbout'>>) {
  const t = useTranslations('memos')
  const format = useFormatter()
  const created = new Date(memo.createdAt)
  const changed = new Date(memo.updatedAt)
  const long = (time: Date) => format.dateTime(time, { dateStyle: 'full', timeStyle: 'short' })
  const isChanged = changed.getTime() - created.getTime() > 60_000
  return (
    <p className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1 text-[0.8125rem] text-ink-muted">
      {memo.kind !== null && (
        <Badge className="max-w-48">
          <bdi className="truncate">{memo.kind}</bdi>
        </Badge>
      )}
      {memo.visibility === 'private' && (
        <span className="inline-flex items-center gap-1">
          <Lock aria-hidden className="size-3" />
          {t('private')}
        </span>
      )}
      <bdi className="font-medium text-ink">{memo.author.name}</bdi>
      <time dateTime={memo.createdAt} title={long(created)}>
        {format.dateTime(created, { dateStyle: 'medium', timeStyle: 'short' })}
      </time>
      {isChanged && (
        <time dateTime={memo.updatedAt} title={long(changed)}>
          {t('changedAt', { time: format.dateTime(changed, { dateStyle: 'medium' }) })}
        </time>
      )}
      {showsAbout && (
        <span className="min-w-0">
          <MemoAbout projectId={projectId} subject={memo.subject} />
        </span>
      )}
    </p>
  )
}
