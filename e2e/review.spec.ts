import type { Locator } from '@playwright/test'
import { expect, test, type Person } from './fixtures'
import { callAs, joinAsCoder, readingProject, tagAs, type ReadingProject } from './reading-project'

/** A round of two coders on one document: one passage alike, one with other tags, one with other edges, one that Ben alone marked. Submitted by both. */
async function roundToReview(lead: Person, ana: Person, ben: Person): Promise<ReadingProject & { roundId: string }> {
  const project = await readingProject(lead)
  for (const coder of [ana, ben]) await joinAsCoder(lead, coder, project.projectId)
  const { items } = (await callAs(lead, 'GET', `/projects/${project.projectId}/members`)) as {
    items: { user: { id: string }; role: string }[]
  }
  const coderIds = items.filter(({ role }) => role === 'coder').map(({ user }) => user.id)
  const { id: roundId } = (await callAs(lead, 'POST', `/projects/${project.projectId}/rounds`, {
    name: 'First round',
    documentIds: [project.documentId],
    coderIds,
    visibility: 'until-all-submit',
  })) as { id: string }
  for (const coder of [ana, ben]) await tagAs(coder, project, 'Nobody sees it', ['Border'])
  await tagAs(ana, project, 'At noon the boats came home without fish', ['Fisheries'])
  await tagAs(ben, project, 'At noon the boats came home without fish', ['Border'])
  await tagAs(ana, project, 'Fever followed the ferry inland', ['Public health'])
  await tagAs(ben, project, 'the ferry inland', ['Public health'])
  await tagAs(ben, project, 'nine beds and forty names', ['Public health'])
  for (const coder of [ana, ben])
    await callAs(coder, 'POST', `/projects/${project.projectId}/rounds/${roundId}/submit`, {
      documentId: project.documentId,
    })
  return { ...project, roundId }
}

