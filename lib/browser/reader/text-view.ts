import { Editor } from '@tiptap/core'
import { EditorState, TextSelection } from '@tiptap/pm/state'
import { snapToGraphemes } from '@/lib/domain/anchoring/snap-to-graphemes'
import { snapToWords } from '@/lib/domain/anchoring/snap-to-words'
import type { Span } from '@/lib/domain/anchoring/span'
import { trimmed } from '@/lib/domain/reading/step'
import { blockIndex, type BlockIndex } from '@/lib/editor/block-index'
import { canonicalText } from '@/lib/editor/canonical-text'
import type { NodeJson } from '@/lib/editor/document-json'
import { documentExtensions } from '@/lib/editor/schema'
import { sentenceAt } from '@/lib/editor/text-units'
import { highlightPlugin, withPainting, type PaintLayer, type Painting } from './highlight-plugin'
import { markPlugin, noMarks, pagePlugin, withMarks, type Marks, type NoteNumber } from './mark-plugin'

/** A document on the page: read-only, painted on, measured and scrolled. All offsets are canonical. */
export class TextView {
  readonly index: BlockIndex
  readonly text: string
  private readonly editor: Editor
  private marks: Marks = noMarks
  private isMarking = false
  private staying: AbortController | undefined
  /** What is to be painted once the mouse is let go: painting replaces text nodes, and a selection that is being dragged over them would be lost. */
  private held: Painting[] | null = null
  private readonly life = new AbortController()

  /** Mounts the document in `host`; `scroller` is the element that scrolls it, `language` (BCP 47) decides where sentences end; `layers` are painted with it. */
  constructor(
    private readonly host: HTMLElement,
    private readonly scroller: HTMLElement,
    content: NodeJson,
    private readonly language: string,
    layers: readonly PaintLayer[],
  ) {
    this.index = blockIndex(content)
    this.text = canonicalText(content)
    this.editor = new Editor({
      element: host,
      extensions: documentExtensions,
      editable: false,
      // Read, not written: without this it would be announced as a text field.
      editorProps: { attributes: { role: 'document' } },
      // The rules are in reader.css: a style element made by script would need an exception from the content security policy.
      injectCSS: false,
      enableInputRules: false,
      enablePasteRules: false,
    })
    // TipTap draws its content once before it has any plugin, and then again with all of them: given text and plugins afterwards, everything is drawn once.
    const { state, schema, view } = this.editor
    const plugins = [
      ...state.plugins,
      pagePlugin(this.index),
      highlightPlugin(this.index, layers),
      markPlugin(this.index),
    ]
    view.updateState(EditorState.create({ doc: schema.nodeFromJSON(content), plugins }))
    const { signal } = this.life
    const release = () => void setTimeout(() => this.release(), 0) // After whoever reads the selection when the mouse is let go.
    host.addEventListener(
      'pointerdown',
      ({ button, pointerType }) => button === 0 && pointerType === 'mouse' && (this.held ??= []),
      { signal },
    )
    for (const type of ['pointerup', 'pointercancel', 'blur']) window.addEventListener(type, release, { signal })
  }

  paint(painting: Painting): void {
    if (this.held) {
      this.held.push(painting)
      return
    }
    const { view } = this.editor
    view.dispatch(withPainting(view.state.tr, painting))
  }

  private release(): void {
    const held = this.held ?? []
    this.held = null
    if (!this.editor.isDestroyed) for (const painting of held) this.paint(painting)
  }

  /** Changes what stands out besides the highlights. Several changes of one turn are drawn together, because each drawing looks at every block. */
  mark(change: Partial<Marks>): void {
    const next = { ...this.marks, ...change }
    const isSame = (Object.keys(change) as (keyof Marks)[]).every(
      (kind) =>
        next[kind] === this.marks[kind] || (kind === 'found' && next.found.length + this.marks.found.length === 0),
    )
    if (isSame) return
    this.marks = next
    if (this.isMarking) return
    this.isMarking = true
    queueMicrotask(() => {
      this.isMarking = false
      const { view } = this.editor
      if (!view.isDestroyed) view.dispatch(withMarks(view.state.tr, this.marks))
    })
  }

  /** Numbers the passages for print, at once: the paper is laid out in this task. */
  number(numbers: readonly NoteNumber[]): void {
    const { view } = this.editor
    this.marks = { ...this.marks, numbers }
    if (!view.isDestroyed) view.dispatch(withMarks(view.state.tr, this.marks))
  }

