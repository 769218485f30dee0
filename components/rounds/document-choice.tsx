'use client'

import { useId, useMemo, useState } from 'react'
import { Link } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { Checkbox } from '@/components/ui/checkbox'
import { SearchField } from '@/components/ui/search-field'
import { wordsIn } from '@/lib/domain/search/has-words'

export interface DocumentChoiceProps {
  documents: readonly { id: string; title: string }[]
  chosen: readonly string[]
  onChange: (ids: string[]) => void
  help?: string
  error?: string | null
  /** Where documents are added, offered where there are none. */
  addHref?: string
}

/** More boxes than this are no list that anybody reads; the filter finds the others, and ticking all takes them too. */
const drawn = 200

/** Documents to be ticked, one by one or all that a filter finds. */
export function DocumentChoice({ documents, chosen, onChange, help, error, addHref }: DocumentChoiceProps) {
  const t = useTranslations('rounds.form')
  const noteId = useId()
  const [query, setQuery] = useState('')
  const found = useMemo(() => {
    const hasWords = wordsIn(query)
    return documents.filter((document) => hasWords(document.title))
  }, [documents, query])
  const chosenIds = useMemo(() => new Set(chosen), [chosen])
  const chosenHere = found.filter((document) => chosenIds.has(document.id)).length
  const toggleAll = (isSelected: boolean) => {
    const here = new Set(found.map((document) => document.id))
    onChange(isSelected ? [...chosen.filter((id) => !here.has(id)), ...here] : chosen.filter((id) => !here.has(id)))
  }
  const toggle = (id: string) => onChange(chosenIds.has(id) ? chosen.filter((other) => other !== id) : [...chosen, id])
  return (
    <fieldset aria-describedby={help || error ? noteId : undefined} className="flex min-w-0 flex-col gap-2">
      <legend className="mb-2 flex w-full flex-wrap items-baseline justify-between gap-x-4 text-sm font-medium text-ink">
        {t('documents')}{' '}
        <span role="status" className="text-[0.8125rem] font-normal text-ink-muted tabular-nums">
          {t('chosenDocuments', { count: chosen.length })}
        </span>
      </legend>
      {documents.length === 0 ? (
        <NoDocuments addHref={addHref} isInvalid={Boolean(error)} />
      ) : (
        <>
          <SearchField label={t('documentsFilter')} value={query} onChange={setQuery} />
          <div
            data-invalid={error ? true : undefined}
            className="max-h-72 overflow-y-auto rounded-md border border-rule bg-paper-raised"
          >
            {found.length > 0 && (
              <div className="sticky top-0 z-10 border-b border-rule bg-paper-sunken px-3 py-2">
                <Checkbox
                  isSelected={chosenHere === found.length}
                  isIndeterminate={chosenHere > 0 && chosenHere < found.length}
                  onChange={toggleAll}
                >
                  {query.trim() === '' ? t('allDocuments') : t('allShown', { count: found.length })}
                </Checkbox>
              </div>
            )}
            <TickList documents={found.slice(0, drawn)} chosenIds={chosenIds} onToggle={toggle} />
            {found.length > drawn && (
              <p className="px-3 pb-3 text-sm text-ink-muted">
                {t('moreFound', { shown: drawn, count: found.length })}
              </p>
            )}
            {found.length === 0 && <p className="px-3 pb-3 text-sm text-ink-muted">{t('noneFound')}</p>}
          </div>
        </>
      )}
      {help && !error && (
        <p id={noteId} className="text-[0.8125rem] text-ink-muted">
          {help}
        </p>
      )}
      {error && (
        <p id={noteId} role="alert" className="text-[0.8125rem] text-danger">
          {error}
        </p>
      )}
    </fieldset>
  )
}

interface TickListProps {
  documents: DocumentChoiceProps['documents']
  chosenIds: ReadonlySet<string>
  onToggle: (id: string) => void
}

/** A box for each document. */
function TickList({ documents, chosenIds, onToggle }: TickListProps) {
  const t = useTranslations('rounds.form')
  return (
    <ul aria-label={t('documents')} className="flex flex-col px-3 py-1.5">
      {documents.map((document) => (
        <li
          key={document.id}
          className="flex py-1 [contain-intrinsic-size:auto_1.75rem] [content-visibility:auto] pointer-coarse:py-2"
        >
          <Checkbox isSelected={chosenIds.has(document.id)} onChange={() => onToggle(document.id)} className="min-w-0">
            <bdi className="min-w-0">{document.title}</bdi>
          </Checkbox>
        </li>
      ))}
    </ul>
  )
}

/** Says that there is nothing to choose from, and where to add it. */
function NoDocuments({ addHref, isInvalid }: { addHref: string | undefined; isInvalid: boolean }) {
  const t = useTranslations('rounds.form')
  return (
    <p data-invalid={isInvalid ? true : undefined} className="text-sm text-ink-muted">
      {t.rich('noDocuments', {
        add: (words) =>
          addHref === undefined ? (
            words
          ) : (
            <Link href={addHref} className="rounded-sm text-accent underline underline-offset-4 focus-ring">
              {words}
            </Link>
          ),
      })}
    </p>
  )
}
