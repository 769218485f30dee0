'use client'

import { useTranslations } from 'use-intl'
import { ListItem } from '@/components/ui/list-item'
import { Select } from '@/components/ui/select'
import { Switch } from '@/components/ui/switch'
import type { ReviewChoice, ReviewView } from '@/lib/browser/review/use-review'

export interface ReviewToolbarProps {
  rounds: readonly { id: string; name: string }[]
  documents: readonly { id: string; title: string }[]
  coders: readonly { id: string; name: string }[]
  choice: ReviewChoice
  onChoice: (choice: ReviewChoice) => void
  view: ReviewView
  onView: (view: ReviewView) => void
  isOverlaid: boolean
  onOverlaid: (isOverlaid: boolean) => void
}

const any = 'any'

/** What is compared, in which order, and how it is laid out. */
export function ReviewToolbar({
  rounds,
  documents,
  coders,
  choice,
  onChoice,
  view,
  onView,
  isOverlaid,
  onOverlaid,
}: ReviewToolbarProps) {
  const t = useTranslations('review')
  const documentId = choice.documentIds[0] ?? any
  const [first = any, second = any] = choice.coderIds
  const pick = (place: 0 | 1, id: string) => {
    const coderIds = [first, second]
    coderIds[place] = id
    onChoice({ ...choice, coderIds: coderIds.filter((one, i) => one !== any && coderIds.indexOf(one) === i) })
  }
  return (
    <div
      role="search"
      aria-label={t('choose.label')}
      className="flex flex-wrap items-end gap-x-4 gap-y-3 border-b border-rule pb-4 max-sm:grid grid-cols-1 max-sm:grid-cols-2"
    >
      <Select
        label={t('choose.round')}
        size="small"
        value={choice.roundId ?? any}
        onChange={(key) => onChoice({ roundId: key === any ? null : String(key), documentIds: [], coderIds: [] })}
        className="min-w-0 max-sm:col-span-2 sm:min-w-44"
      >
        {rounds.map((round) => (
          <ListItem key={round.id} id={round.id}>
            {round.name}
          </ListItem>
        ))}
        <ListItem id={any}>{t('choose.noRound')}</ListItem>
      </Select>
      <Select
        label={t('choose.document')}
        size="small"
        placeholder={t('choose.placeholder')}
        value={documentId}
        onChange={(key) => onChoice({ ...choice, documentIds: key === any ? [] : [String(key)] })}
        className="min-w-0 max-sm:col-span-2 sm:max-w-72 sm:min-w-44"
      >
        {[
          ...(choice.roundId === null
            ? []
            : [
                <ListItem key={any} id={any}>
                  {t('choose.allDocuments')}
                </ListItem>,
              ]),
          ...documents.map((document) => (
            <ListItem key={document.id} id={document.id}>
              {document.title}
            </ListItem>
          )),
        ]}
      </Select>
      {choice.roundId === null &&
        ([0, 1] as const).map((place) => (
          <Select
            key={place}
            label={t(place === 0 ? 'choose.firstCoder' : 'choose.secondCoder')}
            size="small"
            placeholder={t('choose.placeholder')}
            value={place === 0 ? first : second}
            onChange={(key) => pick(place, String(key))}
            className="min-w-0 sm:min-w-36"
          >
            {coders.map((coder) => (
              <ListItem key={coder.id} id={coder.id}>
                {coder.name}
              </ListItem>
            ))}
          </Select>
        ))}
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
    </div>
  )
}