  /**
   * What is selected with mouse, finger or the browser's caret: trimmed of white space and widened to whole characters; null where it is nothing. `released` is
   * where in the window a drag ended: beside the text it reaches to the words that are nearest to there, and it takes whole words unless the very letters are meant.
   */
  selected(released?: { x: number; y: number; isExact: boolean }): Span | null {
    const selection = document.getSelection()
    if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null
    const range = selection.getRangeAt(0)
    const dom = this.editor.view.dom
    if (!range.intersectsNode(dom)) return null
    const nearest =
      released && !dom.contains(selection.focusNode) && dom.contains(selection.anchorNode)
        ? this.offsetNear(released.x, released.y)
        : null
    const ends = [
      dom.contains(range.startContainer)
        ? this.offsetOf(range.startContainer, range.startOffset, 'after')
        : (nearest ?? 0),
      dom.contains(range.endContainer)
        ? this.offsetOf(range.endContainer, range.endOffset, 'before')
        : (nearest ?? this.text.length),
    ]
    const [start, end] = [Math.min(...ends), Math.max(...ends)]
    if (start >= end) return null
    const letters = trimmed(this.text, { start, end })
    const body = released && !released.isExact ? trimmed(this.text, snapToWords(this.text, letters)) : letters
    return body.start < body.end ? snapToGraphemes(this.text, body.start, body.end) : null
  }

  private offsetOf(node: Node, offset: number, side: 'before' | 'after'): number {
    return this.index.toOffset(this.editor.view.posAtDOM(node, offset, side === 'after' ? 1 : -1), side)
  }

