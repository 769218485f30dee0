import { readFile } from 'node:fs/promises'
import { expect, test } from './fixtures'
import { callAs, joinAsCoder, readingProject, tagAs } from './reading-project'

test('two coders’ work becomes figures; a cell opens its passages; the sentence, the file and the frozen figure are taken along', async ({
  signIn,
  axe,
}) => {
  test.slow() // Four looks by axe, three appearances each.
  const [lead, coder] = [await signIn('Ada Counts'), await signIn('Ben Counts')]
  const project = await readingProject(lead)
  const { page } = lead
  const address = `/projects/${project.projectId}/agreement`
  await page.goto(address)
  await expect(page.getByRole('heading', { name: 'Fewer than two people have coded' })).toBeVisible()
  await axe(page)

  await joinAsCoder(lead, coder, project.projectId)
  const { id: roundId } = (await callAs(lead, 'POST', `/projects/${project.projectId}/rounds`, {
    name: 'First round',
    documentIds: [project.documentId],
    coderIds: [lead.id, coder.id],
    visibility: 'until-all-submit',
  })) as { id: string }
  await tagAs(lead, project, 'came home without fish', ['Fisheries'])
  await tagAs(lead, project, 'the whole village hears the sea', ['Fisheries'])
  await tagAs(coder, project, 'came home without fish', ['Fisheries'])
  await tagAs(coder, project, 'the whole village hears the sea', ['Border'])
  await page.goto(`${address}?roundId=${roundId}`)
  await expect(page.getByRole('heading', { name: 'You are coding blind' })).toBeVisible()
  await expect(page.getByText('hidden until all coders have submitted theirs: The harbour')).toBeVisible()
  for (const person of [lead, coder])
    await callAs(person, 'POST', `/projects/${project.projectId}/rounds/${roundId}/submit`, {
      documentId: project.documentId,
    })

  await page.goto(address)
  // Nobody chose: the newest round in which there is something to compare. The figure comes first, with what it is usually held for; what is compared is one sentence.
  await expect(
    page.getByText(
      'Comparing Ada Counts and Ben Counts in First round: all documents, all tags that were used, counted in characters',
    ),
  ).toBeVisible()
  const headline = page.getByRole('region', { name: 'Krippendorff’s alpha' })
  await expect(headline).toContainText(/0\.\d\d/)
  await expect(headline).toContainText('Below .667, the usual floor: too little to rest conclusions on.')
  await expect(headline).toContainText('After Krippendorff 2004, p. 241.')
  await expect(headline.getByRole('heading', { name: 'Percent agreement' })).toBeVisible()
  await expect(page.getByRole('search')).toHaveCount(0)
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.getByRole('search').getByRole('button', { name: /Unit$/ }).click()
  await page.getByRole('option', { name: 'Sentence' }).click()
  await expect(page.getByText('counted in sentences')).toBeVisible()
  await page.getByRole('search').getByRole('button', { name: /Unit$/ }).click()
  await page.getByRole('option', { name: 'Character' }).click()
  await page.getByRole('button', { name: 'Change', exact: true }).click()
  await page.screenshot({ path: 'test-results/agreement/headline.png' })
  const pooled = page.getByRole('table', { name: 'All tags together' })
  const alpha = pooled.getByRole('row').filter({ hasText: 'Krippendorff’s alpha' }).first()
  await expect(alpha).toContainText(/0\.\d\d/)
  await alpha.getByRole('button').click()
  await expect(pooled.getByText('Tags and documents are pooled by adding their tables.')).toBeVisible()
  await expect(pooled.getByRole('row', { name: 'Ada Counts, Ben Counts' })).toContainText('22')
  await axe(page)

  const grid = page.getByRole('grid', { name: 'Tags against tags, in characters' })
  await expect(page.getByText('The stronger the colour of a cell, the larger its share of its row.')).toBeVisible()
  const cell = grid.getByRole('button', { name: 'Fisheries against Border: 31 characters' })
  await cell.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(grid.getByRole('button', { name: 'Fisheries against Fisheries: 44 characters' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  const sheet = page.getByRole('dialog', { name: 'Fisheries against Border' })
  await expect(sheet.getByRole('listitem')).toHaveCount(1)
  await expect(sheet.getByRole('listitem')).toContainText('the whole village hears the sea')
  await expect(sheet.getByRole('listitem')).toContainText('Border: Ben Counts')
  await axe(page)
  await expect(sheet.getByRole('link', { name: 'In the document' })).toHaveAttribute(
    'href',
    new RegExp(`${project.address}\\?annotation=`),
  )
  await page.keyboard.press('Escape')

  // Of a named pair the sentence names the two, and both stand beside what they have in common.
  await page.getByRole('button', { name: /All pairs, both ways round/ }).click()
  await page.getByRole('option', { name: 'Rows Ada Counts, columns Ben Counts' }).click()
  await grid.getByRole('button', { name: /^Fisheries against Border: / }).click()
  await expect(sheet).toContainText(
    'Ada Counts gave “Fisheries” and not “Border”, Ben Counts “Border” and not “Fisheries”.',
  )
  await page.keyboard.press('Escape')
  await grid.getByRole('button', { name: /^Fisheries against Fisheries: / }).click()
  await expect(page.getByRole('dialog', { name: 'Fisheries, in common' }).getByRole('listitem').first()).toContainText(
    'Fisheries: Ada Counts and Ben Counts',
  )
  await page.keyboard.press('Escape')

  await lead.context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.getByRole('button', { name: 'Copy methods sentence' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(
    /^Agreement between 2 coders in 1 document was measured with Krippendorff's alpha/,
  )

  await page.getByRole('button', { name: 'Download', exact: true }).click()
  const file = page.waitForEvent('download')
  await page.getByRole('menuitem', { name: 'csv file' }).click()
  expect(await readFile(await (await file).path(), 'utf8')).toContain('pooled,,,krippendorff-alpha')

  await page.getByRole('button', { name: 'Freeze this figure' }).click()
  const frozen = page.getByRole('region', { name: 'Frozen figures of this round' })
  await expect(frozen.getByText(/Frozen on .* by Ada Counts/)).toBeVisible()
  const before = await frozen.innerText()
  await callAs(lead, 'POST', `/projects/${project.projectId}/rounds/${roundId}/reopen`, {
    documentId: project.documentId,
    coderId: coder.id,
  })
  await callAs(lead, 'PATCH', `/projects/${project.projectId}/rounds/${roundId}`, { opened: true })
  await tagAs(coder, project, 'Fever followed the ferry inland', ['Border'])
  await expect(page.getByText('after these figures were counted')).toBeVisible()
  const value = alpha.getByRole('cell').first()
  const old = await value.innerText()
  await page.getByRole('button', { name: 'Count again' }).click()
  await expect(value).not.toHaveText(old)
  await expect.poll(() => frozen.innerText()).toBe(before)
})

test('a lane beside the text says where coders differ, and who chose what', async ({ signIn, axe }) => {
  const [lead, coder] = [await signIn('Ada Differs'), await signIn('Ben Differs')]
  const project = await readingProject(lead)
  await joinAsCoder(lead, coder, project.projectId)
  await tagAs(lead, project, 'the whole village hears the sea', ['Fisheries'])
  await tagAs(coder, project, 'came home without fish', ['Fisheries'])
  const { page } = lead
  await page.goto(project.address)
  await page.getByRole('button', { name: 'Show where coders differ' }).click()
  const lane = page.getByRole('region', { name: 'Where coders differ' })
  await expect(lane.getByText('In 2 places coders differ')).toBeAttached()
  await lane.getByRole('button', { name: 'Coders differ on Fisheries' }).first().click()
  await expect(page.getByRole('dialog').getByText('Tagged by Ben Differs')).toBeVisible()
  await expect(page.getByRole('dialog').getByText('Not by Ada Differs')).toBeVisible()
  await axe(page)
  await page.keyboard.press('Escape')
  await tagAs(coder, project, 'the whole village hears the sea', ['Fisheries'])
  await expect(lane.getByText('In one place coders differ')).toBeAttached()
})
