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

/** Waits until React listens to everything on a page that is used. */
function alive(page: Page): Promise<void> {
  return untilTakenOver(page, 'button, input, select, textarea, a[href]', '[contenteditable], .reader-text')
}

/**
 * Waits until React has taken over what `selector` finds, but for what stands in `except`. It writes its mark on an element while it still works on the tree around
 * it, and puts the tree in place some time later, which may be a third of a second: until then it hears of an event and lets it go.
 */
export async function untilTakenOver(page: Page, selector: string, except: string): Promise<void> {
  await page.waitForFunction(
    ([wanted, spared]) => {
      interface Fiber {
        alternate: Fiber | null
        return: Fiber | null
        flags: number
      }
      // Placement and Hydrating: React itself tells by these whether a part of its tree is in place (getNearestMountedFiber).
      const unplaced = 4098
      const isInPlace = (fiber: Fiber) => {
        for (let node: Fiber | null = fiber; node && !node.alternate; node = node.return)
          if ((node.flags & unplaced) !== 0) return false
        return true
      }
      const isTaken = (element: Element) => {
        const key = Object.keys(element).find((name) => name.startsWith('__reactFiber$'))
        return key !== undefined && isInPlace((element as unknown as Record<string, Fiber>)[key] as Fiber)
      }
      if (!('__next_f' in window)) return true // Not a page of Next's.
      return [...document.querySelectorAll(wanted)].every((element) => isTaken(element) || element.closest(spared))
    },
    [selector, except] as const,
    { polling: 20 },
  )
}
