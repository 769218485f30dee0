import { test as base, expect, type BrowserContext, type Page } from '@playwright/test'
import { issueSessionCookie, sessionCookieName } from '@/lib/auth/session'
import type { Database } from '@/lib/data/database/client'
import { newId } from '@/lib/data/database/ids'
import { comingToLife } from '@/testing/browser/alive'
import { expectAccessible } from '@/testing/browser/axe'
import { besideInstance, startInstance, type RunningInstance } from '@/testing/browser/instance'

export { expect }

/** Somebody with an account on the instance, and their own browser. */
export interface Person {
  id: string
  name: string
  email: string
  context: BrowserContext
  page: Page
}

interface Fixtures {
  /** Makes an account and signs it in by writing the session cookie: the form has its own journey. */
  signIn: (name: string, options?: { isAdmin?: boolean }) => Promise<Person>
  /** A new browser in which nobody is signed in. */
  visitor: () => Promise<Page>
  /** axe, in light, sepia and dark. */
  axe: (page: Page) => Promise<void>
  /** A second server whose database is empty: for the journeys that begin with set-up. */
  emptyInstance: RunningInstance
}

interface WorkerFixtures {
  instance: RunningInstance
  beside: { db: Database; databaseUrl: string; sessionSecret: string }
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  instance: [
    async ({}, use) => use(JSON.parse(process.env.E2E_INSTANCE ?? '') as RunningInstance),
    { scope: 'worker' },
  ],

  beside: [
    async ({ instance }, use) => {
      const beside = besideInstance(instance)
      await use(beside)
      await beside.db.$disconnect()
    },
    { scope: 'worker' },
  ],

  baseURL: async ({ instance }, use) => use(instance.url),

  page: async ({ page }, use) => {
    comingToLife(page)
    const trouble = watchForTrouble(page)
    await use(page)
    expect(trouble, 'errors in the browser').toEqual([])
  },

  signIn: async ({ browser, instance, beside, contextOptions }, use) => {
    const troubles: string[][] = []
    const contexts: BrowserContext[] = []
    await use(async (name, { isAdmin = false } = {}) => {
      const id = newId()
      const email = `${name.toLowerCase().replaceAll(/\W+/g, '.')}.${id.slice(-12)}@example.org`
      await beside.db.user.create({ data: { id, name, email, isAdmin }, select: { id: true } })
      const context = await browser.newContext({ ...contextOptions, baseURL: instance.url })
      contexts.push(context)
      const value = await issueSessionCookie({ id, sessionVersion: 1 }, beside.sessionSecret)
      await context.addCookies([
        { name: sessionCookieName(false), value, url: instance.url, httpOnly: true, sameSite: 'Lax' },
      ])
      const page = await openPage(context)
      troubles.push(watchForTrouble(page))
      return { id, name, email, context, page }
    })
    await Promise.all(contexts.map((context) => context.close()))
    expect(troubles.flat(), 'errors in the browser').toEqual([])
  },

  visitor: async ({ browser, instance, contextOptions }, use) => {
    const troubles: string[][] = []
    const contexts: BrowserContext[] = []
    await use(async () => {
      const context = await browser.newContext({ ...contextOptions, baseURL: instance.url })
      contexts.push(context)
      const page = await openPage(context)
      troubles.push(watchForTrouble(page))
      return page
    })
    await Promise.all(contexts.map((context) => context.close()))
    expect(troubles.flat(), 'errors in the browser').toEqual([])
  },

  axe: async ({}, use) => use(expectAccessible),

  emptyInstance: async ({ browser }, use) => {
    const { stop, ...instance } = await startInstance(['--no-build'])
    await use(instance)
    await Promise.all(browser.contexts().map((context) => context.close())) // The server waits for whoever is still there.
    await stop()
  },
})

/** A page that is waited for; with `E2E_SLOWDOWN=8` its processor is so many times slower than this machine's, as on an old laptop or a busy server. */
async function openPage(context: BrowserContext): Promise<Page> {
  const page = comingToLife(await context.newPage())
  const rate = Number(process.env.E2E_SLOWDOWN ?? 1)
  if (rate > 1) await (await context.newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate })
  return page
}

/** Collects console errors and uncaught exceptions of a page. A refused request that the interface explains is not one: `expectRefusal` says so first. */
function watchForTrouble(page: Page): string[] {
  const trouble: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error' && !isExpected(page, message.text()))
      trouble.push(`${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => trouble.push(String(error)))
  return trouble
}

const refusals = new WeakMap<Page, Set<number>>()

/** From now on, answers with this status are part of what the test is about. Chromium reports each of them as a console error. */
export function expectRefusal(page: Page, status: number): void {
  const statuses = refusals.get(page) ?? new Set()
  refusals.set(page, statuses.add(status))
}

const offline = new WeakSet<Page>()

/** From now on the page may find nobody at the other end. Chromium and Next report each request that failed so as a console error. */
export function expectOffline(page: Page): void {
  offline.add(page)
}

/** Of requests, of steps to another page, of next-auth, and of the program that keeps what was seen. */
const unreached =
  /^(Failed to (load resource: net::ERR_|fetch RSC payload)|\[next-auth\]\[error\]\[CLIENT_FETCH_ERROR\]|An unknown error occurred when fetching the script)/

function isExpected(page: Page, text: string): boolean {
  if (offline.has(page) && unreached.test(text)) return true
  // Over http a browser has no use for this header, and says so.
  if (text.startsWith('The Cross-Origin-Opener-Policy header has been ignored')) return true
  const status = /^Failed to load resource: the server responded with a status of (\d+)/.exec(text)?.[1]
  return status !== undefined && (refusals.get(page)?.has(Number(status)) ?? false)
}
