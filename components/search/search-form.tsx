'use client'

import { Search } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Form } from '@/components/ui/form'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { TextField } from '@/components/ui/text-field'
import { askedOf, searchMode, searchModes, type SearchView } from '@/lib/browser/search/search-view'
import { useSubmission } from '@/lib/browser/use-submission'

export interface SearchFormProps {
  view: SearchView
  /** Why what is asked for cannot be read. */
  error: string | null
  onSearch: (part: Partial<SearchView>) => void
}

const options = ['case', 'accents', 'wholeWord'] as const
/** A pattern tells accents apart, and says otherwise itself. */
const regexOptions = ['case', 'wholeWord'] as const

/** What is looked for and how: words with their signs, or a phrase as it stands. */
export function SearchForm({ view, error, onSearch }: SearchFormProps) {
  const t = useTranslations('search')
  const [asked, setAsked] = useState(view)
  const [sent, setSent] = useState(askedOf(view))
  const [seen, setSeen] = useState(view)
  // Who goes back sees what was asked there; what was sent from here stays as it is meanwhile written on.
  if (seen !== view) {
    setSeen(view)
    if (askedOf(view) !== sent) {
      setSent(askedOf(view))
      setAsked(view)
    }
  }
  const change = (part: Partial<SearchView>) => setAsked({ ...asked, ...part })
  const needs = { q: asked.q.trim() === '' && t('needed') }
  const submission = useSubmission(async () => {
    const { order: _, ...wanted } = asked
    setSent(askedOf(asked))
    onSearch(wanted)
  }, needs)
  const isAsAsked = asked.q === view.q
  return (
    <search>
      <Form submission={submission} className="flex flex-col gap-4">
        <div className="flex flex-wrap items-start gap-3">
          <TextField
            label={t('field')}
            name="q"
            value={asked.q}
            onChange={(q) => change({ q })}
            maxLength={1000}
            error={submission.errorOf('q') ?? (isAsAsked ? error : null) ?? undefined}
            className="min-w-0 flex-1 basis-48"
          />
          <Button type="submit" tone="primary" icon={<Search aria-hidden />} className="mt-6.5">
            {t('action')}
          </Button>
        </div>
        <div className="flex flex-wrap items-center gap-x-8 gap-y-3">
          <RadioGroup
            label={t('mode.label')}
            isLabelHidden
            orientation="horizontal"
            value={asked.mode}
            onChange={(mode) => change({ mode: searchMode(mode) })}
          >
            {searchModes.map((mode) => (
              <Radio key={mode} value={mode}>
                {t(`mode.${mode}`)}
              </Radio>
            ))}
          </RadioGroup>
          {(asked.mode === 'regex' ? regexOptions : options).map((name) => (
            <Checkbox key={name} isSelected={asked[name]} onChange={(is) => change({ [name]: is })}>
              {name === 'wholeWord'
                ? t(`wholeWord.${asked.mode === 'words' ? 'words' : 'phrase'}`)
                : t(`option.${name}`)}
            </Checkbox>
          ))}
        </div>
        <SearchHelp />
      </Form>
    </search>
  )
}

const examples = ['forms', 'quotes', 'beginning', 'joined', 'without', 'near', 'brackets'] as const

/** How words are asked for, each way with an example. */
function SearchHelp() {
  const t = useTranslations('search')
  return (
    <details className="text-sm text-ink-muted print:hidden">
      <summary className="w-fit cursor-pointer rounded-sm focus-ring pointer-coarse:min-h-11 pointer-coarse:py-2.5">
        {t('help.title')}
      </summary>
      <dl className="mt-2 grid gap-x-5 gap-y-1.5 sm:grid-cols-[auto_minmax(0,1fr)]">
        {examples.map((name) => (
          <div key={name} className="contents">
            <dt className="font-mono text-[0.8125rem] text-ink">{t(`help.${name}.example`)}</dt>
            <dd className="max-sm:mb-2">{t(`help.${name}.means`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
