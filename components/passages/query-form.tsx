'use client'

import { Filter } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Form } from '@/components/ui/form'
import { TextArea } from '@/components/ui/text-area'
import { readOut } from '@/lib/browser/retrieval/read-out'
import { understood } from '@/lib/browser/retrieval/use-queries'
import { useSubmission } from '@/lib/browser/use-submission'
import { AddCondition, type QueryChoices } from './add-condition'
import { KeepQuery } from './keep-query'
import { KeptQueries } from './kept-queries'

export interface QueryFormProps {
  project: { id: string; abilities: Record<string, boolean> }
  /** The query by which the passages are narrowed now; empty where none is. */
  asked: string
  choices: QueryChoices
  onAsk: (query: string) => void
}

/** A query as a text, with a sentence that says what it means, a menu that writes conditions into it, and those that the project keeps. */
export function QueryForm({ project, asked, choices, onAsk }: QueryFormProps) {
  const t = useTranslations('passages')
  const reading = useTranslations('passages.reading')
  const [typed, setTyped] = useState(asked)
  const [seen, setSeen] = useState(asked)
  // Who goes back, or takes the filter away, sees what is asked there.
  if (seen !== asked) {
    setSeen(asked)
    setTyped(asked)
  }
  const ask = async (query: string) => {
    const text = query.trim() === '' ? '' : await understood(project.id, query)
    setTyped(text)
    onAsk(text)
  }
  const [sent, setSent] = useState(asked)
  const submission = useSubmission(() => {
    setSent(typed)
    return ask(typed)
  })
  const choose = (query: string) => {
    setTyped(query)
    onAsk(query)
  }
  const sentence = readOut(typed, reading)
  const mayKeep = project.abilities['themes.write'] === true
  return (
    <Form submission={submission} className="mb-8 flex flex-col gap-3 print:hidden">
      <TextArea
        label={t('field')}
        help={sentence ?? t('help', { example: 'tag:Water NOT OVERLAPS tag:Health' })}
        value={typed}
        onChange={setTyped}
        // A query is one line of thought: Enter asks it, Shift-Enter breaks it.
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
          event.preventDefault()
          void submission.submit()
        }}
        rows={2}
        maxLength={4000}
        // What is wrong is said of what was asked, and not of what is being written instead.
        error={typed === sent ? submission.errorOf('query') : null}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" tone="primary" icon={<Filter aria-hidden />} isPending={submission.isPending}>
          {t('ask')}
        </Button>
        <AddCondition
          choices={choices}
          onAdd={(condition) => setTyped(typed.trim() === '' ? condition : `${typed.trim()} AND ${condition}`)}
        />
        {mayKeep && <KeepQuery projectId={project.id} query={asked} isDisabled={asked === '' || typed !== asked} />}
        <KeptQueries projectId={project.id} mayChange={mayKeep} onChoose={choose} />
      </div>
      <QueryHelp />
    </Form>
  )
}

/** Queries that show what can be asked, and words of their language beside them; they are the same in every language. */
const examples = {
  joined: ['(tag:Water OR tag:Salt) by:Ana', ''],
  overlaps: ['tag:Water NOT OVERLAPS tag:Health', 'INSIDE, ENCLOSES'],
  near: ['tag:Loss WITHIN 2 SENTENCES OF tag:Aid', 'WITHIN 0 PARAGRAPHS OF'],
  followed: ['tag:Threat FOLLOWED BY tag:Response', 'PRECEDED BY, FOLLOWED WITHIN 1 PARAGRAPH BY'],
  attribute: ['@country=Fiji @date>=2015', ''],
  same: ['tag:Loss SAME @country AS tag:Aid', 'SAME DOCUMENT AS'],
  state: ['is:starred note:"ask the board" flood', ''],
} as const

/** How passages are asked for, each way with an example. */
function QueryHelp() {
  const t = useTranslations('passages')
  return (
    <details className="text-sm text-ink-muted">
      <summary className="w-fit cursor-pointer rounded-sm focus-ring pointer-coarse:min-h-11 pointer-coarse:py-2.5">
        {t('examples.title')}
      </summary>
      <dl className="mt-2 grid gap-x-5 gap-y-1.5 sm:grid-cols-[auto_minmax(0,1fr)]">
        {(Object.keys(examples) as (keyof typeof examples)[]).map((name) => (
          <div key={name} className="contents">
            <dt className="font-mono text-[0.8125rem] text-ink">{examples[name][0]}</dt>
            <dd className="max-sm:mb-2">{t(`examples.${name}`, { words: examples[name][1] })}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}
