'use client'

import { frameWords } from '@/lib/i18n/frame-words'
import './globals.css'

/**
 * What is shown where the frame of all pages failed, hence without its providers: no language but English, no appearance but the system's, plain elements
 * only. It says what app/error.tsx says; the error itself is in the log under its digest.
 */
export default function GlobalError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{`${frameWords.title} · ${frameWords.name}`}</title>
        <main className="mx-auto flex min-h-dvh max-w-sm flex-col items-center justify-center gap-6 p-6 text-center">
          <p className="font-serif text-2xl">{frameWords.name}</p>
          <h1 className="font-serif text-xl font-normal">{frameWords.title}</h1>
          <p className="text-[0.9375rem] text-pretty text-ink-muted">{frameWords.body}</p>
          <button
            type="button"
            onClick={reset}
            className="min-h-10 rounded-sm border border-rule-strong px-4 text-[0.9375rem] text-ink focus-ring"
          >
            {frameWords.retry}
          </button>
          {error.digest && <p className="text-sm text-ink-muted">{frameWords.reference(error.digest)}</p>}
        </main>
      </body>
    </html>
  )
}
