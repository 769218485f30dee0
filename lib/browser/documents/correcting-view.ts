import { Editor } from '@tiptap/core'
import { history, redo, undo } from '@tiptap/pm/history'
import { keymap } from '@tiptap/pm/keymap'
import { Fragment, Slice } from '@tiptap/pm/model'
import { EditorState, type Plugin } from '@tiptap/pm/state'
import type { EditorProps } from '@tiptap/pm/view'
import { blockIndex } from '@/lib/editor/block-index'
import { canonicalText } from '@/lib/editor/canonical-text'
import type { NodeJson } from '@/lib/editor/document-json'
import { documentExtensions } from '@/lib/editor/schema'
import { highlightPlugin, withPainting, type PaintLayer } from '../reader/highlight-plugin'
import { pagePlugin } from '../reader/mark-plugin'

/** A document being corrected: its words can be changed, and what is marked on it is painted and goes along with what is typed. */
export class CorrectingView {
  private readonly editor: Editor
  /** TipTap's own plugins, which every text shown here has. */
  private readonly core: readonly Plugin[]

  /** Mounts `content` in `host` as a field called `label`; `onEdit` is called after every change of the content. */
  constructor(host: HTMLElement, label: string, content: NodeJson, onEdit: () => void) {
    this.editor = new Editor({
      element: host,
      extensions: documentExtensions,
      editable: true,
      injectCSS: false,
      enableInputRules: false,
      enablePasteRules: false,
      editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label }, ...wordsOnly },
      onUpdate: onEdit,
    })
    this.core = this.editor.state.plugins
    this.show(content)
  }

  /** Puts another text in place of what is there. Nothing of what was typed before can be brought back by undoing. */
  show(content: NodeJson): void {
    const { schema, view } = this.editor
    const index = blockIndex(content)
    const own: Plugin[] = [
      history(),
      keymap({ 'Mod-z': undo, 'Shift-Mod-z': redo, 'Mod-y': redo }),
      pagePlugin(index),
      highlightPlugin(index, []),
    ]
    view.updateState(EditorState.create({ doc: schema.nodeFromJSON(content), plugins: [...own, ...this.core] }))
  }

  /** The content as it is now, with its canonical text. */
  read(): { content: NodeJson; text: string } {
    const content = this.editor.view.state.doc.toJSON() as NodeJson
    return { content, text: canonicalText(content) }
  }

  /** Whether the content is this one. */
  holds(content: NodeJson): boolean {
    const { schema, view } = this.editor
    return view.state.doc.eq(schema.nodeFromJSON(content))
  }

  /** Paints all layers anew; their offsets are of `content`, which must be what `read` answered last with nothing typed since. */
  paint(content: NodeJson, layers: readonly PaintLayer[]): void {
    const { view } = this.editor
    view.dispatch(withPainting(view.state.tr, { kind: 'all', layers, index: blockIndex(content) }))
  }

  /** Whether an input method is in the middle of a word. */
  isComposing(): boolean {
    return this.editor.view.composing
  }

  destroy(): void {
    this.editor.destroy()
  }
}

/** What is pasted or dropped comes as words, a paragraph a line: a correction is of the text, and another page's headings and pictures are none of it. */
const wordsOnly: EditorProps = {
  clipboardTextParser: (text, _context, _isPlain, { state: { schema } }) => {
    const { paragraph } = schema.nodes
    const lines = text
      .split(/\r\n?|\n/)
      .flatMap((line) => paragraph?.create(null, line === '' ? [] : [schema.text(line)]) ?? [])
    return new Slice(Fragment.from(lines), 1, 1)
  },
  handlePaste: (view, event) => {
    const text = event.clipboardData?.getData('text/plain') ?? ''
    if (text !== '') view.pasteText(text)
    return true
  },
  handleDrop: (view, event, _slice, isMoved) => {
    if (isMoved) return false
    const at = view.posAtCoords({ left: event.clientX, top: event.clientY })
    const text = event.dataTransfer?.getData('text/plain') ?? ''
    if (at && text !== '') view.dispatch(view.state.tr.insertText(text.replaceAll(/\s+/g, ' '), at.pos))
    return true
  },
}
