import { expect, test } from './fixtures'
import { areaOf, opened } from './reader-page'
import { callAs, joinAsCoder, readingProject, storedBy, tagAs } from './reading-project'

test('a coder’s removals come back by Ctrl-Z after a reload, and go again by Ctrl-Shift-Z', async ({ signIn }) => {
  const lead = await signIn('Una Doe')
  const project = await readingProject(lead)
  const ids: string[] = []
  for (const words of ['The harbour slept.', 'Nobody sees it.', 'Fever followed the ferry inland.'])
    ids.push((await tagAs(lead, project, words, ['Border'], { note: words })).id)
  const before = await storedBy(lead, project)
  for (const id of ids) await callAs(lead, 'DELETE', `/projects/${project.projectId}/annotations/${id}`)
  const { page } = lead
  await opened(page, project.address)
  await expect(page.locator('.hl')).toHaveCount(0)
  await page.reload()
  await expect(page.locator('[data-painted]')).toBeAttached()
  await areaOf(page).focus()
  for (const count of [1, 2, 3]) {
    await page.keyboard.press('Control+z')
    await expect.poll(async () => (await storedBy(lead, project)).length).toBe(count)
  }
  const restored = await storedBy(lead, project)
  expect(restored.map(({ id, quote, tagIds, note }) => ({ id, quote, tagIds, note }))).toEqual(
    before.map(({ id, quote, tagIds, note }) => ({ id, quote, tagIds, note })),
  )
  await page.keyboard.press('Control+Shift+z')
  await expect.poll(async () => (await storedBy(lead, project)).length).toBe(2)
})

test('a lead reverts yesterday’s merge from the history, told beforehand, and a tag comes back from the bin', async ({
  signIn,
  axe,
  beside,
}) => {
  const lead = await signIn('Lena Way')
  const coder = await signIn('Cody Marsh')
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  const base = `/projects/${project.projectId}`
  const passage = await tagAs(coder, project, 'Nobody sees it.', ['Border'])
  await callAs(coder, 'POST', `${base}/tags/${project.tags['Border']}/merge`, { intoId: project.tags['Fisheries'] })
  await callAs(coder, 'DELETE', `${base}/tags/${project.tags['Public health']}`)
  expect(
    await beside.db.annotationTag.count({ where: { projectId: project.projectId, tagId: project.tags['Fisheries'] } }),
  ).toBe(1)

  const { page } = lead
  await page.goto(`${base}/history`)
  const beginning = page.getByRole('listitem').filter({ hasText: 'made the project' })
  await expect(beginning.getByRole('button', { name: /^Revert/ })).toHaveCount(0)
  await expect(beginning.getByText('codebook version 0')).toHaveCount(0)
  await beginning.getByRole('button', { name: /^Details: / }).click()
  await expect(beginning.getByText('codebook version 0')).toBeVisible()
  await expect(beginning.getByText('This is where the project began.')).toBeVisible()
  const merge = page.getByRole('listitem').filter({ hasText: 'merged the tag Border into Fisheries' })
  await merge.getByRole('button', { name: /^Revert/ }).click()
  const dialog = page.getByRole('dialog', { name: 'Revert this?' })
  await expect(dialog.getByText('The tag “Border” comes back to its place')).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/take-back.png' })
  await dialog.getByRole('button', { name: 'Revert' }).click()
  await expect(merge.getByText('Reverted')).toBeVisible()
  await expect
    .poll(async () => (await storedBy(lead, project)).find(({ id }) => id === passage.id)?.tagIds)
    .toEqual([project.tags['Border']])
  await axe(page)
  await page.screenshot({ path: 'test-results/history.png', fullPage: true })
  // On a phone the command is its sign alone, and the sentences have the room.
  await page.setViewportSize({ width: 390, height: 844 })
  const sign = await page
    .getByRole('button', { name: /^Revert/ })
    .first()
    .boundingBox()
  expect(sign?.width).toBeLessThan(48)
  await axe(page)
  await page.screenshot({ path: 'test-results/history-phone.png' })
  await page.setViewportSize({ width: 1440, height: 900 })

  await page.getByRole('link', { name: 'Bin' }).click()
  await expect(page.getByRole('heading', { name: 'Bin', level: 1 })).toBeVisible()
  const binned = page.getByRole('listitem').filter({ hasText: 'Public health' })
  await expect(binned.getByText('Cody Marsh')).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/bin.png' })
  await binned.getByRole('button', { name: 'Bring back Public health' }).click()
  await expect(page.getByRole('heading', { name: 'The bin is empty' })).toBeVisible()
  const { items } = (await callAs(lead, 'GET', `${base}/tags`)) as { items: { name: string }[] }
  expect(items.map(({ name }) => name).toSorted()).toEqual(['Border', 'Fisheries', 'Public health'])
})
