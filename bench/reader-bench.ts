import { chromium, type Browser, type Page } from '@playwright/test'
import { findChromium } from '../testing/browser/chromium.mjs'

export interface ReaderPlace {
  /** Where the application answers, without a slash at the end. */
  baseUrl: string
  /** A session cookie, `name=value`. */
  cookie: string
  projectId: string
  documentId: string
}

export interface ReaderFigures {
  /** From the start of navigation until the frame with the text and every highlight was drawn; milliseconds. */
  navigationToPaintedMs: number
  /** From the key that applies a tag until the frame with the new highlight was drawn; milliseconds, median of the rounds. */
  addOneToPaintMs: number
  /** The longest task of the page's main thread while scrolling from top to bottom; milliseconds. 0 where none exceeded the 50 ms that browsers report. */
  longestScrollTaskMs: number
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const rounds = 5

/** Opens a document in Chromium as a reader would and measures painting, adding and scrolling. The annotations it adds are removed again. */
export async function measureReader({ baseUrl, cookie, projectId, documentId }: ReaderPlace): Promise<ReaderFigures> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: flags })
  try {
    const address = `${baseUrl}/projects/${projectId}/documents/${documentId}`
    // One visit before, so that the figure is that of a person who works here and not of a first download of fonts and scripts.
    const page = await openedPage(browser, baseUrl, cookie)
    await paintedAfter(page, address)
    const navigationToPaintedMs = await paintedAfter(page, address)
    const longestScrollTaskMs = await longestTaskWhileScrolling(page)
    const addOneToPaintMs = await addOne(page, `${baseUrl}/api/v1/projects/${projectId}`)
    return { navigationToPaintedMs, addOneToPaintMs, longestScrollTaskMs }
  } finally {
    await browser.close()
  }
}

async function openedPage(browser: Browser, baseUrl: string, cookie: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
  const [name = '', ...value] = cookie.split('=')
  await context.addCookies([{ name, value: value.join('='), url: baseUrl }])
  return context.newPage()
}

async function paintedAfter(page: Page, address: string): Promise<number> {
  await page.goto(address, { waitUntil: 'commit' })
  await page.waitForSelector('[data-painted]', { state: 'attached', timeout: 60_000 })
  // The reader notes when the frame with all of it was drawn (lib/browser/reader/use-text-view); the page's clock starts with its navigation.
  return page.evaluate((name) => performance.getEntriesByName(name).at(-1)?.startTime ?? NaN, 'reader-drawn')
}

async function longestTaskWhileScrolling(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const durations: number[] = []
    const observer = new PerformanceObserver((list) =>
      durations.push(...list.getEntries().map((entry) => entry.duration)),
    )
    observer.observe({ type: 'longtask' })
    const scroller = [...document.querySelectorAll('*')].find(
      (element) => element.querySelector('.reader-text') && getComputedStyle(element).overflowY === 'auto',
    )
    if (!scroller) throw new Error('The page has no element that scrolls the text')
    const frame = () => new Promise<void>((resolve) => requestAnimationFrame(() => resolve()))
    scroller.scrollTop = 0
    for (let step = 0; step < 150; step += 1) {
      scroller.scrollTop += 700
      await frame()
    }
    // Far jumps, as with the scroll bar.
    for (const part of [0.25, 0.75, 0.1, 1, 0.5]) {
      scroller.scrollTop = scroller.scrollHeight * part
      await frame()
      await frame()
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
    durations.push(...observer.takeRecords().map((entry) => entry.duration))
    observer.disconnect()
    return Math.round(Math.max(0, ...durations))
  })
}

async function addOne(page: Page, api: string): Promise<number> {
  const times: number[] = []
  const area = page.locator('.reader-area')
  for (let round = 0; round < rounds; round += 1) {
    await area.focus()
    await page.keyboard.press(round === 0 ? 'j' : 'j')
    await page.keyboard.press('t')
    const box = page.getByRole('combobox')
    await box.waitFor()
    const created = page.waitForResponse(
      (answer) => answer.request().method() === 'POST' && answer.url().endsWith('/annotations'),
    )
    // Timed in the page: from the key's event to the frame after the one in which the highlight is drawn.
    await page.evaluate(() => {
      const timed = (event: KeyboardEvent) => {
        if (event.key !== 'Enter') return
        document.removeEventListener('keydown', timed, true)
        const from = performance.now()
        requestAnimationFrame(() =>
          requestAnimationFrame(() => Object.assign(window, { addedAfter: performance.now() - from })),
        )
      }
      document.addEventListener('keydown', timed, true)
    })
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    const { id } = (await (await created).json()) as { id: string }
    times.push(await page.evaluate(() => (window as unknown as { addedAfter: number }).addedAfter))
    await page.evaluate((path) => fetch(path, { method: 'DELETE' }), `${api}/annotations/${id}`)
  }
  return Math.round(times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0)
}
