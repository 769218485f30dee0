'use client'

import { Pencil, Trash2 } from 'lucide-react'
import { useState, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { IconButton } from '@/components/ui/icon-button'
import type { AttributeCommands } from '@/lib/browser/documents/use-document-commands'
import { ownValue } from '@/lib/domain/own-value'
import type { Attribute, AttributeSubject, AttributeValues } from '@/lib/schemas/document'
import { AttributeForm } from './attribute-form'

export interface AttributesDialogProps {
  /** Whose attributes they are. */
  subject: AttributeSubject
  attributes: readonly Attribute[]
  /** The documents, or cases, as far as they are at hand. */
  described: readonly { attributes: AttributeValues }[]
  commands: AttributeCommands
  trigger: ReactNode
}

/** The attributes of the project's documents, or cases: added, renamed, given choices, taken out. */
export function AttributesDialog({ subject, attributes, described, commands, trigger }: AttributesDialogProps) {
  const t = useTranslations('documents.attributes')
  const words = useTranslations()
  const area = areaOf(subject)
  return (
    <Dialog title={words(`${area}.attributes.title`)} lede={words(`${area}.attributes.lede`)} trigger={trigger}>
      {(close) => (
        <>
          {attributes.length === 0 ? (
            <p className="text-sm text-ink-muted">{t('empty')}</p>
          ) : (
            <ul className="flex flex-col border-t border-rule">
              {attributes.map((attribute) => (
                <AttributeEntry
                  key={`${attribute.id}-${attribute.version}`}
                  attribute={attribute}
                  useCount={
                    described.filter((one) => (ownValue(one.attributes, attribute.key) ?? null) !== null).length
                  }
                  commands={commands}
                />
              ))}
            </ul>
          )}
          <section aria-label={t('add')} className="flex flex-col gap-3">
            <h3 className="label-caps">{t('add')}</h3>
            <AttributeForm
              key={attributes.length}
              taken={attributes.map(({ key }) => key)}
              onSave={(input) => commands.addAttribute(input)}
            />
          </section>
          <DialogActions>
            <Button onPress={close}>{t('done')}</Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  )
}

function AttributeEntry({
  attribute,
  useCount,
  commands,
}: {
  attribute: Attribute
  useCount: number
  commands: AttributeCommands
}) {
  const t = useTranslations('documents.attributes')
  const [isEditing, setEditing] = useState(false)
  const { label, type, subject } = attribute
  const words = useTranslations()
  const area = areaOf(subject)
  if (isEditing)
    return (
      <li className="border-b border-rule py-3">
        <AttributeForm
          attribute={attribute}
          taken={[]}
          onSave={({ label: name, choices }) =>
            commands.changeAttribute(attribute, { label: name, ...(type === 'choice' && { choices }) })
          }
          onCancel={() => setEditing(false)}
        />
      </li>
    )
  return (
    <li className="flex items-center gap-2 border-b border-rule py-1.5">
      <p className="min-w-0 flex-1 truncate text-sm">
        <span dir="auto" className="font-medium">
          {label}
        </span>{' '}
        <span className="text-ink-muted">{t(`types.${type}`)}</span>
      </p>
      <IconButton
        size="small"
        label={t('rename', { name: label })}
        icon={<Pencil aria-hidden />}
        onPress={() => setEditing(true)}
      />
      <ConfirmDialog
        trigger={<IconButton size="small" label={t('remove', { name: label })} icon={<Trash2 aria-hidden />} />}
        title={t('removeTitle', { name: label })}
        consequence={words(`${area}.attributes.removeBody`, { count: useCount })}
        action={t('removeAction')}
        onConfirm={() => commands.removeAttribute(attribute)}
      />
    </li>
  )
}

/** Where the words about what an attribute is of stand. */
const areaOf = (subject: AttributeSubject) => (subject === 'case' ? 'cases' : 'documents')
