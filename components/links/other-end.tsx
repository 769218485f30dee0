'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ComboBox } from '@/components/ui/combo-box'
import { ListItem } from '@/components/ui/list-item'
import { Radio, RadioGroup } from '@/components/ui/radio-group'
import { Skeleton } from '@/components/ui/skeleton'
import { TagDot } from '@/components/ui/tag-chip'
import { callAllPages, callApi } from '@/lib/browser/api'
import { useTags } from '@/lib/browser/codebook/use-tags'
import { queryKeys } from '@/lib/browser/query-keys'
import { firstWords } from '@/lib/domain/history/first-words'
import type { Annotation } from '@/lib/schemas/annotation'
import type { Document } from '@/lib/schemas/document'
import type { LinkEnd } from '@/lib/schemas/link'
import type { Tag } from '@/lib/schemas/tag'

interface OtherEndProps {
  projectId: string
  here: LinkEnd
  onChoose: (end: LinkEnd | null) => void
  error: string | undefined
}

/** Asks for the other end of a link: from a passage another passage or a tag, from a tag another tag. */
export function OtherEnd({ projectId, here, onChoose, error }: OtherEndProps) {
  const t = useTranslations('links')
  const [type, setType] = useState<LinkEnd['type']>(here.type)
  const choose = (id: string | null) => onChoose(id === null ? null : { type, id })
  return (
    <>
      {here.type === 'annotation' && (
        <RadioGroup
          label={t('with')}
          orientation="horizontal"
          value={type}
          onChange={(value) => {
            setType(value as LinkEnd['type'])
            onChoose(null)
          }}
        >
          <Radio value="annotation">{t('passage')}</Radio>
          <Radio value="tag">{t('tag')}</Radio>
        </RadioGroup>
      )}
      {type === 'tag' ? (
        <TagChoice projectId={projectId} except={here} onChoose={choose} error={error} />
      ) : (
        <PassageChoice projectId={projectId} except={here} onChoose={choose} error={error} />
      )}
    </>
  )
}

interface ChoiceProps {
  projectId: string
  except: LinkEnd
  onChoose: (id: string | null) => void
  error: string | undefined
}

function TagChoice({ projectId, except, onChoose, error }: ChoiceProps) {
  const t = useTranslations('links')
  const { data: tags } = useTags(projectId)
  // A list that comes while one types would not open for what was typed.
  if (!tags) return <Skeleton lines={2} />
  return (
    <ComboBox
      label={t('otherTag')}
      error={error}
      menuTrigger="input"
      defaultItems={tags.filter((tag) => tag.archivedAt === null && tag.id !== except.id)}
      onSelectionChange={(key) => onChoose(key === null ? null : String(key))}
    >
      {(tag: Tag) => (
        <ListItem
          id={tag.id}
          lead={<TagDot colour={tag.colour} />}
          note={tag.path.length > 1 ? tag.path.slice(0, -1).join(' › ') : undefined}
        >
          {tag.name}
        </ListItem>
      )}
    </ComboBox>
  )
}

interface Choice {
  id: string
  words: string
  title: string
}

/** A passage, found by words of it or of its note; before anything is typed the first of the project. */
function PassageChoice({ projectId, except, onChoose, error }: ChoiceProps) {
  const t = useTranslations('links')
  const [typed, setTyped] = useState('')
  const [chosen, setChosen] = useState<Choice | null>(null)
  const isChosen = chosen !== null && typed === chosen.words
  const found = usePassages(projectId, isChosen ? '' : typed).filter(({ id }) => id !== except.id)
  return (
    <ComboBox
      label={t('otherPassage')}
      help={t('otherPassageHelp')}
      error={error}
      menuTrigger="input"
      items={isChosen ? [chosen] : found}
      inputValue={typed}
      onInputChange={setTyped}
      selectedKey={chosen?.id ?? null}
      onSelectionChange={(key) => {
        const one = found.find(({ id }) => id === key) ?? (key === chosen?.id ? chosen : null)
        setChosen(one)
        onChoose(one?.id ?? null)
        if (one) setTyped(one.words)
      }}
    >
      {({ id, words, title }: Choice) => (
        <ListItem id={id} note={title}>
          {words}
        </ListItem>
      )}
    </ComboBox>
  )
}

function usePassages(projectId: string, words: string): Choice[] {
  const asked = useDeferredValue(words.trim())
  const query = new URLSearchParams({
    order: 'document',
    limit: '20',
    total: 'false',
    ...(asked !== '' && { q: asked }),
  })
  const { data } = useQuery({
    queryKey: [...queryKeys.excerpts(projectId), 'to-link', asked],
    queryFn: ({ signal }) =>
      callApi<{ items: Annotation[] }>('GET', `/projects/${projectId}/annotations?${query}`, undefined, signal),
    placeholderData: keepPreviousData,
  })
  const documents = useQuery({
    queryKey: queryKeys.documents(projectId),
    queryFn: ({ signal }) => callAllPages<Document>(`/projects/${projectId}/documents`, signal),
  })
  const titles = new Map((documents.data ?? []).map((document) => [document.id, document.title]))
  return (data?.items ?? []).map(({ id, quote, documentId, layer, author }) => ({
    id,
    words: firstWords(quote, 120),
    // Several people tag the same words, and nobody is the coder of the consensus.
    title: [titles.get(documentId) ?? [], layer === 'coder' ? author.name : []].flat().join(' · '),
  }))
}
