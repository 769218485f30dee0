'use client'

import { useTranslations } from 'use-intl'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import type { ReviewView } from '@/lib/browser/review/use-review'
import { mostDocuments, sharedBy, type CodedDocument } from '@/lib/domain/review/shared-documents'
import type { ReviewChoice } from '@/lib/domain/review/review-address'

export interface ReviewToolbarProps {
  rounds: readonly { id: string; name: string; documentIds: readonly string[] }[]
  documents: readonly { id: string; title: string }[]
  /** Without a round: what two or more have coded, and who did. Nobody else is there to be chosen. */
  coded: readonly CodedDocument[]
  nameOf: (id: string) => string
  choice: ReviewChoice
  onChoice: (choice: ReviewChoice) => void
  view: ReviewView
  onView: (view: ReviewView) => void
  isOverlaid: boolean
  onOverlaid: (isOverlaid: boolean) => void
}

const any = 'any'

/** What is compared, in which order, and how it is laid out. */
export function ReviewToolbar({ choice, onChoice, rounds, documents, coded, nameOf, ...layout }: ReviewToolbarProps) {
  const t = useTranslations('review')
  const round = rounds.find(({ id }) => id === choice.roundId)
  const shared = round || choice.coderIds.length < 2 ? [] : sharedBy(coded, choice.coderIds)
  const both = shared.slice(0, mostDocuments)
  const offered = round ? round.documentIds : shared
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3 max-sm:grid grid-cols-1 max-sm:grid-cols-2">
      <Select
        label={t('choose.round')}
        size="small"
        value={choice.roundId ?? any}
        onChange={(key) => onChoice({ roundId: key === any ? null : String(key), documentIds: [], coderIds: [] })}
        className="min-w-0 max-sm:col-span-2 sm:min-w-44"
      >
        {rounds.map(({ id, name }) => (
          <ListItem key={id} id={id}>
            {name}
          </ListItem>
        ))}
        <ListItem id={any}>{t('choose.noRound')}</ListItem>
      </Select>
      {!round && <CoderPair {...{ choice, onChoice, coded, nameOf }} />}
      <Select
        label={t('choose.document')}
        size="small"
        placeholder={t('choose.placeholder')}
        isDisabled={offered.length === 0}
        value={choice.documentIds.length === 1 ? (choice.documentIds[0] ?? any) : any}
        onChange={(key) => onChoice({ ...choice, documentIds: key === any ? both : [String(key)] })}
        className="min-w-0 max-sm:col-span-2 sm:max-w-72 sm:min-w-44"
      >
        <ListItem id={any}>
          {round
            ? t('choose.allDocuments')
            : both.length < shared.length
              ? t('choose.firstOfBoth', { count: both.length, shared: shared.length })
              : t('choose.bothCoded', { count: both.length })}
        </ListItem>
        {documents
          .filter(({ id }) => offered.includes(id))
          .map(({ id, title }) => (
            <ListItem key={id} id={id}>
              {title}
            </ListItem>
          ))}
      </Select>
      <LayoutFields {...layout} />
    </div>
  )
}

/** Two who have coded the same document; whoever is chosen first decides who is offered beside them. */
function CoderPair({
  choice,
  onChoice,
  coded,
  nameOf,
}: Pick<ReviewToolbarProps, 'choice' | 'onChoice' | 'coded' | 'nameOf'>) {
  const t = useTranslations('review')
  const [first, second] = choice.coderIds
  const coders = [...new Set(coded.flatMap(({ coderIds }) => coderIds))]
  const pick = (coderIds: string[]) =>
    onChoice({
      ...choice,
      coderIds,
      documentIds: coderIds.length > 1 ? sharedBy(coded, coderIds).slice(0, mostDocuments) : [],
    })
  const beside = coders.filter((id) => id !== first && first !== undefined && sharedBy(coded, [first, id]).length > 0)
  const keep = (id: string) =>
    second !== undefined && second !== id && sharedBy(coded, [id, second]).length > 0 ? [id, second] : [id]
  const fields = [
    { name: 'choose.firstCoder', value: first, offered: coders, onPick: (id: string) => pick(keep(id)) },
    { name: 'choose.secondCoder', value: second, offered: beside, onPick: (id: string) => first && pick([first, id]) },
  ] as const
  return fields.map(({ name, value, offered, onPick }) => (
    <Select
      key={name}
      label={t(name)}
      size="small"
      placeholder={t('choose.placeholder')}
      value={value ?? null}
      isDisabled={offered.length === 0}
      onChange={(key) => onPick(String(key))}
      className="min-w-0 sm:min-w-36"
    >
      {offered.map((id) => (
        <ListItem key={id} id={id}>
          {nameOf(id)}
        </ListItem>
      ))}
    </Select>
  ))
}

function LayoutFields({
  view,
  onView,
  isOverlaid,
  onOverlaid,
}: Pick<ReviewToolbarProps, 'view' | 'onView' | 'isOverlaid' | 'onOverlaid'>) {
  const t = useTranslations('review')
  return (
    <>
      <Select
        label={t('choose.show')}
        size="small"
        value={view.show}
        onChange={(key) => onView({ ...view, show: key as ReviewView['show'] })}
        className="min-w-0 sm:min-w-36"
      >
        <ListItem id="differences">{t('show.differences')}</ListItem>
        <ListItem id="unanimous">{t('show.unanimous')}</ListItem>
        <ListItem id="all">{t('show.all')}</ListItem>
      </Select>
      {/* In one piece, so that nothing of it stands alone in a second row. */}
      <div className="flex flex-wrap items-end gap-x-4 gap-y-3 max-sm:contents">
        <Select
          label={t('choose.order')}
          size="small"
          value={view.order}
          onChange={(key) => onView({ ...view, order: key as ReviewView['order'] })}
          className="min-w-0 sm:min-w-40"
        >
          <ListItem id="agreement">{t('order.agreement')}</ListItem>
          <ListItem id="position">{t('order.position')}</ListItem>
        </Select>
        <div className="flex flex-wrap gap-x-5 gap-y-2 pb-1 max-sm:col-span-2">
          <Switch isSelected={view.state === 'open'} onChange={(on) => onView({ ...view, state: on ? 'open' : 'all' })}>
            {t('choose.openOnly')}
          </Switch>
          <Switch isSelected={isOverlaid} onChange={onOverlaid}>
            {t('choose.overlaid')}
          </Switch>
        </div>
      </div>
    </>
  )
}
