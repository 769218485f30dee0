/** One server-sent event. */
export interface StreamMessage {
  event: string
  data: string
  /** The position after this message, if any message so far gave one. */
  lastEventId: string
}

/**
 * Takes a `text/event-stream` apart as its pieces arrive, wherever they were cut. What is not ended by an empty line is not told; comments are passed over.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export class EventStreamParser {
  private rest = ''
  private data: string[] = []
  private event = ''
  private lastEventId = ''
  private isFirst = true

  /** Takes in the next piece of text and answers the messages that are whole with it. */
  push(piece: string): StreamMessage[] {
    const text = this.rest + (this.isFirst ? piece.replace(/^\uFEFF/, '') : piece)
    if (piece !== '') this.isFirst = false
    // A \r at the very end may be half of a \r\n.
    const usable = text.endsWith('\r') ? text.length - 1 : text.length
    const lines = text.slice(0, usable).split(/\r\n|\n|\r/)
    this.rest = (lines.pop() ?? '') + text.slice(usable)
    return lines.flatMap((line) => this.line(line) ?? [])
  }

  private line(line: string): StreamMessage | null {
    if (line === '') return this.dispatch()
    const colon = line.indexOf(':')
    const [field, raw] = colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)]
    const value = raw.startsWith(' ') ? raw.slice(1) : raw
    if (field === 'data') this.data.push(value)
    else if (field === 'event') this.event = value
    else if (field === 'id' && !value.includes('\0')) this.lastEventId = value
    return null
  }

  private dispatch(): StreamMessage | null {
    const message = { event: this.event || 'message', data: this.data.join('\n'), lastEventId: this.lastEventId }
    const isEmpty = this.data.length === 0
    this.data = []
    this.event = ''
    return isEmpty ? null : message
  }
}