test('a reviewer settles every difference with the keyboard; a coder contests one, and it comes back', async ({
  signIn,
  axe,
}) => {
  const [lead, ana, ben] = [await signIn('Lena'), await signIn('Ana'), await signIn('Ben')]
  const { projectId, roundId } = await roundToReview(lead, ana, ben)
  const { page } = lead
  // Nothing has to be chosen first: the newest round in which there is something to compare is, and the work stands at the top.
  await page.goto(`/projects/${projectId}/review`)
  const list = page.getByRole('list', { name: 'Passages to review' })
  await expect(list.getByRole('article')).toHaveCount(3)
  await expect(page.getByText('Comparing Ana and Ben in First round, lowest agreement first')).toBeVisible()
  await expect(page.getByRole('search')).toHaveCount(0)
  const topOf = async (place: Locator) => (await place.boundingBox())?.y ?? NaN
  expect((await topOf(list)) - (await topOf(page.getByRole('main')))).toBeLessThan(260)
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page
    .getByRole('search')
    .getByRole('button', { name: /Document$/ })
    .click()
  await page.getByRole('option', { name: 'The harbour' }).click()
  await expect(page.getByText('Comparing Ana and Ben in First round, The harbour, lowest')).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`round=${roundId}&documentId=`))
  await page.reload()
  await expect(page.getByText('Comparing Ana and Ben in First round, The harbour, lowest')).toBeVisible()
  await page.goto(`/projects/${projectId}/review?round=${roundId}`)
  await expect(list.getByRole('article')).toHaveCount(3)
  await expect(page.getByText('0 of 4 settled, 1 unanimous')).toBeVisible()
  await axe(page)

  await page.getByRole('button', { name: 'Accept the unanimous passage' }).click()
  await expect(page.getByText('1 of 4 settled, 1 unanimous')).toBeVisible()

  // Which digit is whose stands beside the name.
  const first = list.getByRole('article').first()
  await expect(first.getByRole('group', { name: 'As Ana coded it' })).toContainText('Fisheries')
  await expect(first.getByRole('group', { name: 'As Ben coded it' })).toContainText('Border')
  // Laid over one another, the lines say where, and what stands beside each name says what.
  await page.keyboard.press('o')
  await expect(first.getByRole('listitem', { name: 'As Ana coded it' })).toContainText('Fisheries')
  await expect(first.getByRole('listitem', { name: 'As Ben coded it' })).toContainText('Border')
  await axe(page)
  await page.screenshot({ path: 'test-results/review/overlay.png', fullPage: true })
  await page.keyboard.press('o')
  const digit = await first
    .getByRole('button', { name: /^Accept Ana/ })
    .locator('kbd')
    .innerText()
  // An excerpt begins and ends with a sentence; what accepting means where somebody marked nothing stands on the button.
  const alone = list.getByRole('article', { name: 'Not marked by all in The harbour' })
  await alone.click({ position: { x: 4, y: 4 } })
  await expect(alone.getByRole('button', { name: 'Accept: not marked (Ana)' })).toBeVisible()
  await expect(alone.getByRole('button', { name: /^Accept Ben/ })).toBeVisible()
  await expect(alone.getByRole('paragraph').filter({ hasText: 'nine beds' }).first()).toHaveText(
    'Fever followed the ferry inland. It carries no passport and asks for none. The doctor counted nine beds and forty names.',
  )
  await page.keyboard.press('k')
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  // Lowest agreement first: two passages on which nothing is alike, then one with other edges.
  await expect(page.getByRole('search').getByRole('button', { name: /Order$/ })).toContainText('Lowest agreement first')
  await expect(list.getByRole('article')).toContainText(['At noon the boats', 'nine beds', 'the ferry inland'])
  // A list that is searched by typing keeps its letters.
  await page
    .getByRole('search')
    .getByRole('button', { name: /Order$/ })
    .focus()
  await page.keyboard.press('n')
  // Every letter after the first goes into the field, however fast; Escape leaves it out, and brings it back; a second r writes on.
  const field = page.getByRole('textbox', { name: 'Reason' })
  await first.focus()
  await page.keyboard.type('rnebon1')
  await expect(field).toHaveValue('nebon1')
  await expect(page.getByText('1 of 4 settled, 1 unanimous')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(field).toHaveCount(0)
  await expect(first).toBeFocused()
  await page.keyboard.press('r')
  await expect(field).toHaveValue('nebon1')
  await field.fill('Fish is what it is about.')
  await page.keyboard.press('Control+Enter')
  await expect(first).toBeFocused()
  await page.keyboard.type('r')
  await expect(field).toBeFocused()
  await page.keyboard.press('Control+Enter')
  await axe(page)
  await page.screenshot({ path: 'test-results/review/reason.png', fullPage: true })
  await page.keyboard.press(digit)
  await expect(page.getByText('2 of 4 settled')).toBeVisible()
  await page.keyboard.press('b')
  await expect(page.getByText('3 of 4 settled')).toBeVisible()
  await page.keyboard.press('n')
  await expect(page.getByText('Everything here is settled')).toBeVisible()
  await expect(page.getByText('4 of 4 settled')).toBeVisible()

  await page.keyboard.press('Control+z')
  await expect(list.getByRole('article')).toHaveCount(1)
  await page.keyboard.press('e')
  const dialog = page.getByRole('dialog', { name: 'What the consensus says here' })
  await dialog.getByRole('button', { name: 'Begin one word later' }).click()
  await dialog.getByRole('button', { name: 'Settle it so' }).click()
  await expect(page.getByText('Everything here is settled')).toBeVisible()
  const { items } = (await callAs(lead, 'GET', `/projects/${projectId}/annotations?layer=consensus`)) as {
    items: { quote: string }[]
  }
  expect(items.map(({ quote }) => quote)).toEqual([
    'At noon the boats came home without fish',
    'Nobody sees it',
    'followed the ferry inland',
    'nine beds and forty names',
  ])

  await ben.page.goto(`/projects/${projectId}/review/mine?round=${roundId}`)
  const verdict = ben.page
    .getByRole('article', { name: 'Verdict in The harbour' })
    .filter({ hasText: 'Fish is what it is about.' })
  await expect(verdict.getByText('Changed')).toBeVisible()
  await axe(ben.page)
  await verdict.getByRole('button', { name: 'Contest' }).click()
  await ben.page.getByRole('textbox', { name: 'Why' }).fill('The border is where the boats come home to.')
  await ben.page.getByRole('dialog').getByRole('button', { name: 'Contest' }).click()
  await expect(verdict.getByText('Ben contests this.')).toBeVisible()

  await page.reload()
  const contested = list.getByRole('article').filter({ hasText: 'Contested' })
  await expect(contested).toHaveCount(1)
  await page.keyboard.press('b')
  await expect(page.getByText('Everything here is settled')).toBeVisible()
  // Both coders drew the same edges: one passage with the tags of both.
  const consensus = (await callAs(lead, 'GET', `/projects/${projectId}/annotations?layer=consensus`)) as {
    items: { quote: string; tagIds: string[] }[]
  }
  expect(consensus.items.flatMap(({ quote, tagIds }) => (quote.startsWith('At noon') ? [tagIds.length] : []))).toEqual([
    2,
  ])
})

