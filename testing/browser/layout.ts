import type { Page } from '@playwright/test'
import { untilTakenOver } from './alive'

/** What people wrote, and what no language says otherwise. Its direction is unknown, which `dir="auto"` says. */
const peoples = '[dir="auto"], .reader-text, bdi, code, kbd, time, svg, script, style, textarea, option'

/** Makes every text of the interface longer, as another language might: by half, short ones by more. What people wrote stays as it is. */
export async function lengthenWords(page: Page): Promise<void> {
  // React compares what the server sent with what it would draw: nothing may be changed before it has.
  await untilTakenOver(page, 'body :is(h1, h2, p, span, td, dt, label, button, a)', `${peoples}, [inert]`)
  await page.evaluate((not) => {
    const letters = new Map([...'aeiouyAEIOUY'].map((letter, at) => [letter, [...'àéîöüýÀÉÎÖÜÝ'][at] ?? letter]))
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: Text[] = []
    while (walker.nextNode()) texts.push(walker.currentNode as Text)
    for (const text of texts.filter(
      ({ data, parentElement }) => /\p{L}{2}/u.test(data) && !parentElement?.closest(not),
    )) {
      const said = text.data.trim()
      const more = Math.max(2, Math.ceil(said.length * (said.length < 12 ? 0.8 : 0.45)))
      const filler = 'lorem ipsum dolor '.repeat(Math.ceil(more / 18)).slice(0, more)
      const long = [...said].map((sign) => letters.get(sign) ?? sign).join('')
      text.data = text.data.replace(said, `${long} ${filler.trim()}`)
    }
  }, peoples)
}

/** Gives the window a size and waits until what is drawn for it stands still: parts that depend on the width are drawn a moment after it. */
export async function resize(page: Page, size: { width: number; height: number }): Promise<void> {
  await page.setViewportSize(size)
  await page.evaluate(async () => {
    const frame = () => new Promise<void>((done) => requestAnimationFrame(() => done()))
    const places = () =>
      [...document.body.querySelectorAll('*')].map((element) => {
        const { left, top, width, height } = element.getBoundingClientRect()
        return [left, top, width, height].join()
      })
    let [before, still] = ['', 0]
    for (let frames = 0; still < 3 && frames < 60; frames += 1) {
      await frame()
      const now = places().join(';')
      still = now === before ? still + 1 : 0
      before = now
    }
  })
}

/** Which words of the interface do not fit where they stand: a box cuts them off, they run out of the button that they name, or the page scrolls sideways. */
export async function misfits(page: Page): Promise<string[]> {
  return page.evaluate(findMisfits, peoples)
}

/** Runs in the page. */
function findMisfits(not: string): string[] {
  const found = new Set<string>()
  const short = (text: string | null) => `“${(text ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 60)}”`
  const nameOf = (element: Element) =>
    `${element.tagName.toLowerCase()}.${(element.getAttribute('class') ?? '').split(' ').slice(0, 6).join('.')}`
  const isControl = (element: Element) =>
    element.matches('button, a[class*="rounded"], [role=button], [role=tab], label[class*="rounded"], th')
  const cutBy = (words: DOMRect, element: Element, style: CSSStyleDeclaration) => {
    const box = element.getBoundingClientRect()
    const cuts = (way: string) => way === 'hidden' || way === 'clip' || (isControl(element) && way === 'visible')
    if (cuts(style.overflowX) && (words.left < box.left - 2 || words.right > box.right + 2)) return 'sideways'
    return cuts(style.overflowY) && (words.top < box.top - 3 || words.bottom > box.bottom + 3) ? 'above or below' : null
  }
  const look = (text: Text) => {
    const range = document.createRange()
    range.selectNodeContents(text)
    const words = range.getBoundingClientRect()
    if (words.width === 0 || !text.parentElement?.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      return
    for (let element: Element | null = text.parentElement; element !== null && element !== document.body;) {
      const style = getComputedStyle(element)
      // What only screen readers say has no size.
      if (element.clientWidth <= 1 && style.display !== 'inline') return
      const how = cutBy(words, element, style)
      if (how) found.add(`${short(text.data)} is cut ${how} by ${nameOf(element)}`)
      if (style.overflowX === 'auto' || style.overflowX === 'scroll' || style.position === 'fixed') return
      element = element.parentElement
    }
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) if (!walker.currentNode.parentElement?.closest(not)) look(walker.currentNode as Text)
  if (document.documentElement.scrollWidth > window.innerWidth + 1)
    for (const element of document.body.querySelectorAll('*'))
      if (element.children.length === 0 && element.getBoundingClientRect().right > window.innerWidth + 1)
        found.add(`the page scrolls sideways for ${short(element.textContent)} in ${nameOf(element)}`)
  return [...found]
}

/** Lays the page out from right to left and answers what does not stand where its mirror image would. */
export async function unmirrored(page: Page): Promise<string[]> {
  return page.evaluate(findUnmirrored)
}

/** Runs in the page. */
async function findUnmirrored(): Promise<string[]> {
  const root = document.documentElement
  const settled = async () => {
    await new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))
    for (const animation of document.getAnimations())
      if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish()
  }
  const boxed = [...document.body.querySelectorAll('*')].filter((element) => {
    if (element.closest('[dir] *, svg *, .reader-text *, [aria-hidden] *, script, style')) return false
    // Words in a line change places with their neighbours by rules of their own.
    return !['inline', 'none', 'contents'].includes(getComputedStyle(element).display)
  })
  const where = () =>
    boxed.map((element) => {
      const { left, right, width, height } = element.getBoundingClientRect()
      return { left, right, width, height }
    })
  const before = where()
  root.dir = 'rtl'
  await settled()
  const after = where()
  const across = root.clientWidth
  const wrong = boxed.filter((element, at) => {
    const [was, is] = [before[at], after[at]]
    if (!was || !is || was.width <= 1 || was.height <= 1 || is.width <= 1) return false
    return Math.abs(across - was.right - is.left) > 3 || Math.abs(across - was.left - is.right) > 3
  })
  // The outermost of what is wrong says it for what is in it.
  const first = wrong.filter((element) => !wrong.some((other) => other !== element && other.contains(element)))
  const said = first.map((element) => {
    const at = boxed.indexOf(element)
    const [was, is] = [before[at], after[at]]
    const name = `${element.tagName.toLowerCase()}.${String(element.getAttribute('class') ?? '')
      .split(' ')
      .slice(0, 6)
      .join('.')}`
    return `${name} “${(element.textContent ?? '').trim().replaceAll(/\s+/g, ' ').slice(0, 40)}” ${Math.round(was?.left ?? 0)}–${Math.round(was?.right ?? 0)} became ${Math.round(is?.left ?? 0)}–${Math.round(is?.right ?? 0)} of ${across}`
  })
  root.removeAttribute('dir')
  await settled()
  return said
}
