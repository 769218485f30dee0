import type { Page } from '@playwright/test'

/**
 * Makes `goto` and `reload` of a page last until it has come to life. What the server sends is seen before React listens to it, and a test is quick enough to
 * press a button in between, which does nothing.
 */
export function comingToLife(page: Page): Page {
  const { goto, reload } = page
  page.goto = async (...args) => {
    const answer = await goto.apply(page, args)
    await alive(page)
    return answer
  }
  page.reload = async (...args) => {
    const answer = await reload.apply(page, args)
    await alive(page)
    return answer
  }
  return page
}

async function alive(page: Page): Promise<void> {
  await page.waitForFunction(
    async () => {
      if (!('__next_f' in window)) return true // Not a page of Next's.
      const isAlive = (element: Element) => Object.keys(element).some((key) => key.startsWith('__reactProps$'))
      const events = [...document.querySelectorAll('button, input, select, textarea, a[href]')]
      if (!events.every((element) => isAlive(element) || element.closest('[contenteditable], .reader-text')))
        return false
      await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 1000 }))
      return true
    },
    undefined,
    { polling: 20 },
  )
}
