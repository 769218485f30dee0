import { expect, expectRefusal, test, type Person } from './fixtures'
import { opened, picker as pickerOf, select } from './reader-page'
import { callAs, joinAsCoder, readingProject } from './reading-project'

async function locked(signIn: (name: string) => Promise<Person>) {
  const [lead, coder] = [await signIn('Lena Lead'), await signIn('Cora Coder')]
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  await callAs(lead, 'PATCH', `/projects/${project.projectId}`, {
    settings: { codebook: 'locked', defaultVisibility: 'shared' },
  })
  return { lead, coder, ...project }
}

test('a coder proposes from the picker and the codebook, a lead decides, and both see what became of it', async ({
  signIn,
  axe,
}) => {
  const { lead, coder, projectId, address } = await locked(signIn)
  const { page } = coder
  await opened(page, address)
  await select(page, 'boats came home')
  const picker = pickerOf(page)
  await picker.fill('Salt in the wells')
  await expect(page.getByRole('option', { name: 'Propose the tag “Salt in the wells”' })).toBeVisible()
  await axe(page)
  await picker.press('Enter')
  await expect(page.getByText('“Salt in the wells” is proposed. A lead decides; you will be told.')).toBeVisible()
  await expect(picker).toBeFocused()

  await page.goto(`/projects/${projectId}/codebook`)
  await page.getByRole('row', { name: 'Fisheries', exact: true }).click()
  await page.getByRole('button', { name: 'Propose a change…' }).click()
  await page.getByRole('menuitem', { name: 'Another name or guidance…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Propose a change of “Fisheries”' })
  await dialog.getByRole('textbox', { name: 'Definition' }).fill('Boats, nets and what they bring home.')
  await dialog.getByRole('textbox', { name: 'Why' }).fill('It says nothing of nets.')
  await axe(page)
  await dialog.getByRole('button', { name: 'Propose' }).click()
  await expect(dialog).toBeHidden()
  await expect(page.getByRole('link', { name: 'Proposals 2 wait for a decision' })).toBeVisible()

  await expect(page.getByRole('link', { name: 'Codebook', exact: true }).first()).toBeVisible()
  await lead.page.goto(`/projects/${projectId}/members`)
  await expect(lead.page.getByRole('link', { name: 'Codebook: 2 wait for a decision' })).toBeVisible()
  await axe(lead.page)
  await lead.page.screenshot({ path: 'test-results/proposals/waiting.png' })
  await lead.page.setViewportSize({ width: 390, height: 800 })
  await lead.page.getByRole('link', { name: 'Codebook: 2 wait for a decision' }).click()
  await expect(lead.page.getByRole('heading', { level: 1, name: 'Codebook' })).toBeVisible()
  await axe(lead.page)
  await lead.page.screenshot({ path: 'test-results/proposals/waiting-phone.png' })
  await lead.page.setViewportSize({ width: 1280, height: 800 })
  await lead.page.getByRole('link', { name: 'Proposals 2 wait for a decision' }).click()
  const open = lead.page.getByRole('list', { name: '2 to decide' })
  await expect(open.getByText('It says nothing of nets.')).toBeVisible()
  await axe(lead.page)
  await open.getByRole('article', { name: 'Change “Fisheries”' }).getByRole('button', { name: 'Accept' }).click()
  const tag = lead.page.getByRole('article', { name: 'New tag “Salt in the wells”' })
  await tag.getByRole('button', { name: 'Decline' }).click()
  await tag.getByRole('textbox', { name: 'A word to whoever proposed it' }).fill('Use Fisheries.')
  await tag.getByRole('button', { name: 'Decline' }).click()
  await expect(lead.page.getByRole('list', { name: '2 decided' })).toBeVisible()
  // The two lists are read one after the other: for a moment the card can stand in both.
  await expect(lead.page.getByRole('list', { name: '2 decided' }).getByText('Use Fisheries.')).toBeVisible()
  await expect(lead.page.getByRole('link', { name: 'Codebook', exact: true }).first()).toBeVisible()
  await expect(lead.page.getByRole('link', { name: /^(Codebook|Proposals): / })).toBeHidden()
  await axe(lead.page)

  await page.goto('/notifications')
  await expect(page.getByRole('link', { name: 'Lena Lead changed the tag “Fisheries” as you proposed' })).toBeVisible()
  await page.getByRole('link', { name: 'Lena Lead declined the tag “Salt in the wells” that you proposed' }).click()
  await expect(page.getByText('Use Fisheries.')).toBeVisible()
  await page.goto(`/projects/${projectId}/history`)
  await expect(page.getByText('(proposed by Cora Coder)')).toBeVisible()
})

