'use client'

import { useParams } from 'next/navigation'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { Button } from '@/components/ui/button'
import { useRecheckCommands, useRechecks } from '@/lib/browser/codebook/use-rechecks'
import { tagHref } from '@/lib/domain/codebook/tag-address'
import type { Tag } from '@/lib/schemas/tag'

/** On a passage of one's own: which of its tags changed since, with the way to what changed, and that they are still right. */
export function RecheckNote({ annotationId, tags }: { annotationId: string; tags: readonly Tag[] }) {
  const t = useTranslations('codebook.recheck')
  const { p } = useParams<{ p: string }>()
  const changed = useRechecks(
    p,
    tags.some((tag) => tag.recheckCount > 0),
  ).filter((row) => row.annotationId === annotationId)
  const commands = useRecheckCommands(p)
  const { run } = useUndoable(commands.revert, undefined, 'elsewhere')
  if (changed.length === 0) return null
  return (
    <section
      aria-label={t('title')}
      className="flex flex-col gap-2 rounded-md border border-warning bg-warning-soft p-3 text-[0.8125rem]"
    >
      {changed
        .flatMap(({ tagId }) => tags.find((tag) => tag.id === tagId) ?? [])
        .map((tag) => (
          <p key={tag.id}>
            {t('since', { name: tag.name })}{' '}
            <Link href={tagHref(p, tag.id)} className="rounded-sm text-accent underline underline-offset-4 focus-ring">
              {t('what')}
              <span className="sr-only">: {tag.name}</span>
            </Link>
          </p>
        ))}
      <Button
        size="small"
        className="self-start"
        onPress={() => void run(() => commands.tick(changed), t('done', { count: changed.length }), t('failed'))}
      >
        {t('right')}
      </Button>
    </section>
  )
}
