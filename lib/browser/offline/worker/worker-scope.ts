// What a service worker sees of the browser, as far as ours asks for it. TypeScript has it in a library that cannot be used beside that of pages.

export interface LastingEvent extends Event {
  waitUntil: (work: Promise<unknown>) => void
}

export interface AskedEvent extends LastingEvent {
  readonly request: Request
  /** The server's answer to a navigation, asked for while the worker was started; undefined where the browser does not do that. */
  readonly preloadResponse?: Promise<Response | undefined>
  respondWith: (answer: Promise<Response>) => void
}

interface ToldEvent extends LastingEvent {
  readonly data: unknown
  readonly ports: readonly MessagePort[]
}

export interface WorkerScope {
  readonly location: { readonly origin: string }
  readonly registration: { readonly navigationPreload?: { enable: () => Promise<void> } }
  readonly clients: {
    claim: () => Promise<void>
    matchAll: (of: { type: 'window' }) => Promise<readonly { readonly url: string }[]>
  }
  skipWaiting: () => Promise<void>
  addEventListener: {
    (type: 'install' | 'activate', listener: (event: LastingEvent) => void): void
    (type: 'fetch', listener: (event: AskedEvent) => void): void
    (type: 'message', listener: (event: ToldEvent) => void): void
  }
}
