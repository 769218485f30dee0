import type { Locator, Page } from '@playwright/test'
import { expect, expectRefusal, test, type Person } from './fixtures'
import { areaOf, card, opened, picker, said, select } from './reader-page'
import { callAs, joinAsCoder, readingProject, storedBy, tagAs, type ReadingProject } from './reading-project'

const cursor = (page: Page) => page.locator('.mark-cursor')
const selection = (page: Page) => page.locator('.mark-selection')

/** Leaves whatever has opened; fields keep their keys until one does. */
async function leave(page: Page): Promise<void> {
  for (let times = 0; times < 4; times += 1) {
    const isBusy = await page.evaluate(
      () =>
        document.querySelector('[role=dialog], [role=alertdialog]') !== null ||
        document.activeElement?.matches('input, textarea, [contenteditable=true]'),
    )
    if (!isBusy) return
    await page.keyboard.press('Escape')
    await page.waitForFunction(() => document.querySelector('[data-exiting]') === null)
    // A field on the page has no way out but to leave it.
    await page.evaluate(
      () =>
        document.activeElement instanceof HTMLElement &&
        document.activeElement.matches('textarea, [contenteditable=true], input') &&
        !document.activeElement.closest('[role=dialog], search') &&
        document.activeElement.blur(),
    )
  }
}

/** What each of `controls` is called, once no more of them come: a margin and handles are drawn a frame after their passage. */
async function settled(controls: Locator): Promise<string[]> {
  let names: string[] = []
  await expect(async () => {
    const before = names
    names = await controls.evaluateAll((elements) =>
      elements.map(
        (element) =>
          `${element.closest('[role=dialog]') ? 'sheet' : 'page'}: ${(element.getAttribute('aria-label') ?? (element.closest('label') ?? element).textContent ?? '').trim()}`,
      ),
    )
    expect(names).toEqual(before)
  }).toPass({ intervals: [300] })
  return names
}

test('wherever one was in the reader, its keys work afterwards: every control of every state, pressed and left again', async ({
  signIn,
}) => {
  test.setTimeout(600_000)
  const lead = await signIn('Walk Er')
  const coder = await signIn('Other Hand')
  const project = await readingProject(lead, {
    text: '# One\n\nThe harbour slept. At noon the boats came home.\n\n# Two\n\nNobody sees it. When it tears, the village hears the sea.',
  })
  await joinAsCoder(lead, coder, project.projectId)
  const { id: foreign } = await tagAs(coder, project, 'boats came', ['Border'])
  const { page } = lead
  // The passages go from under the open page before each state: what it asks about one just then is answered so, and is no fault of its.
  expectRefusal(page, 404)
  const open = async () => {
    // What is toggled is kept on the machine, and the next control is looked for as if nothing had been.
    await page.evaluate(() => localStorage.clear()).catch(() => undefined)
    // What the last control has sent may still be on its way, and a passage that changes meanwhile is not deleted.
    await expect(async () => {
      for (const { id } of await storedBy(lead, project))
        if (id !== foreign) await callAs(lead, 'DELETE', `/projects/${project.projectId}/annotations/${id}`)
    }).toPass()
    await tagAs(lead, project, 'the boats came home', ['Fisheries'])
    await opened(page, project.address)
    await expect(areaOf(page)).toBeFocused()
  }
  const states: Record<string, () => Promise<void>> = {
    'as it opens': open,
    'with a passage in focus': async () => {
      await open()
      await page.keyboard.press('n')
      await expect(card(page)).toBeVisible()
    },
    'with the picker open': async () => {
      await open()
      await select(page, 'Nobody sees it')
      await expect(picker(page)).toBeFocused()
    },
    'with the chooser open': async () => {
      await open()
      await page.locator('.hl', { hasText: 'boats came' }).first().click()
      await expect(page.getByRole('dialog', { name: '2 passages here' })).toBeVisible()
    },
    'while finding': async () => {
      await open()
      await page.keyboard.press('/')
      await page.keyboard.type('the')
    },
    'with the filter': async () => {
      await open()
      await page.getByRole('tab', { name: 'Filter' }).click()
    },
    'with the comments': async () => {
      await open()
      await page.getByRole('tab', { name: /^Discussion/ }).click()
    },
    'with the keys': async () => {
      await open()
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: 'Keys of the reader' })).toBeVisible()
    },
  }
  const controls =
    '[data-reader] :is(button, [role=tab], [role=slider], input[type=checkbox], input[type=radio]):visible, [role=dialog] :is(button, [role=option], input[type=checkbox]):visible'
  /** These lead to another page. */
  const elsewhere = /norming|Put before/i
  const failures: string[] = []
  const walked = new Set<string>()
  for (const [state, begin] of Object.entries(states)) {
    await begin()
    const names = await settled(page.locator(controls))
    expect(names.length, state).toBeGreaterThan(3)
    for (const [place, name] of names.entries()) {
      // What stands beside the text in every state is pressed in the first.
      if (elsewhere.test(name) || walked.has(name)) continue
      walked.add(name)
      await begin()
      await expect(page.locator(controls), `${state}, before ${name}`).toHaveCount(names.length)
      await page.locator(controls).nth(place).click({ force: true })
      await leave(page)
      await expect.poll(() => page.evaluate(() => document.activeElement?.tagName), name).not.toBe('BODY')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      // One control switches the keys of a single letter off; those with a name still work.
      await page.keyboard.press(name.includes('Keys of a single letter') ? 'Alt+ArrowDown' : 'j')
      const isAnswered = await cursor(page)
        .first()
        .waitFor({ timeout: 2000 })
        .then(
          () => true,
          () => false,
        )
      if (!isAnswered)
        failures.push(
          `${state}, ${name}: the focus is on ${await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))}`,
        )
    }
  }
  expect(failures).toEqual([])
  expect(walked.size).toBeGreaterThan(40)
})

