import { expect, test } from './fixtures'
import { opened, picker, select } from './reader-page'
import { callAs, readingProject } from './reading-project'

test('the picker stands beside the words that are tagged, also where the window is low and the codebook long', async ({
  signIn,
}) => {
  const lead = await signIn('Low Window')
  const filler = Array.from({ length: 12 }, (_, at) => `The tide came in for the ${at + 1}th time that week.`)
  const project = await readingProject(lead, { text: [...filler, 'A lantern was lit.', ...filler].join('\n\n') })
  for (let at = 0; at < 20; at += 1)
    await callAs(lead, 'POST', `/projects/${project.projectId}/tags`, { name: `Tag ${at}` })
  const { page } = lead
  await opened(page, project.address)
  for (const height of [900, 640, 600]) {
    await page.setViewportSize({ width: 1280, height })
    await select(page, 'A lantern was lit.')
    await expect(picker(page)).toBeFocused()
    const sheet = page.getByRole('dialog').filter({ has: picker(page) })
    const words = page.locator('.reader-text p', { hasText: 'A lantern was lit.' })
    await expect
      .poll(async () => {
        const [over, under] = [await sheet.boundingBox(), await words.boundingBox()]
        if (!over || !under) return 'not there'
        const isInside = over.y >= 0 && over.y + over.height <= height
        const isBeside = over.y >= under.y + under.height - 4 || over.y + over.height <= under.y + 4
        return isInside && isBeside
      })
      .toBe(true)
    await page.keyboard.press('Escape')
    await expect(picker(page)).toBeHidden()
  }
})
