'use client'

import { EditorContent, useEditor, useEditorState, type Editor } from '@tiptap/react'
import { Bold, Heading3, Italic, List, ListOrdered, Quote } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { SaveConflict, SaveNote } from '@/components/ui/save-note'
import { IconButton } from '@/components/ui/icon-button'
import { Section } from '@/components/ui/section'
import { Toolbar, ToolbarRule } from '@/components/ui/toolbar'
import { useAutosave } from '@/lib/browser/codebook/use-autosave'
import type { Theme } from '@/lib/schemas/theme'
import { asNarrative, narrativeExtensions, narrativeText, type Narrative } from './narrative-schema'

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
  const editor = useEditor({
    extensions: narrativeExtensions,
    content: asNarrative(theme.narrative),
    editable: canWrite,
    immediatelyRender: false,
    // Its own style element would need a nonce; what it would say stands in base.css.
    injectCSS: false,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': t('narrative.label'),
        class: 'prose-page min-h-16 outline-none max-sm:text-base!',
        dir: 'auto',
        ...(!canWrite && { 'aria-readonly': 'true' }),
      },
    },
    onUpdate: ({ editor: changed }) => set('narrative', changed.isEmpty ? null : changed.getJSON()),
    onBlur: flush,
  })
  useFollowing(editor, theme, form.state === 'saved')
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
        {canWrite && editor && <Tools editor={editor} />}
        <div className="relative">
          {canWrite && editor && <Placeholder editor={editor} />}
          <EditorContent
            editor={editor}
            className="narrative rounded-md border border-transparent has-[[contenteditable=true]]:border-rule has-[[contenteditable=true]]:bg-paper-raised has-[[contenteditable=true]]:px-5 has-[[contenteditable=true]]:py-4 has-[:focus]:border-focus has-[:focus]:outline-2 has-[:focus]:-outline-offset-1 has-[:focus]:outline-focus"
          />
        </div>
        {!canWrite && theme.narrative === null && <p className="text-sm text-ink-muted">{t('narrative.empty')}</p>}
        {canWrite && <SaveNote state={form.state} message={form.message} onRetry={flush} />}
      </div>
    </Section>
  )
}

/** Shows what a colleague has saved while nothing of one's own is unsaved; the caret keeps its place as far as the text allows. */
function useFollowing(editor: Editor | null, theme: Theme, isSaved: boolean): void {
  useEffect(() => {
    if (!editor || !isSaved || editor.isFocused) return
    const stored = asNarrative(theme.narrative)
    if (JSON.stringify(editor.getJSON()) !== JSON.stringify(stored))
      editor.commands.setContent(stored, { emitUpdate: false })
  }, [editor, theme.narrative, isSaved])
}

function Placeholder({ editor }: { editor: Editor }) {
  const t = useTranslations('themes')
  const isEmpty = useEditorState({ editor, selector: ({ editor: now }) => now.isEmpty })
  return (
    isEmpty && (
      <p aria-hidden className="pointer-events-none absolute start-5 top-4 prose-page text-ink-muted italic">
        {t('narrative.placeholder')}
      </p>
    )
  )
}

function Tools({ editor }: { editor: Editor }) {
  const t = useTranslations('themes')
  const active = useEditorState({
    editor,
    selector: ({ editor: now }) => ({
      bold: now.isActive('bold'),
      italic: now.isActive('italic'),
      heading: now.isActive('heading'),
      quote: now.isActive('blockquote'),
      bullets: now.isActive('bulletList'),
      numbers: now.isActive('orderedList'),
    }),
  })
  const tool = (name: keyof typeof active, icon: React.ReactNode, work: () => void, shortcut?: string) => (
    <IconButton
      size="small"
      label={t(`narrative.${name}`)}
      icon={icon}
      shortcut={shortcut}
      isActive={active[name]}
      aria-pressed={active[name]}
      onPress={work}
    />
  )
  return (
    <Toolbar label={t('narrative.toolbar')}>
      {tool('bold', <Bold />, () => editor.chain().focus().toggleBold().run(), 'Ctrl B')}
      {tool('italic', <Italic />, () => editor.chain().focus().toggleItalic().run(), 'Ctrl I')}
      <ToolbarRule />
      {tool('heading', <Heading3 />, () => editor.chain().focus().toggleHeading({ level: 3 }).run())}
      {tool('quote', <Quote />, () => editor.chain().focus().toggleBlockquote().run())}
      {tool('bullets', <List />, () => editor.chain().focus().toggleBulletList().run())}
      {tool('numbers', <ListOrdered />, () => editor.chain().focus().toggleOrderedList().run())}
    </Toolbar>
  )
}
