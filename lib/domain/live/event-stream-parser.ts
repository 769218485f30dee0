import { createParser } from 'eventsource-parser'

/** One server-sent event. */
export interface StreamMessage {
  event: string
  data: string
  /** The position after this message, if any message so far gave one. */
  lastEventId: string
}

/** Takes a `text/event-stream` apart as its pieces arrive, wherever they were cut. What is not ended by an empty line is not told. */
export class EventStreamParser {
  private told: StreamMessage[] = []
  private lastEventId = ''
  private readonly parser = createParser({
    onEvent: ({ id, event = 'message', data }) => {
      this.lastEventId = id ?? this.lastEventId
      this.told.push({ event, data, lastEventId: this.lastEventId })
    },
  })

  /** Takes in the next piece of text and answers the messages that are whole with it. */
  push(piece: string): StreamMessage[] {
    this.parser.feed(piece)
    const messages = this.told
    this.told = []
    return messages
  }
}