test('a verdict whose passages were all taken away is shown apart, and withdrawn', async ({ signIn, axe }) => {
  const [lead, ana, ben] = [await signIn('Lena'), await signIn('Ana'), await signIn('Ben')]
  const project = await roundToReview(lead, ana, ben)
  const { projectId, roundId, documentId } = project
  const base = `/projects/${projectId}`
  const { items: found } = (await callAs(lead, 'GET', `${base}/rounds/${roundId}/differences`)) as {
    items: { quote: string; annotations: { id: string; version: number; author: { id: string } }[] }[]
  }
  const alone = found.find(({ quote }) => quote === 'nine beds and forty names')?.annotations[0]
  await callAs(lead, 'POST', `${base}/rounds/${roundId}/verdicts`, {
    documentId,
    items: [{ annotationId: alone?.id, version: alone?.version }],
    outcome: 'accepted',
    acceptedCoderIds: [alone?.author.id],
    reason: 'It names the beds.',
  })
  await callAs(lead, 'POST', `${base}/rounds/${roundId}/reopen`, { documentId, coderId: alone?.author.id })
  await callAs(ben, 'DELETE', `${base}/annotations/${alone?.id}`)
  await callAs(ben, 'POST', `${base}/rounds/${roundId}/submit`, { documentId })

  const { page } = lead
  await page.goto(`${base}/review?round=${roundId}`)
  const apart = page.getByRole('region', { name: 'Nothing is left of what was decided' })
  await expect(apart.getByRole('listitem')).toContainText(['It names the beds.'])
  await expect(apart.getByText('nine beds and forty names')).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/review/emptied.png', fullPage: true })
  await apart.getByRole('button', { name: 'Withdraw the verdict in The harbour' }).click()
  await expect(apart).toHaveCount(0)
  await expect(page.getByText('Withdrawn, with what it wrote into the consensus')).toBeVisible()
  const consensus = async () =>
    ((await callAs(lead, 'GET', `${base}/annotations?layer=consensus`)) as { total: number }).total
  expect(await consensus()).toBe(0)
  await page.keyboard.press('Control+z')
  await expect(apart).toBeVisible()
  expect(await consensus()).toBe(1)
})

