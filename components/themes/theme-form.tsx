'use client'

import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { ColourField } from '@/components/ui/colour-field'
import { useUndoable } from '@/components/history/use-undoable'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { Form } from '@/components/ui/form'
import { TextArea } from '@/components/ui/text-area'
import { TextField } from '@/components/ui/text-field'
import { ProblemError } from '@/lib/browser/api'
import { useSubmission } from '@/lib/browser/use-submission'
import { useThemeCommands } from '@/lib/browser/themes/use-themes'
import { nextColour } from '@/lib/domain/codebook/colours'
import type { Tag } from '@/lib/schemas/tag'
import type { Theme } from '@/lib/schemas/theme'
import { TagChooser } from './tag-chooser'

export interface ThemeFormProps {
  projectId: string
  /** Left out for a new one. */
  theme?: Theme
  /** The colours that are taken, for a new one. */
  colours?: readonly string[]
  tags: readonly Tag[]
  onClose: () => void
}

/** The sheet in which a theme is made or changed. What was typed stays when the server refuses it. */
export function ThemeForm({ projectId, theme, colours = [], tags, onClose }: ThemeFormProps) {
  const t = useTranslations('themes')
  const commands = useThemeCommands(projectId)
  const { run } = useUndoable(commands.revert)
  const [fields, setFields] = useState(() => ({
    name: theme?.name ?? '',
    definition: theme?.definition ?? '',
    colour: theme?.colour ?? nextColour(colours),
    tagIds: theme?.tagIds ?? [],
  }))
  const [version, setVersion] = useState(theme?.version)
  const put = (part: Partial<typeof fields>) => setFields((before) => ({ ...before, ...part }))
  const usable = tags.filter((tag) => tag.archivedAt === null || fields.tagIds.includes(tag.id))
  const store = async () => {
    try {
      return theme ? await commands.change(theme.id, { ...fields, version }) : (await commands.create(fields)).events
    } catch (error) {
      // What a colleague stored meanwhile is named; saving once more is a decision.
      if (error instanceof ProblemError && error.code === 'version-conflict')
        setVersion((error.current as Theme).version)
      throw error
    }
  }
  const submission = useSubmission(
    async () => {
      const events = await store()
      onClose()
      await run(
        () => Promise.resolve(events),
        t(theme ? 'done.changed' : 'done.created', { name: fields.name }),
        t('failed.changed'),
      )
    },
    { name: fields.name.trim() === '' && t('form.nameNeeded') },
  )
  const { isPending, failure, errorOf } = submission
  return (
    <Dialog
      isOpen
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t(theme ? 'form.titleEdit' : 'form.titleNew')}
    >
      <Form submission={submission} className="flex flex-col gap-5">
        <TextField
          label={t('form.name')}
          value={fields.name}
          onChange={(name) => put({ name })}
          isRequired
          maxLength={200}
          error={errorOf('name')}
          // eslint-disable-next-line jsx-a11y/no-autofocus -- a dialog that asks for a name
          autoFocus
        />
        <TextArea
          label={t('form.definition')}
          help={t('form.definitionHelp')}
          value={fields.definition}
          onChange={(definition) => put({ definition })}
          maxLength={5000}
        />
        <TagChooser tags={usable} chosen={fields.tagIds} onChange={(tagIds) => put({ tagIds })} />
        <ColourField value={fields.colour} onChange={(colour) => put({ colour })} />
        {failure && errorOf('name') === null && (
          <p role="alert" className="text-sm text-danger">
            {failure.code === 'version-conflict' ? t('form.conflict') : failure.message}
          </p>
        )}
        <DialogActions>
          <Button onPress={onClose}>{t('form.cancel')}</Button>
          <Button type="submit" tone="primary" isPending={isPending}>
            {t(theme ? 'form.save' : 'form.create')}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  )
}