test('tags of equal names that two coders made blind are merged when the round opens', async ({ signIn, axe }) => {
  const [lead, ana, ben] = [await signIn('Lena Lead'), await signIn('Ana Coder'), await signIn('Ben Coder')]
  const { projectId, documentId, address } = await readingProject(lead)
  for (const coder of [ana, ben]) await joinAsCoder(lead, coder, projectId)
  const round = (await callAs(lead, 'POST', `/projects/${projectId}/rounds`, {
    name: 'First',
    documentIds: [documentId],
    coderIds: [ana.id, ben.id],
    visibility: 'until-all-submit',
  })) as { id: string }
  await callAs(ana, 'POST', `/projects/${projectId}/tags`, { name: 'Salt', definition: 'Of the wells' })
  await callAs(ben, 'POST', `/projects/${projectId}/tags`, { name: 'salt', definition: 'Of the sea' })
  await opened(ben.page, address)
  await select(ben.page, 'boats came home')
  await expect(ben.page.getByRole('option', { name: 'salt Made blind' })).toBeVisible()
  await axe(ben.page)
  await pickerOf(ben.page).fill('Nets')
  await ben.page.keyboard.press('Enter')
  await expect(ben.page.getByText(/“Nets” is new\. You alone and leads/).first()).toBeVisible()
  await callAs(lead, 'PATCH', `/projects/${projectId}/rounds/${round.id}`, { opened: true })
  const { page } = lead
  await page.goto(`/projects/${projectId}/codebook/proposals`)
  const pair = page.getByRole('article', { name: 'Merge “salt” into “Salt”' })
  await expect(pair.getByRole('radio', { name: /Salt.*Of the wells/ })).toBeChecked()
  await axe(page)
  await pair.getByText('Of the sea').click()
  await expect(pair.getByRole('radio', { name: /Of the sea/ })).toBeChecked()
  await pair.getByRole('button', { name: 'Merge' }).click()
  await expect(page.getByRole('list', { name: 'One decided' })).toBeVisible()
  const { items } = (await callAs(lead, 'GET', `/projects/${projectId}/tags`)) as {
    items: { name: string; definition: string }[]
  }
  expect(items.filter(({ name }) => name.toLowerCase() === 'salt').map(({ definition }) => definition)).toEqual([
    'Of the sea',
  ])
})

test('merging all equal names goes on past a pair that somebody else settled meanwhile, and says which was not merged and why', async ({
  signIn,
  axe,
}) => {
  const [lead, ana, ben] = [await signIn('Lena Lead'), await signIn('Ana Coder'), await signIn('Ben Coder')]
  const { projectId, documentId } = await readingProject(lead)
  for (const coder of [ana, ben]) await joinAsCoder(lead, coder, projectId)
  const round = (await callAs(lead, 'POST', `/projects/${projectId}/rounds`, {
    name: 'First',
    documentIds: [documentId],
    coderIds: [ana.id, ben.id],
    visibility: 'until-all-submit',
  })) as { id: string }
  const names = ['Salt', 'Rope', 'Kelp']
  for (const name of names) {
    await callAs(ana, 'POST', `/projects/${projectId}/tags`, { name })
    await callAs(ben, 'POST', `/projects/${projectId}/tags`, { name: name.toLowerCase() })
  }
  await callAs(lead, 'PATCH', `/projects/${projectId}/rounds/${round.id}`, { opened: true })
  const { page } = lead
  await page.goto(`/projects/${projectId}/codebook/proposals`)
  await expect(page.getByRole('list', { name: '3 to decide' })).toBeVisible()
  const { items } = (await callAs(lead, 'GET', `/projects/${projectId}/proposals?state=open`)) as {
    items: { id: string; tag: { name: string } }[]
  }
  const rope = items.find(({ tag }) => tag.name === 'rope')?.id ?? ''
  // Whoever else decides does so between the press and its answer.
  await page.route(`**/proposals/${rope}/accept`, async (route) => {
    await callAs(lead, 'POST', `/projects/${projectId}/proposals/${rope}/decline`, { answer: '' })
    await route.continue()
  })
  expectRefusal(page, 409)
  await page.getByRole('button', { name: 'Merge all 3 pairs' }).click()
  const refused = page.getByRole('alert').filter({ hasText: 'One pair was not merged' })
  await expect(refused.getByRole('listitem')).toHaveText(
    'Merge “rope” into “Rope”: This proposal was declined already. Nothing was changed.',
  )
  await expect(page.getByText('2 of 3 pairs of equal names merged')).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/proposals/not-merged.png' })
  const tags = (await callAs(lead, 'GET', `/projects/${projectId}/tags`)) as { items: { name: string }[] }
  expect(names.map((name) => tags.items.filter((tag) => tag.name.toLowerCase() === name.toLowerCase()).length)).toEqual(
    [1, 2, 1],
  )
})
