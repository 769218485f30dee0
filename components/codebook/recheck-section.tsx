'use client'

import { Check } from 'lucide-react'
import { Link } from 'react-aria-components'
import { useFormatter, useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ProgressBar } from '@/components/ui/progress-bar'
import { Section } from '@/components/ui/section'
import { useMeaningChanges, useRecheckCommands, useRechecks } from '@/lib/browser/codebook/use-rechecks'
import type { Tag } from '@/lib/schemas/tag'
import { MeaningChanged } from './meaning/meaning-changed'
import { useUndoable } from '@/components/history/use-undoable'

/** Passages shown at once; the next come as these are ticked off. */
const shownAtOnce = 20

/** A tag that changed since its passages were coded: what changed, the reader's own to look at again, and how far everybody is. Nothing where it has not. */
export function RecheckSection({ projectId, tag }: { projectId: string; tag: Tag }) {
  const t = useTranslations('codebook.recheck')
  const format = useFormatter()
  const changes = useMeaningChanges(projectId, tag.id, tag.meaningChangedAt !== null)
  const own = useRechecks(projectId, tag.recheckCount > 0).filter((row) => row.tagId === tag.id)
  const commands = useRecheckCommands(projectId)
  const { run } = useUndoable(commands.revert, undefined, 'elsewhere')
  const progress = changes?.progress ?? []
  if (tag.meaningChangedAt === null || !changes || (own.length === 0 && progress.length === 0)) return null
  const tick = (rows: readonly (typeof own)[number][]) =>
    void run(() => commands.tick(rows), t('done', { count: rows.length }), t('failed'))
  return (
    <Section
      title={t('title')}
      actions={
        own.length > 1 && (
          <Button size="small" onPress={() => tick(own)}>
            {t('all', { count: own.length })}
          </Button>
        )
      }
    >
      <div className="grid grid-cols-1 max-w-4xl gap-x-12 gap-y-6 md:grid-cols-2">
        <div className="flex flex-col gap-4">
          <MeaningChanged tag={tag} changes={changes} />
          {progress.length > 0 && (
            <ul aria-label={t('progress')} className="flex max-w-xs flex-col gap-2">
              {progress.map(({ coder, done, total }) => (
                <li key={coder.id}>
                  <ProgressBar label={coder.name} done={done} total={total} />
                </li>
              ))}
            </ul>
          )}
        </div>
        {own.length > 0 && (
          <div>
            <p className="mb-2 text-sm text-ink">{t('own', { count: own.length })}</p>
            <ul aria-label={t('ownList')} className="flex flex-col">
              {own.slice(0, shownAtOnce).map((row) => (
                <li key={row.annotationId} className="flex items-start gap-3 border-b border-rule py-2.5">
                  <span className="min-w-0 flex-1">
                    <q dir="auto" className="line-clamp-3 font-serif text-base text-ink">
                      {row.quote}
                    </q>
                    <span className="flex flex-wrap gap-x-2 text-xs text-ink-muted">
                      <Link
                        href={`/projects/${projectId}/documents/${row.documentId}?annotation=${row.annotationId}`}
                        className="rounded-sm text-accent focus-ring data-hovered:underline"
                      >
                        <bdi>{row.documentTitle}</bdi>
                      </Link>
                      <time dateTime={row.codedAt}>
                        {format.dateTime(new Date(row.codedAt), { dateStyle: 'medium' })}
                      </time>
                    </span>
                  </span>
                  <Button
                    size="small"
                    icon={<Check aria-hidden />}
                    aria-label={t('rightOf', { quote: row.quote.slice(0, 60) })}
                    onPress={() => tick([row])}
                  >
                    {t('right')}
                  </Button>
                </li>
              ))}
            </ul>
            {own.length > shownAtOnce && (
              <p className="pt-2 text-xs text-ink-muted">{t('more', { count: own.length - shownAtOnce })}</p>
            )}
          </div>
        )}
      </div>
    </Section>
  )
}
