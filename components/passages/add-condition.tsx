'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { ListItem } from '@/components/ui/list-item'
import { Popover } from '@/components/ui/popover'
import { Select } from '@/components/ui/select'
import { TextField } from '@/components/ui/text-field'
import { nameIn, tagThings } from '@/lib/domain/retrieval/names'
import { printQuery } from '@/lib/domain/retrieval/print'
import { states, type Query, type Relation } from '@/lib/domain/retrieval/query'
import type { Attribute } from '@/lib/schemas/document'
import type { Tag } from '@/lib/schemas/tag'

/** What conditions can be made of. */
export interface QueryChoices {
  tags: readonly Tag[]
  attributes: readonly Attribute[]
  authors: readonly { id: string; name: string }[]
}

const relations = {
  itself: null,
  overlaps: { by: 'overlaps' },
  inside: { by: 'inside' },
  encloses: { by: 'encloses' },
  sentences: { by: 'near', within: { most: 1, unit: 'sentences' } },
  paragraphs: { by: 'near', within: { most: 1, unit: 'paragraphs' } },
  followed: { by: 'followed', within: null },
  preceded: { by: 'preceded', within: null },
  sameDocument: { by: 'sameDocument' },
} as const satisfies Record<string, Relation | null>
type Which = keyof typeof relations

const kinds = ['tag', 'by', 'text', 'note', 'attribute', 'is'] as const
type Kind = (typeof kinds)[number]

const start = { which: 'itself' as Which, isNot: false, kind: 'tag' as Kind, chosen: '', words: '' }

/** A condition put together by choosing; it is written into the query. */
export function AddCondition({ choices, onAdd }: { choices: QueryChoices; onAdd: (condition: string) => void }) {
  const t = useTranslations('passages.build')
  const [made, setMade] = useState(start)
  const put = (part: Partial<typeof made>) => setMade((before) => ({ ...before, ...part }))
  const condition = conditionOf(made)
  return (
    <Popover
      label={t('label')}
      placement="bottom start"
      trigger={<Button icon={<Plus aria-hidden />}>{t('open')}</Button>}
      className="w-80"
    >
      {(close) => (
        <div className="flex flex-col gap-4">
          <Select label={t('which.label')} value={made.which} onChange={(which) => put({ which: which as Which })}>
            {(Object.keys(relations) as Which[]).map((which) => (
              <ListItem key={which} id={which}>
                {t(`which.${which}`)}
              </ListItem>
            ))}
          </Select>
          <Checkbox isSelected={made.isNot} onChange={(isNot) => put({ isNot })}>
            {t('not')}
          </Checkbox>
          <Select
            label={t('kind.label')}
            value={made.kind}
            onChange={(kind) => put({ kind: kind as Kind, chosen: '', words: '' })}
          >
            {kinds.map((kind) => (
              <ListItem key={kind} id={kind}>
                {t(`kind.${kind}`)}
              </ListItem>
            ))}
          </Select>
          <Value made={made} choices={choices} put={put} />
          <Button
            tone="primary"
            isDisabled={condition === null}
            onPress={() => {
              if (condition) onAdd(printed(condition, choices))
              setMade(start)
              close()
            }}
          >
            {t('add')}
          </Button>
        </div>
      )}
    </Popover>
  )
}

interface ValueProps {
  made: typeof start
  choices: QueryChoices
  put: (part: Partial<typeof start>) => void
}

/** What the condition is to be: chosen from what there is, or typed. */
function Value({ made: { kind, chosen, words }, choices, put }: ValueProps) {
  const t = useTranslations('passages.build')
  const is = useTranslations('passages.reading')
  const options: Partial<Record<Kind, readonly { id: string; name: string }[]>> = {
    tag: choices.tags.map(({ id, path }) => ({ id, name: path.join(' / ') })),
    by: choices.authors,
    attribute: choices.attributes.map(({ key, label }) => ({ id: key, name: label })),
    is: states.map((what) => ({ id: what, name: is('is', { what: what.replace('-', '') }) })),
  }
  const offered = options[kind]
  const isTyped = kind === 'text' || kind === 'note' || (kind === 'attribute' && chosen !== '')
  return (
    <>
      {offered && (
        <Select
          key={kind}
          label={t(`kind.${kind}`)}
          placeholder={t('choose')}
          value={chosen === '' ? null : chosen}
          onChange={(id) => put({ chosen: String(id) })}
        >
          {offered.map(({ id, name }) => (
            <ListItem key={id} id={id}>
              {name}
            </ListItem>
          ))}
        </Select>
      )}
      {isTyped && (
        <TextField label={t('words')} value={words} onChange={(typed) => put({ words: typed })} maxLength={200} />
      )}
    </>
  )
}

/** The condition that was put together; null where something is missing. */
function conditionOf({ which, isNot, kind, chosen, words }: typeof start): Query | null {
  const plain = plainCondition(kind, chosen, words.trim())
  if (!plain) return null
  const how = relations[which]
  const condition: Query = how ? { kind: 'related', how, to: plain } : plain
  return isNot ? { kind: 'not', part: condition } : condition
}

function plainCondition(kind: Kind, chosen: string, words: string): Query | null {
  if (kind === 'text' || kind === 'note') return words === '' ? null : { kind: 'says', field: kind, words }
  if (chosen === '') return null
  if (kind === 'attribute') return words === '' ? null : { kind: 'attribute', key: chosen, op: '=', value: words }
  if (kind === 'is') {
    const what = states.find((state) => state === chosen)
    return what ? { kind: 'is', what } : null
  }
  return { kind: 'refers', field: kind, to: chosen }
}

function printed(condition: Query, { tags, authors }: QueryChoices): string {
  const people = authors.map(({ id, name }) => ({ id, names: [name] }))
  return printQuery(condition, (field, id) => nameIn(field === 'tag' ? tagThings(tags) : people, id))
}