test('what cannot be compared yet says whom it waits for, and a coder may look but not decide', async ({
  signIn,
  axe,
}) => {
  const [lead, ana, ben] = [await signIn('Lena'), await signIn('Ana'), await signIn('Ben')]
  const { projectId, roundId, documentId } = await roundToReview(lead, ana, ben)
  const { items } = (await callAs(lead, 'GET', `/projects/${projectId}/members`)) as {
    items: { user: { id: string; name: string } }[]
  }
  const benId = items.find(({ user }) => user.name === 'Ben')?.user.id
  await ana.page.goto(`/projects/${projectId}/review?round=${roundId}`)
  await expect(ana.page.getByRole('list', { name: 'Passages to review' }).getByRole('article')).toHaveCount(3)
  await expect(ana.page.getByRole('group', { name: 'Verdict' })).toHaveCount(0)
  await callAs(lead, 'POST', `/projects/${projectId}/rounds/${roundId}/reopen`, { documentId, coderId: benId })
  await lead.page.goto(`/projects/${projectId}/review?round=${roundId}`)
  await expect(lead.page.getByText('The harbour: waiting for Ben')).toBeVisible()
  await axe(lead.page)

  // Ben, who is blind until he submits, is told so, also where he compares without the round, and nothing is compared.
  const { page } = ben
  const hidden =
    'In “First round” your colleagues’ coding of The harbour is hidden from you until all coders have submitted the document, you too.'
  await page.goto(`/projects/${projectId}/review?round=${roundId}`)
  await expect(page.getByRole('heading', { name: 'You are coding blind' })).toBeVisible()
  await expect(page.getByText(hidden)).toBeVisible()
  await expect(page.getByRole('link', { name: 'Go to the round' })).toHaveAttribute(
    'href',
    `/projects/${projectId}/rounds/${roundId}`,
  )
  // Whose work is not there for him is not offered; an address may still name it.
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page
    .getByRole('search')
    .getByRole('button', { name: /Round$/ })
    .click()
  await page.getByRole('option', { name: 'Without a round' }).click()
  await expect(page.getByRole('search').getByRole('button', { name: / Coder$/ })).toBeDisabled()
  await expect(page.getByText(hidden)).toBeVisible()
  const anaId = items.find(({ user }) => user.name === 'Ana')?.user.id
  await page.goto(`/projects/${projectId}/review?documentId=${documentId}&coderId=${anaId}&coderId=${benId}`)
  await expect(page.getByRole('heading', { name: 'You are coding blind' })).toBeVisible()
  await expect(page.getByText(hidden)).toBeVisible()
  await axe(page)
  await page.screenshot({ path: 'test-results/review/blind.png' })
})

test('without a round the two who differ most are compared; who has coded nothing is not offered', async ({
  signIn,
  axe,
}) => {
  const [lead, ana, ben] = [await signIn('Lena'), await signIn('Ana'), await signIn('Ben')]
  const [cleo, dora] = [await signIn('Cleo'), await signIn('Dora')]
  const project = await readingProject(lead)
  for (const coder of [ana, ben, cleo, dora]) await joinAsCoder(lead, coder, project.projectId)
  for (const coder of [ana, ben, cleo]) await tagAs(coder, project, 'Nobody sees it', ['Border'])
  await tagAs(ana, project, 'At noon the boats came home without fish', ['Fisheries'])
  await tagAs(cleo, project, 'nine beds and forty names', ['Public health'])
  const { page } = lead
  await page.goto(`/projects/${project.projectId}/review`)
  await expect(page.getByText('Comparing Ana and Cleo in The harbour, lowest agreement first')).toBeVisible()
  const list = page.getByRole('list', { name: 'Passages to review' })
  await expect(list.getByRole('article')).toHaveCount(2)
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page
    .getByRole('search')
    .getByRole('button', { name: / Coder$/ })
    .click()
  await expect(page.getByRole('option')).toHaveText(['Ana', 'Ben', 'Cleo'])
  await page.getByRole('option', { name: 'Ben' }).click()
  await expect(page.getByText('Comparing Ben and Cleo in The harbour')).toBeVisible()
  await expect(list.getByRole('article')).toHaveCount(1)
  await axe(page)
  await page.screenshot({ path: 'test-results/review/pair.png' })
})
