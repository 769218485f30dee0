'use client'

import { Input, TextField } from 'react-aria-components'
import { useTranslations } from 'use-intl'
import { classNames } from '@/components/ui/class-names'
import { controlClasses, fieldClasses, FieldNote } from '@/components/ui/field'
import { proposedFields, type ProposedField, type QueuedFile } from '@/lib/browser/documents/queued-file'

/** The proposals for one file, each to be corrected in place. On a wide screen they stand in a row under shared headings. */
export function ImportFields({
  file,
  onCorrect,
}: {
  file: QueuedFile
  onCorrect: (field: ProposedField, value: string) => void
}) {
  const t = useTranslations('documents.queue')
  const { state, proposed, name } = file
  const errorOf = (field: ProposedField) =>
    state.step === 'ready'
      ? (state.errors.find(({ path }) => path === field || path === `attributes.${field}`)?.message ?? null)
      : null
  return (
    <div className="mb-2 grid grid-cols-1 gap-3 sm:grid-cols-2 lg:grid-cols-[minmax(0,2.2fr)_minmax(0,1.2fr)_8.5rem_minmax(0,1.6fr)]">
      {proposedFields.map((field) => (
        <TextField
          key={field}
          aria-label={t('fieldOf', { field: t(`field.${field}`), file: name })}
          value={proposed[field]}
          onChange={(value) => onCorrect(field, value)}
          isReadOnly={state.step !== 'ready'}
          isInvalid={errorOf(field) !== null}
          validationBehavior="aria"
          className={fieldClasses}
        >
          <span aria-hidden className="label-caps lg:hidden">
            {t(`field.${field}`)}
          </span>
          <Input
            dir="auto"
            maxLength={field === 'title' ? 500 : 5000}
            placeholder={field === 'date' ? t('datePlaceholder') : undefined}
            className={classNames(
              controlClasses,
              'h-9 px-2! text-sm! pointer-coarse:h-11',
              field === 'title' && 'font-medium',
            )}
          />
          <FieldNote error={errorOf(field)} />
        </TextField>
      ))}
    </div>
  )
}
