'use client'

import { ArrowLeft, ArrowLeftRight, ArrowRight, Ellipsis, Minus, Pencil, Trash2 } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Link as TextLink } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { useUndoable } from '@/components/history/use-undoable'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { isEnd, useLinkCommands } from '@/lib/browser/links/use-links'
import { tagHref } from '@/lib/domain/codebook/tag-address'
import { firstWords } from '@/lib/domain/history/first-words'
import type { Link, LinkEnd, ShownLinkEnd } from '@/lib/schemas/link'

const LinkDialog = lazy(() => import('./link-dialog'))

export interface LinksListProps {
  projectId: string
  /** The end at which one stands. */
  here: LinkEnd
  links: readonly Link[]
  viewerId: string | null
  may: { annotate: boolean; writeTags: boolean }
  /** Goes to a passage of the document that is open without leaving the page. */
  onOpen?: (annotationId: string) => void
  /** The document that is open. */
  documentId?: string
}

/** The links of one passage or tag, each read from where one stands, with the way to its other end; nothing where there are none. */
export function LinksList(props: LinksListProps) {
  const { projectId, here, links, viewerId, may } = props
  const t = useTranslations('links')
  const commands = useLinkCommands(projectId)
  const { run } = useUndoable(commands.revert, undefined, 'elsewhere')
  const [edited, setEdited] = useState<Link | null>(null)
  const shown = links.filter(({ from, to }) => isEnd(from, here) || isEnd(to, here))
  if (shown.length === 0) return null
  const mayChange = ({ from, to, author }: Link) =>
    from.type === 'tag' && to.type === 'tag' ? may.writeTags : may.annotate && author.id === viewerId
  return (
    <section aria-label={t('title')} className="flex flex-col gap-1.5">
      <p className="label-caps">{t('title')}</p>
      <ul className="flex flex-col gap-2">
        {shown.map((link) => (
          <li key={link.id} className="flex items-start gap-1">
            <LinkRow {...props} link={link} />
            {mayChange(link) && (
              <Menu
                label={t('acts')}
                trigger={<IconButton size="small" label={t('acts')} icon={<Ellipsis aria-hidden />} />}
              >
                <MenuItem id="edit" icon={<Pencil aria-hidden />} onAction={() => setEdited(link)}>
                  {t('edit')}
                </MenuItem>
                <MenuItem
                  id="remove"
                  icon={<Trash2 aria-hidden />}
                  onAction={() => void run(() => commands.remove(link.id), t('removed'), t('failedRemove'))}
                >
                  {t('remove')}
                </MenuItem>
              </Menu>
            )}
          </li>
        ))}
      </ul>
      {edited && (
        <Suspense>
          <LinkDialog projectId={projectId} here={here} link={edited} onClose={() => setEdited(null)} />
        </Suspense>
      )}
    </section>
  )
}

/** What a link says, read from one of its ends, and the other. */
function LinkRow({ projectId, here, link, onOpen, documentId }: LinksListProps & { link: Link }) {
  const t = useTranslations('links')
  const isOut = isEnd(link.from, here)
  const other = isOut ? link.to : link.from
  const way = link.direction === 'one-way' ? (isOut ? 'out' : 'in') : link.direction === 'none' ? 'none' : 'both'
  const opens = onOpen && other.type === 'annotation' && other.documentId === documentId ? onOpen : undefined
  return (
    <div className="min-w-0 flex-1 text-[0.8125rem]">
      <p className="flex flex-wrap items-center gap-x-1.5 text-ink-muted">
        <bdi>{link.kind ?? t('noKind')}</bdi> <Way way={way} />
        <span className="sr-only">{t(`way.${way}`)}</span>
      </p>
      <TextLink
        {...(opens ? { onPress: () => opens(other.id) } : { href: hrefOf(projectId, other) })}
        className="inline-flex max-w-full rounded-sm text-start text-accent focus-ring data-hovered:underline pointer-coarse:min-h-11 pointer-coarse:items-center"
      >
        <bdi className={other.type === 'annotation' ? 'font-serif' : undefined}>
          {other.type === 'annotation' ? t('quoted', { quote: firstWords(other.quote ?? '', 80) }) : other.name}
        </bdi>
      </TextLink>
      {other.documentTitle !== null && other.documentId !== documentId && (
        <bdi className="block text-xs text-ink-muted">{other.documentTitle}</bdi>
      )}
      {link.note !== '' && (
        <p dir="auto" className="mt-0.5 whitespace-pre-wrap text-ink">
          {link.note}
        </p>
      )}
    </div>
  )
}

const ways = { out: ArrowRight, in: ArrowLeft, both: ArrowLeftRight, none: Minus }

function Way({ way }: { way: keyof typeof ways }) {
  const Sign = ways[way]
  return <Sign aria-hidden className="size-3.5 shrink-0 rtl:-scale-x-100" />
}

const hrefOf = (projectId: string, { type, id, documentId }: ShownLinkEnd): string =>
  type === 'tag' ? tagHref(projectId, id) : `/projects/${projectId}/documents/${documentId}?annotation=${id}`