test('picker → Note by mouse, a handle that was dragged, and a dialog that closed leave the focus where keys work; moving edges shows that it is on', async ({
  signIn,
  axe,
}) => {
  const lead = await signIn('Focus Ed')
  const project = await readingProject(lead)
  await tagAs(lead, project, 'mended every night', ['Fisheries'])
  const { page } = lead
  await opened(page, project.address)
  await select(page, 'The harbour slept.')
  await page.getByRole('dialog').getByRole('button', { name: 'Note', exact: true }).click()
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Note' })).toBeFocused()
  await page.keyboard.type('Calm')
  await page.keyboard.press('Escape')
  await expect(areaOf(page)).toBeFocused()
  await page.keyboard.press('Escape')

  await page.locator('.hl', { hasText: 'mended' }).click()
  const box = await page.getByRole('slider', { name: 'End of the passage' }).boundingBox()
  if (!box) throw new Error('The handle is not on the page')
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x - 40, box.y + box.height / 2, { steps: 4 })
  await page.mouse.up()
  await expect(said(page)).toHaveText(/^Edges moved, \d+ characters$/)
  await page.keyboard.press('e')
  const bar = page.getByRole('group', { name: 'Moving the edges' })
  await expect(bar).toBeVisible()
  await axe(page)
  await page.keyboard.press('e')
  await expect(bar).toBeHidden()
  await expect(areaOf(page)).toBeFocused()
  await page.keyboard.press('e')
  await bar.getByRole('button', { name: /Leave them/ }).click()
  await expect(bar).toBeHidden()
  await page.keyboard.press('j')
  await expect(cursor(page)).toHaveCount(1)

  await page.getByRole('button', { name: 'Keys' }).click()
  await page.getByRole('dialog', { name: 'Keys of the reader' }).getByRole('button', { name: 'Close' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await page.keyboard.press('x')
  await expect(selection(page).first()).toBeVisible()
  await page.keyboard.press('Escape')

  const between = await page.getByRole('main').evaluate((main) => {
    const { left, top, right, bottom } = main.getBoundingClientRect()
    for (let y = top + 4; y < bottom; y += 8)
      for (let x = left + 4; x < right; x += 8)
        if (document.elementFromPoint(x, y)?.closest('button, a, input, label, [tabindex]') === main) return { x, y }
    return null
  })
  if (!between) throw new Error('No place of the page lies beside every control')
  await page.mouse.click(between.x, between.y)
  await expect(areaOf(page)).toBeFocused()
})

test('reading on leaves the passage in focus behind, and a comment that was begun and left does not come back by itself', async ({
  signIn,
}) => {
  const lead = await signIn('Rhea Don')
  const project = await readingProject(lead)
  const { page } = lead
  await opened(page, project.address)
  await page.keyboard.press('j')
  await page.keyboard.press('t')
  await page.keyboard.type('fish')
  await page.keyboard.press('Enter')
  await page.keyboard.press('n')
  await expect(card(page)).toBeVisible()
  await page.keyboard.press('.')
  await expect(said(page)).toContainText('You have marked these words with that already')
  // What is pressed next is meant for the sentence that one reads now.
  await page.keyboard.press('j')
  await expect(card(page)).toHaveCount(0)
  await page.keyboard.press('.')
  await expect(said(page)).toContainText('Tagged “Fisheries”')
  await expect(page.locator('.hl')).toHaveCount(2)
  await page.keyboard.press('p')
  await expect(card(page)).toBeVisible()
  const comment = page.locator('[contenteditable="true"]')
  for (let again = 0; again < 2; again++) {
    await page.keyboard.press('c')
    await expect(comment).toBeFocused()
    await page.keyboard.press('Escape')
    await expect(comment).toHaveCount(0)
    await expect(areaOf(page)).toBeFocused()
  }
  await page.keyboard.press('Delete')
  await expect(page.locator('.hl')).toHaveCount(1)
  await page.keyboard.press('Control+z')
  await expect(page.locator('.hl')).toHaveCount(2)
  await expect(card(page)).toBeVisible()
  await expect(comment).toHaveCount(0)
  await expect(areaOf(page)).toBeFocused()
})

test('a drag that ends beside the text opens the picker on what was dragged over', async ({ signIn }) => {
  const lead = await signIn('Drag Out')
  const project = await readingProject(lead)
  const { page } = lead
  const drag = async (to: (box: { x: number; y: number; right: number; middle: number }) => [number, number]) => {
    await opened(page, project.address)
    const box = await page.evaluate(() => {
      const walker = document.createTreeWalker(document.querySelector('.reader-text') as Element, NodeFilter.SHOW_TEXT)
      const range = document.createRange()
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const start = node.textContent?.indexOf('harbour') ?? -1
        if (start < 0) continue
        range.setStart(node, start)
        range.setEnd(node, start + 7)
        const { x, y, height } = range.getBoundingClientRect()
        const text = (document.querySelector('.reader-text') as Element).getBoundingClientRect()
        return { x: x + 1, y: y + height / 2, right: text.right, middle: text.left + text.width / 2 }
      }
      throw new Error('Not on the page')
    })
    await page.mouse.move(box.x, box.y)
    await page.mouse.down()
    const [x, y] = to(box)
    await page.mouse.move(x, y, { steps: 8 })
    await page.mouse.up()
    await expect(picker(page)).toBeFocused()
    return (await selection(page).allTextContents()).join('\n')
  }
  // On the margin and on the panel beside the text: to the end of that line, and no further.
  for (const beyond of [60, 260]) {
    const words = await drag((box) => [box.right + beyond, box.y])
    expect(words).toMatch(/^harbour slept\. At noon/)
    expect(project.text.split('\n')[0]).toContain(words)
  }
  // Below and outside the window: to the last words in sight.
  expect(await drag((box) => [box.middle, 2000])).toContain('forty names.')
})

test('a short document has its column as wide and at the same place as a long one', async ({ signIn }) => {
  const lead = await signIn('Col Umn')
  const short = await readingProject(lead, { text: 'Short.' })
  const long = await readingProject(lead, {
    text: Array.from(
      { length: 90 },
      (_, place) =>
        `Paragraph ${place} about rope, salt and waiting for weather that does not come, for as long as it takes.`,
    ).join('\n\n'),
  })
  const place = async ({ address }: ReadingProject, person: Person) => {
    await opened(person.page, address)
    return person.page
      .locator('.reader-text .ProseMirror > *')
      .first()
      .evaluate((element) => [
        Math.round(element.getBoundingClientRect().left),
        Math.round(element.getBoundingClientRect().width),
      ])
  }
  expect(await place(short, lead)).toEqual(await place(long, lead))
  await lead.page.setViewportSize({ width: 390, height: 844 })
  expect(await place(short, lead)).toEqual(await place(long, lead))
})
