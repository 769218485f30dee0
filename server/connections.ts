import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Milliseconds and bytes. */
export interface Patience {
  /** How often it is looked. */
  look: number
  /** In this time the headers of a request must be there. */
  headers: number
  /** In each such time at least `least` bytes of a body must come, unless it is we who do not read. */
  body: number
  least: number
  /** In this time somebody must take something of what waits for them. */
  reader: number
}

export const usualPatience: Patience = { look: 5000, headers: 20_000, body: 15_000, least: 15 * 1024, reader: 120_000 }

/**
 * Every connection of a server, whatever became of its protocol, and what is going on over it. Who sends a body a letter at a time, or takes nothing of an
 * answer, is cut off; an upload over a slow line is not, however long it takes.
 */
export class Connections {
  private readonly sockets = new Map<Socket, { sent: number; since: number }>()
  private readonly bodies = new Map<IncomingMessage, { response: ServerResponse; read: number; since: number }>()

  constructor(
    server: Server,
    private readonly patience: Patience,
  ) {
    server.on('connection', (socket: Socket) => {
      this.sockets.set(socket, { sent: 0, since: performance.now() })
      socket.once('close', () => this.sockets.delete(socket))
    })
    // After what lies there to be read has been: where this process was busy for long, nobody else was slow.
    const looking = setInterval(() => setImmediate(() => this.look(performance.now())), patience.look).unref()
    server.once('close', () => clearInterval(looking))
  }

  /** Watches how the body of a request arrives, where it has one that is not here yet. */
  watch(request: IncomingMessage, response: ServerResponse): void {
    const { 'content-length': length, 'transfer-encoding': transfer } = request.headers
    if (transfer === undefined && (length === undefined || length === '0')) return
    this.bodies.set(request, { response, read: request.socket.bytesRead, since: performance.now() })
    request.once('close', () => this.bodies.delete(request))
  }

  /** Cuts every connection at once. */
  destroy(): void {
    for (const socket of this.sockets.keys()) socket.destroy()
  }

  private look(now: number): void {
    for (const [request, body] of this.bodies)
      if (now - body.since >= this.patience.body) this.lookAtBody(request, body, now)
    for (const [socket, last] of this.sockets) {
      const sent = socket.bytesWritten - socket.writableLength
      if (socket.writableLength === 0 || sent !== last.sent) this.sockets.set(socket, { sent, since: now })
      else if (now - last.since >= this.patience.reader) socket.destroy()
    }
  }

  private lookAtBody(
    request: IncomingMessage,
    body: { response: ServerResponse; read: number; since: number },
    now: number,
  ): void {
    const { socket } = request
    const isOurs = request.readableLength >= request.readableHighWaterMark
    if (request.complete) this.bodies.delete(request)
    else if (isOurs || socket.bytesRead - body.read >= this.patience.least)
      this.bodies.set(request, { ...body, read: socket.bytesRead, since: now })
    else {
      this.bodies.delete(request)
      if (!body.response.headersSent && socket.writable)
        socket.write('HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      socket.destroySoon()
    }
  }
}
