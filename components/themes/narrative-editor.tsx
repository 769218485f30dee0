'use client'

import { useTranslations } from 'use-intl'
import { SaveConflict, SaveNote } from '@/components/ui/save-note'
import { Section } from '@/components/ui/section'
import { useAutosave } from '@/lib/browser/codebook/use-autosave'
import type { Theme } from '@/lib/schemas/theme'
import { asNarrative, narrativeText, type Narrative } from '@/components/prose/narrative-schema'
import { ProseField, useProse } from '@/components/prose/prose-field'

export interface NarrativeEditorProps {
  theme: Theme
  canWrite: boolean
  onSave: (narrative: Narrative | null, version: number) => Promise<Theme>
}

/** What is written about a theme: saved as it is typed, never over a colleague's words. Mount it with the theme's id as key. */
export function NarrativeEditor({ theme, canWrite, onSave }: NarrativeEditorProps) {
  const t = useTranslations('themes')
  const form = useAutosave<Theme>({
    row: theme,
    save: (change, version) => onSave(asNarrative(change.narrative), version),
    delay: 1200,
  })
  const { set, flush } = form
  const editor = useProse({
    label: t('narrative.label'),
    stored: theme.narrative,
    canWrite,
    onChange: (narrative) => set('narrative', narrative),
    onBlur: flush,
    isSaved: form.state === 'saved',
  })
  return (
    <Section title={t('narrative.title')} note={t('narrative.note')}>
      <div className="flex flex-col gap-2">
        {form.theirs && (
          <SaveConflict
            fields={[
              {
                label: t('narrative.title'),
                mine: narrativeText(form.draft.narrative),
                theirs: narrativeText(form.theirs.narrative),
              },
            ]}
            onMine={form.keepMine}
            onTheirs={() => {
              editor?.commands.setContent(asNarrative(form.theirs?.narrative), { emitUpdate: false })
              form.takeTheirs()
            }}
          />
        )}
        <ProseField editor={editor} canWrite={canWrite} placeholder={t('narrative.placeholder')} />
        {!canWrite && theme.narrative === null && <p className="text-sm text-ink-muted">{t('narrative.empty')}</p>}
        {canWrite && <SaveNote state={form.state} message={form.message} onRetry={flush} />}
      </div>
    </Section>
  )
}
