'use client'

import { EditorContent, useEditor, useEditorState, type Editor } from '@tiptap/react'
import { Bold, Heading3, Italic, List, ListOrdered, Quote } from 'lucide-react'
import { useEffect } from 'react'
import { useTranslations } from 'use-intl'
import { IconButton } from '@/components/ui/icon-button'
import { Toolbar, ToolbarRule } from '@/components/ui/toolbar'
import { asNarrative, narrativeExtensions, type Narrative } from './narrative-schema'

export interface ProseOptions {
  /** Spoken: what is written here. */
  label: string
  /** What is stored. */
  stored: unknown
  canWrite: boolean
  /** Told each change; null for nothing. */
  onChange: (prose: Narrative | null) => void
  onBlur?: () => void
  /** Whether nothing of one's own is unsaved: then what is stored anew is shown. */
  isSaved: boolean
  startsHere?: boolean
}

/** An editor of a few paragraphs with headings, quotations, lists, bold and italic: what a theme says, and a memo. Show it with `ProseField`. */
export function useProse({
  label,
  stored,
  canWrite,
  onChange,
  onBlur,
  isSaved,
  startsHere = false,
}: ProseOptions): Editor | null {
  const editor = useEditor({
    extensions: narrativeExtensions,
    content: asNarrative(stored),
    editable: canWrite,
    autofocus: startsHere && 'end',
    immediatelyRender: false,
    // Its own style element would need a nonce; what it would say stands in base.css.
    injectCSS: false,
    editorProps: {
      attributes: {
        role: 'textbox',
        'aria-multiline': 'true',
        'aria-label': label,
        class: 'prose-page min-h-16 outline-none max-sm:text-base!',
        dir: 'auto',
        ...(!canWrite && { 'aria-readonly': 'true' }),
      },
    },
    onUpdate: ({ editor: changed }) => onChange(changed.isEmpty ? null : changed.getJSON()),
    onBlur,
  })
  useFollowing(editor, stored, isSaved)
  return editor
}

/** Shows what was saved elsewhere while nothing of one's own is unsaved; the caret keeps its place as far as the text allows. */
function useFollowing(editor: Editor | null, stored: unknown, isSaved: boolean): void {
  useEffect(() => {
    if (!editor || !isSaved || editor.isFocused) return
    const prose = asNarrative(stored)
    if (JSON.stringify(editor.getJSON()) !== JSON.stringify(prose))
      editor.commands.setContent(prose, { emitUpdate: false })
  }, [editor, stored, isSaved])
}

/** The field of `useProse`, below the means to shape what is written in it. */
export function ProseField({
  editor,
  canWrite,
  placeholder,
}: {
  editor: Editor | null
  canWrite: boolean
  placeholder: string
}) {
  return (
    <>
      {canWrite && editor && <Tools editor={editor} />}
      <div className="relative">
        {canWrite && editor && <Placeholder editor={editor} text={placeholder} />}
        <EditorContent
          editor={editor}
          className="narrative rounded-md border border-transparent has-[[contenteditable=true]]:border-rule has-[[contenteditable=true]]:bg-paper-raised has-[[contenteditable=true]]:px-5 has-[[contenteditable=true]]:py-4 has-[:focus]:border-focus has-[:focus]:outline-2 has-[:focus]:-outline-offset-1 has-[:focus]:outline-focus"
        />
      </div>
    </>
  )
}

function Placeholder({ editor, text }: { editor: Editor; text: string }) {
  const isEmpty = useEditorState({ editor, selector: ({ editor: now }) => now.isEmpty })
  return (
    isEmpty && (
      <p aria-hidden className="pointer-events-none absolute start-5 top-4 prose-page text-ink-muted italic">
        {text}
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