  /** Lets go of what the browser holds selected, so that nothing stays blue behind a painted passage. */
  dropSelection(): void {
    const { view } = this.editor
    document.getSelection()?.removeAllRanges()
    view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, view.state.selection.from)))
  }

  /** The offset under a point of the window, or null beside the text. */
  offsetAt(x: number, y: number): number | null {
    const found = this.editor.view.posAtCoords({ left: x, top: y })
    return found ? this.index.toOffset(found.pos) : null
  }

  /** The offset of the words nearest to a point of the window: those of its line where the point is beside them, or the first or last in sight above or below. */
  private offsetNear(x: number, y: number): number | null {
    const [text, sight] = [this.host.getBoundingClientRect(), this.scroller.getBoundingClientRect()]
    const inset = Math.min(8, text.width / 2)
    const within = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value))
    return this.offsetAt(
      within(x, text.left + inset, text.right - inset),
      within(y, Math.max(text.top, sight.top) + 2, Math.min(text.bottom, sight.bottom) - 2),
    )
  }

  /** Where an offset stands in the window; `side` says to which neighbour it belongs at the turn of a line. */
  rectOf(
    offset: number,
    side: 'before' | 'after' = 'after',
  ): { left: number; right: number; top: number; bottom: number } {
    return this.editor.view.coordsAtPos(this.index.toPosition(offset), side === 'after' ? 1 : -1)
  }

  /** The text's own box in the window, from whose corner things are laid over it. */
  originRect(): DOMRect {
    return this.host.getBoundingClientRect()
  }

  /** Where a passage stands on the page, in pixels from the top of the text's element. */
  stretchOf(start: number, end: number): { top: number; height: number } {
    const origin = this.host.getBoundingClientRect().top
    const { top } = this.rectOf(start)
    const { bottom } = this.rectOf(end, 'before')
    return { top: top - origin, height: Math.max(2, bottom - top) }
  }

  /** The text of the lines between two heights of the page, in pixels from the top of the text's element. */
  spanBeside(top: number, bottom: number): Span | null {
    const box = this.host.getBoundingClientRect()
    const inset = box.width / 2
    const left = this.offsetAt(box.left + Math.min(60, inset), box.top + top + 4)
    const right = this.offsetAt(box.right - Math.min(60, inset), box.top + bottom - 4)
    if (left === null || right === null) return null
    return { start: Math.min(left, right), end: Math.max(left, right) }
  }

  /** The sentence at an offset; null in a text without words. */
  sentenceAt(offset: number): Span | null {
    return this.text === '' ? null : sentenceAt(this.text, this.index, offset, this.language)
  }

  /** Calls `changed` when the page scrolls or is laid out anew; returns what ends it. */
  onLayout(changed: () => void): () => void {
    const resized = new ResizeObserver(changed)
    resized.observe(this.scroller)
    resized.observe(this.host)
    this.scroller.addEventListener('scroll', changed, { passive: true })
    return () => {
      resized.disconnect()
      this.scroller.removeEventListener('scroll', changed)
    }
  }

  /** The offset at which the text of an element inside the page begins. */
  startOf(element: Element): number {
    return this.offsetOf(element, 0, 'after')
  }

  /** The element of the block that holds an offset. */
  blockElement(offset: number): HTMLElement | null {
    const block = this.index.blocks[this.index.blockAt(offset)]
    if (!block) return null
    const { node } = this.editor.view.domAtPos(block.position)
    return node instanceof HTMLElement ? node : node.parentElement
  }

  /** Brings a passage into view if it is not: a third of the way down, or just inside with `nearest`. */
  scrollTo(offset: number, where: 'third' | 'nearest' = 'third'): void {
    const block = this.blockElement(offset)
    if (!block) return
    const { top, bottom } = this.scroller.getBoundingClientRect()
    const isNear = () => {
      const rect = block.getBoundingClientRect()
      return rect.bottom > top - 200 && rect.top < bottom + 200
    }
    // A block far away has an estimated height: going near it first has it laid out, and then it can be measured.
    if (!isNear()) block.scrollIntoView({ block: 'center' })
    const at = this.rectOf(offset)
    const isInside = at.top >= top + 72 && at.bottom <= bottom - 96
    if (where === 'nearest' && isInside) return
    const aim =
      where === 'third' || at.top < top || at.top > bottom
        ? (bottom - top) / 3
        : at.top < top + 72
          ? 96
          : bottom - top - 140
    this.scroller.scrollBy({ top: at.top - top - aim })
    this.stayWith(offset, aim)
  }

  /**
   * Blocks that come near get their true height only in the frames that follow, which moves everything below them: keeps the passage where it was
   * brought until it has stood still for some frames, or the person moves on.
   */
  private stayWith(offset: number, aim: number): void {
    this.staying?.abort()
    const stay = (this.staying = new AbortController())
    for (const kind of ['wheel', 'touchstart', 'pointerdown', 'keydown'])
      this.scroller.addEventListener(kind, () => stay.abort(), { passive: true, signal: stay.signal })
    let still = 0
    let frames = 0
    const look = () => {
      if (stay.signal.aborted || !this.scroller.isConnected) return
      const drift = this.rectOf(offset).top - this.scroller.getBoundingClientRect().top - aim
      still = Math.abs(drift) > 1 ? 0 : still + 1
      if (still === 0) this.scroller.scrollBy({ top: drift })
      frames += 1
      if (still < 5 && frames < 60) requestAnimationFrame(look)
      else stay.abort()
    }
    requestAnimationFrame(look)
  }

  /** The range of text in the window, grown by `margin` pixels above and below. */
  visibleSpan(margin = 0): Span {
    const { top, bottom } = this.scroller.getBoundingClientRect()
    const { blocks } = this.index
    if (blocks.length === 0) return { start: 0, end: 0 }
    const first = this.firstBlock((rect) => rect.bottom > top - margin)
    const last = this.firstBlock((rect) => rect.top > bottom + margin)
    return {
      start: blocks[Math.min(first, blocks.length - 1)]?.start ?? 0,
      end: blocks[Math.max(0, last - 1)]?.end ?? this.text.length,
    }
  }

  /** Where the window stands on the page, in pixels from the top of the text's element. */
  windowOnPage(): { top: number; bottom: number } {
    const { top, bottom } = this.scroller.getBoundingClientRect()
    const origin = this.host.getBoundingClientRect().top
    return { top: top - origin, bottom: bottom - origin }
  }

  /** Where one reads: the start of the last block that begins above the line to which a jump brings its passage, or of the last in the window at the end of the text. */
  readingOffset(): number {
    const { scrollTop, clientHeight, scrollHeight } = this.scroller
    const { top, bottom } = this.scroller.getBoundingClientRect()
    const line = scrollTop > 0 && scrollTop + clientHeight >= scrollHeight - 2 ? bottom : top + (bottom - top) / 3 + 2
    return this.index.blocks[Math.max(0, this.firstBlock((rect) => rect.top > line) - 1)]?.start ?? 0
  }

  /** Index of the first block for which `test` holds, by bisection: blocks follow one another down the page (table cells nearly so). */
  private firstBlock(test: (rect: DOMRect) => boolean): number {
    let low = 0
    let high = this.index.blocks.length
    while (low < high) {
      const middle = (low + high) >> 1
      const element = this.blockElement(this.index.starts[middle] ?? 0)
      if (element && test(element.getBoundingClientRect())) high = middle
      else low = middle + 1
    }
    return low
  }

  destroy(): void {
    this.life.abort()
    this.editor.destroy()
    this.host.replaceChildren()
  }
}
