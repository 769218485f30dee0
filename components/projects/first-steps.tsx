'use client'

import { Circle, CircleCheck, X } from 'lucide-react'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { useLastRead } from '@/lib/browser/documents/use-last-read'
import { useLive } from '@/lib/browser/live/live-context'
import { useKeptText } from '@/lib/browser/use-kept'

export interface FirstStepsProps {
  projectId: string
  viewerId: string
  /** Whether there is a document to open. */
  hasDocuments: boolean
  /** Whether this person may invite others; without it that step is not theirs. */
  mayInvite: boolean
  /** What they had done when the page was made. */
  done: { tagged: boolean; invited: boolean }
}

/** The three acts of the first minute, ticked off as they happen, above a project's pages (on a phone below) until they are done or the strip is put away. */
export function FirstSteps(props: FirstStepsProps) {
  const { projectId, viewerId, done } = props
  const t = useTranslations('projects.firstSteps')
  const [isHidden, hide] = useKeptText(`commonplace-first-steps-${viewerId}-${projectId}`)
  const steps = useSteps(props)
  const isBrowser = useSyncExternalStore(neverChanges, inBrowser, onServer)
  // Whether it was put away is known in the browser alone. Who had done everything before they came here needs no guide.
  if (!isBrowser || isHidden !== null || (done.tagged && (done.invited || !props.mayInvite))) return null
  const next = steps.findIndex(({ isDone }) => !isDone)
  return (
    <aside
      aria-label={t('title')}
      data-bar=""
      data-strip=""
      className="flex min-h-11 items-center gap-x-6 border-b border-rule bg-paper-sunken ps-4 pe-2 max-md:order-last max-md:mb-14 max-md:border-t sm:ps-6 print:hidden"
    >
      <h2 className="label-caps shrink-0 max-md:hidden">{t('title')}</h2>
      <ol className="flex min-w-0 flex-1 flex-wrap items-center gap-x-6 text-sm">
        {steps.map(({ name, href, isDone }, place) => (
          <li key={name} className={classNames('min-w-0', place !== next && 'max-md:hidden')}>
            <Link
              href={href}
              className={classNames(
                'flex min-h-11 items-center gap-2 rounded-sm focus-ring data-hovered:text-ink data-hovered:underline',
                isDone ? 'text-ink-muted' : 'text-ink',
              )}
            >
              {isDone ? (
                <CircleCheck aria-hidden className="size-4 shrink-0 text-accent" />
              ) : (
                <Circle aria-hidden className="size-4 shrink-0 text-ink-muted" />
              )}
              <span>
                {t(name)}
                {isDone && <span className="sr-only"> {t('done')}</span>}
              </span>
            </Link>
          </li>
        ))}
        {next === -1 && <li className="font-serif text-ink-muted italic">{t('all')}</li>}
      </ol>
      <IconButton label={t('hide')} icon={<X />} size="small" onPress={() => hide('hidden')} />
    </aside>
  )
}

function useSteps({ projectId, viewerId, hasDocuments, mayInvite, done }: FirstStepsProps) {
  const lastRead = useLastRead(viewerId, projectId)
  const happened = useHappened(viewerId)
  const tagged = done.tagged || happened.tagged
  const at = `/projects/${projectId}`
  const documents = `${at}/documents`
  const steps = [
    { name: hasDocuments ? ('open' as const) : ('add' as const), href: documents, isDone: tagged || lastRead !== null },
    { name: 'tag' as const, href: lastRead ? `${documents}/${lastRead}` : documents, isDone: tagged },
    { name: 'invite' as const, href: `${at}/members`, isDone: done.invited || happened.invited },
  ]
  return mayInvite ? steps : steps.filter(({ name }) => name !== 'invite')
}

/** What this person has done since the page was made, whichever part of it they did it in. */
function useHappened(viewerId: string): { tagged: boolean; invited: boolean } {
  const live = useLive()
  const [happened, setHappened] = useState({ tagged: false, invited: false })
  useEffect(
    () =>
      live?.onEvents((events) => {
        const own = events.filter(({ actor }) => actor.id === viewerId)
        const has = (type: string) => own.some((event) => event.type === type)
        const now = { tagged: has('annotation.created'), invited: has('invitation.created') }
        if (now.tagged || now.invited)
          setHappened((before) => ({
            tagged: before.tagged || now.tagged,
            invited: before.invited || now.invited,
          }))
      }),
    [live, viewerId],
  )
  return happened
}

const neverChanges = () => () => undefined
const inBrowser = () => true
const onServer = () => false
