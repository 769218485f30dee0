import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: [{ find: /^@\//, replacement: fileURLToPath(new URL('./', import.meta.url)) }] },
  test: {
    include: ['{app,components,lib,messages,scripts,seed,server,testing}/**/*.test.{ts,tsx}'],
    // Files share the modules of their worker: loading them anew for each was a third of the run. Every file has a database of its own, and what a module
    // keeps is keyed by ids; a test that changes anything else puts it back.
    isolate: false,
    // By itself it leaves one core to others, which of two is half: tests wait for the database much of the time.
    maxWorkers: '100%',
    globalSetup: ['testing/database-server.ts'],
    setupFiles: ['testing/no-console-errors.ts', 'testing/laws.ts'],
    // A test is never judged by its time: these only end what hangs, so they are the same for every test and far above what a busy machine needs.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 60_000 } },
    // Every test connects to a database of its own; these only satisfy lib/env.ts, and nothing answers under this address.
    env: {
      DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
      NEXTAUTH_SECRET: 'a secret for tests only, at least 32 bytes',
      BASE_URL: 'http://127.0.0.1:3000',
      LOG_LEVEL: 'silent',
    },
  },
})
