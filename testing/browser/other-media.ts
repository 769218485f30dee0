import type { Page } from '@playwright/test'
import { resize } from './layout'

/** What is wrong with a page at 400 %, on paper and with the system's colours. It is left as it was found, in a window of `size`. */
export async function wrongElsewhere(
  page: Page,
  size: { width: number; height: number },
  known: Set<string>,
): Promise<string[]> {
  return [
    ...(await wrongInLowWindow(page)).map((what) => `at 400 %: ${what}`),
    ...(await wrongOnPaper(page)).map((what) => `on paper: ${what}`),
    ...(await wrongInSystemColours(page, size, known)).map((what) => `in the system’s colours: ${what}`),
  ]
}

/** A window of 1280 × 1024 at 400 %. */
async function wrongInLowWindow(page: Page): Promise<string[]> {
  await resize(page, { width: 320, height: 256 })
  return sideways(page)
}

/** As wide as what margins of 18 mm leave of A4. */
async function wrongOnPaper(page: Page): Promise<string[]> {
  await page.emulateMedia({ media: 'print' })
  await resize(page, { width: 658, height: 1000 })
  const chrome = await page.evaluate(() => {
    const bars = ['nav:not(main nav)', '[data-bar]', '[data-bottom-bar]', '[data-strip]', '[role=toolbar]']
    return [...document.querySelectorAll(bars.join())]
      .filter((bar) => bar.checkVisibility())
      .map((bar) => `there is <${bar.tagName.toLowerCase()}> “${(bar.textContent ?? '').trim().slice(0, 40)}”`)
  })
  const cut = await page.evaluate(() =>
    [...document.querySelectorAll('main *')]
      .filter((box) => !box.matches('textarea, input, select') && box.checkVisibility())
      .filter((box) => /auto|scroll/.test(getComputedStyle(box).overflowY) && box.clientHeight > 0)
      .map((box) => `what scrolls is cut: <${box.tagName.toLowerCase()} class="${box.className}">`.slice(0, 160)),
  )
  const wrong = [...chrome, ...cut, ...(await sideways(page))]
  await page.emulateMedia({ media: null })
  return wrong
}

/** Whether what has the focus is seen to have it: asked of one of each kind of thing that a page can put it on, and of a kind once. */
async function wrongInSystemColours(
  page: Page,
  size: { width: number; height: number },
  known: Set<string>,
): Promise<string[]> {
  await resize(page, size)
  await page.emulateMedia({ forcedColors: 'active' })
  await page.keyboard.press('Tab')
  const { asked, wrong } = await page.evaluate(findUnseenFocus, [...known])
  for (const kind of asked) known.add(kind)
  await page.emulateMedia({ forcedColors: null })
  return wrong
}

/** Runs in the page. */
async function findUnseenFocus(known: string[]): Promise<{ asked: string[]; wrong: string[] }> {
  const asked = new Set(known)
  const wrong: string[] = []
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  const linesOf = (element: Element) => {
    const { outlineStyle, outlineWidth, borderWidth, borderColor } = getComputedStyle(element)
    return `${outlineStyle === 'none' ? '' : outlineWidth} ${borderWidth} ${borderColor}`
  }
  // Where one writes in a page of text the caret is seen.
  const places = 'a[href], button, input, select, textarea, summary, [tabindex="0"]:not(.ProseMirror)'
  for (const element of document.querySelectorAll<HTMLElement>(places)) {
    const kind = `${element.tagName} ${element.getAttribute('role')} ${element.className} ${element.closest('label')?.className}`
    if (asked.has(kind) || element.closest('[inert], [aria-hidden=true]') || !element.checkVisibility()) continue
    const within = element.closest('label') ?? element
    const around = [within, within.parentElement, within.parentElement?.parentElement, ...within.querySelectorAll('*')]
    const near = around.filter((one) => one instanceof Element).slice(0, 60)
    if (element === document.activeElement) element.blur()
    const before = near.map(linesOf).join(';')
    element.focus()
    // React draws what the focus changes a moment after it.
    for (let at = 0; at < 3; at += 1) await frame()
    if (document.activeElement !== element) continue
    asked.add(kind)
    if (near.map(linesOf).join(';') === before)
      wrong.push(`the focus is not seen on ${element.outerHTML.slice(0, 160)}`)
  }
  return { asked: [...asked], wrong }
}

const sideways = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const { scrollWidth } = document.documentElement
    return scrollWidth > innerWidth ? [`the page is ${scrollWidth - innerWidth} px wider than the window`] : []
  })
