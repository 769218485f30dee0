'use client'

import { EditorContent, useEditor, useEditorState, type Editor } from '@tiptap/react'
import { useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { callApi, ProblemError } from '@/lib/browser/api'
import { isEmptyBody, type CommentBody } from '@/lib/domain/threads/comment-body'
import type { Annotation } from '@/lib/schemas/annotation'
import { bodyOf, commentExtensions, contentOf } from './comment-schema'
import { MentionList } from './mention-list'
import { useMentioning } from './use-mentioning'

export interface CommentEditorProps {
  projectId: string
  /** What it is for, spoken: "Your comment", "Your reply". */
  label: string
  /** The word on the button. */
  submitLabel: string
  initial?: { body: CommentBody; quotes: ReadonlyMap<string, string> }
  /** Stores it; what it rejects with is shown, and nothing that was typed is lost. */
  onSubmit: (body: CommentBody) => Promise<unknown>
  onCancel: () => void
}

/** Where one writes a comment: text, mentions behind an @, and quoted passages by pasting their links. Ctrl-Enter sends, Escape gives up an empty one. */
export default function CommentEditor({
  projectId,
  label,
  submitLabel,
  initial,
  onSubmit,
  onCancel,
}: CommentEditorProps) {
  const t = useTranslations('threads')
  const id = useId()
  const editor = useEditor({
    extensions: commentExtensions,
    content: initial ? contentOf(initial.body, initial.quotes) : null,
    autofocus: 'end',
    immediatelyRender: false,
    // Its own style element would need a nonce; what it would say stands in base.css.
    injectCSS: false,
    editorProps: {
      attributes: fieldAttributes(label, `${id}-help`),
      handleKeyDown: (_view, event) => mentioning.keys.current(event) || onKey(event),
      handlePaste: (_view, event) => pasted(event.clipboardData?.getData('text/plain') ?? ''),
    },
  })
  const mentioning = useMentioning(editor, projectId)
  const isEmpty = useEditorState({ editor, selector: ({ editor: now }) => !now || isEmptyBody(bodyOf(now.getJSON())) })
  const { isPending, failure, submit } = useSubmitting(editor, onSubmit)
  function onKey(event: KeyboardEvent): boolean {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) void submit()
    else if (event.key === 'Escape' && editor && isEmptyBody(bodyOf(editor.getJSON()))) onCancel()
    else return false
    event.stopPropagation()
    return true
  }
  function pasted(text: string): boolean {
    return editor !== null && quoteLink(editor, projectId, text)
  }
  const option = (index: number) => `${id}-${index}`
  return (
    <div className="flex flex-col gap-2">
      <div className="relative rounded-md border border-rule-strong bg-paper-raised has-[:focus]:outline-2 has-[:focus]:-outline-offset-1 has-[:focus]:outline-focus">
        <EditorContent editor={editor} className="comment-text text-sm leading-relaxed pointer-coarse:text-base" />
        {mentioning.isOpen && editor && (
          <MentionList
            id={id}
            editor={editor}
            people={mentioning.choices}
            index={mentioning.index}
            optionId={option}
            onChoose={mentioning.choose}
          />
        )}
      </div>
      <p id={`${id}-help`} className="text-xs text-ink-muted">
        {t('help')}
      </p>
      {failure !== null && (
        <p role="alert" className="text-sm text-danger">
          {failure}
        </p>
      )}
      <div className="flex flex-wrap gap-2">
        <Button
          size="small"
          tone="primary"
          isPending={isPending}
          isDisabled={isEmpty === true}
          onPress={() => void submit()}
        >
          {submitLabel}
        </Button>
        <Button size="small" onPress={onCancel}>
          {t('cancel')}
        </Button>
      </div>
    </div>
  )
}

const fieldAttributes = (label: string, helpId: string) => ({
  role: 'textbox',
  'aria-multiline': 'true',
  'aria-label': label,
  'aria-describedby': helpId,
  'aria-autocomplete': 'list',
  'aria-haspopup': 'listbox',
  class: 'min-h-12 px-2.5 py-1.5 outline-none',
  dir: 'auto',
})

/** Stores what is written, once at a time, and keeps why that failed. */
function useSubmitting(editor: Editor | null, onSubmit: CommentEditorProps['onSubmit']) {
  const t = useTranslations('threads')
  const [isPending, setPending] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const submit = async () => {
    if (!editor || isPending || isEmptyBody(bodyOf(editor.getJSON()))) return
    setPending(true)
    setFailure(null)
    try {
      await onSubmit(bodyOf(editor.getJSON()))
    } catch (error) {
      setFailure(error instanceof ProblemError ? error.message : t('failed'))
    } finally {
      setPending(false)
    }
  }
  return { isPending, failure, submit }
}

/** A pasted link of a passage becomes the passage, as far as whoever pastes may see it; otherwise it stays the text that it is. */
function quoteLink(editor: Editor, projectId: string, text: string): boolean {
  const annotationId = new RegExp(`/projects/${projectId}/documents/[0-9a-f-]{36}\\?annotation=([0-9a-f-]{36})`).exec(
    text.trim(),
  )?.[1]
  if (annotationId === undefined) return false
  callApi<Annotation>('GET', `/projects/${projectId}/annotations/${annotationId}`).then(
    ({ quote }) =>
      editor
        .chain()
        .focus()
        .insertContent([{ type: 'excerpt', attrs: { annotationId, quote } }, { type: 'paragraph' }])
        .run(),
    () => editor.chain().focus().insertContent(text).run(),
  )
  return true
}
