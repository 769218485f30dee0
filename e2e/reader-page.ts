import { expect, type Page } from '@playwright/test'

/** Where the text is read. */
export const areaOf = (page: Page) => page.getByRole('region', { name: /^Text of/ })
export const picker = (page: Page) => page.getByRole('combobox', { name: 'Tags for the passage' })
/** What is announced. */
export const said = (page: Page) => page.getByTestId('reader-said')
export const card = (page: Page) => page.getByRole('article', { name: /^Passage tagged by/ })
/** A label beside the text. It is for the eye alone: the list of what is in view says the same to a screen reader. */
export const label = (page: Page, name: string | RegExp) =>
  page
    .locator('[aria-hidden=true]')
    .getByRole('button', { name, includeHidden: true, exact: true })
    .filter({ hasText: /\S/ })

/** Opens a document and waits until all of it is painted. */
export async function opened(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await expect(page.locator('[data-painted]')).toBeAttached()
}

/** Drags the mouse over words of the text, as a person would. */
export async function select(page: Page, words: string): Promise<void> {
  const box = await page.evaluate(async (wanted) => {
    const walker = document.createTreeWalker(document.querySelector('.reader-text') as Element, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = node.textContent?.indexOf(wanted) ?? -1
      if (start < 0) continue
      const range = document.createRange()
      range.setStart(node, start)
      range.setEnd(node, start + wanted.length)
      // Blocks far away have no measured height until they come near, so the place is gone to until it has stood still for some frames.
      for (let still = 0, top = NaN; still < 5;) {
        const box = range.getBoundingClientRect()
        if (box.bottom > innerHeight - 80 || box.top < 120)
          node.parentElement?.scrollIntoView({ block: 'center', behavior: 'instant' })
        still = box.top === top ? still + 1 : 0
        top = box.top
        await new Promise((resolve) => requestAnimationFrame(resolve))
      }
      const rects = [...range.getClientRects()]
      const [first, last] = [rects[0], rects.at(-1)]
      if (first && last)
        return {
          x1: first.left + 1,
          y1: first.top + first.height / 2,
          x2: last.right - 1,
          y2: last.top + last.height / 2,
        }
    }
    throw new Error(`"${wanted}" is not on the page in one piece`)
  }, words)
  await page.mouse.move(box.x1, box.y1)
  await page.mouse.down()
  await page.mouse.move(box.x2, box.y2, { steps: 6 })
  await page.mouse.up()
}
