import { dayStart } from '@/lib/domain/days/day-start'
import { dayField, typeDay } from './day-field'
import { expect, test } from './fixtures'
import { callAs, readingProject, tagAs } from './reading-project'

// East and west of Greenwich: where the one has begun the day, the other is still in the one before.
for (const timeZone of ['Pacific/Auckland', 'America/Los_Angeles']) {
  test.describe(`in ${timeZone}`, () => {
    test.use({ timezoneId: timeZone })

    test('a day in a filter is the day that stands on the cards: excerpts, a tag’s page, export, history and documents', async ({
      signIn,
      beside,
    }) => {
      const lead = await signIn('Dee Days')
      const { page } = lead
      const project = await readingProject(lead)
      const midnight = dayStart('2026-03-10', timeZone).getTime()
      const times = {
        'nine beds': midnight - 20 * 60_000,
        'Nobody sees it': midnight + 20 * 60_000,
        'without fish': midnight + 24 * 3_600_000 + 20 * 60_000,
      }
      for (const [words, time] of Object.entries(times)) {
        const { id } = await tagAs(lead, project, words, ['Public health'])
        await beside.db.annotation.updateMany({ where: { id }, data: { createdAt: new Date(time) } })
      }
      // Acts are never changed, so that these are written as they would have been then.
      await beside.db.$executeRaw`
        INSERT INTO "Event" ("projectId", "actorId", type, "subjectId", after, "createdAt")
        SELECT ${project.projectId}::uuid, ${lead.id}::uuid, 'tag.created', ${project.tags['Border']}::uuid, jsonb_build_object('name', 'Tag ' || t.n), t.at
        FROM unnest(ARRAY['before', 'on the day', 'after'], ${Object.values(times).map((time) => new Date(time))}::timestamptz[]) AS t(n, at)`
      await beside.db.document.updateMany({
        where: { id: project.documentId },
        data: { createdAt: new Date(times['Nobody sees it']) },
      })
      const { id: themeId } = (await callAs(lead, 'POST', `/projects/${project.projectId}/themes`, {
        name: 'Illness',
        tagIds: [project.tags['Public health']],
      })) as { id: string }

      const base = `/projects/${project.projectId}`
      const excerpts = page.getByRole('region', { name: 'Excerpts' }).getByRole('article')
      for (const address of [`${base}/themes/${themeId}`, `${base}/codebook/${project.tags['Public health']}`]) {
        await page.goto(address)
        await expect(excerpts).toHaveCount(3)
        await expect(excerpts.filter({ hasText: 'nine beds' }).getByRole('time')).toHaveText('9 Mar 2026')
        await expect(excerpts.filter({ hasText: 'Nobody sees it' }).getByRole('time')).toHaveText('10 Mar 2026')
        await page.goto(`${address}?from=2026-03-10&until=2026-03-10`)
        await expect(excerpts).toHaveCount(1)
        await expect(excerpts).toContainText('Nobody sees it')
        await expect(excerpts.getByRole('time')).toHaveText('10 Mar 2026')
        await page.goto(`${address}?until=2026-03-09`)
        await expect(excerpts).toHaveCount(1)
        await expect(excerpts).toContainText('nine beds')
      }

      await page.goto(`${base}/export?what=excerpts&format=csv&from=2026-03-10&until=2026-03-10`)
      await expect(page.getByText('1 row will be in the file')).toBeVisible()
      const href = await page.getByRole('link', { name: 'Download csv' }).getAttribute('href')
      const file = await (await lead.context.request.get(href ?? '')).text()
      expect([file.includes('Nobody sees it'), file.includes('nine beds'), file.includes('without fish')]).toEqual([
        true,
        false,
        false,
      ])

      await page.goto(`${base}/history`)
      await typeDay(dayField(page, 'From'), '2026-03-10')
      await typeDay(dayField(page, 'To'), '2026-03-10')
      await expect(page.getByText('made the tag Tag on the day')).toBeVisible()
      await expect(page.getByText('Tag before')).toHaveCount(0)
      await expect(page.getByText('Tag after')).toHaveCount(0)
      await expect(page.getByRole('heading', { name: /Tuesday.* 10 March 2026/ })).toBeVisible()

      await page.goto(`${base}/documents`)
      await page.getByRole('button', { name: 'Columns' }).click()
      await page.getByRole('menuitemcheckbox', { name: 'Added', exact: true }).click()
      await page.keyboard.press('Escape')
      await expect(page.getByRole('row', { name: /The harbour/ })).toContainText('10 Mar 2026')
    })
  })
}

test.describe('attributes that are dates', () => {
  test.use({ timezoneId: 'America/Los_Angeles' })

  test('are the day that was typed, in every zone', async ({ signIn }) => {
    const lead = await signIn('Dee Dates')
    const project = await readingProject(lead)
    await callAs(lead, 'POST', `/projects/${project.projectId}/attributes`, {
      key: 'held',
      label: 'Held',
      type: 'date',
    })
    await callAs(lead, 'PATCH', `/projects/${project.projectId}/documents/${project.documentId}`, {
      attributes: { held: '2026-03-10' },
    })
    const { page } = lead
    await page.goto(`/projects/${project.projectId}/documents`)
    await expect(page.getByRole('row', { name: /The harbour/ })).toContainText('10 March 2026')
    await page.getByRole('button', { name: 'Filter', exact: true }).click()
    const dialog = page.getByRole('dialog', { name: 'Filter' })
    await dialog.getByLabel('From').fill('2026-03-10')
    await dialog.getByLabel('To').fill('2026-03-10')
    await page.keyboard.press('Escape')
    await expect(page.getByRole('row', { name: /The harbour/ })).toBeVisible()
    await page.goto(`/projects/${project.projectId}/documents?group=held`)
    await expect(page.getByRole('rowheader', { name: '2026 1 document' })).toBeVisible()
  })
})

test.describe('the field of a day', () => {
  // A browser that writes dates as in America: the field is written in its person's language.
  test.use({ locale: 'en-US' })

  test('has its parts in the order of its person’s language, is chosen in a calendar and taken away again', async ({
    signIn,
    axe,
  }) => {
    const lead = await signIn('Dee Dates')
    const { projectId } = await readingProject(lead)
    const { page } = lead
    await page.goto(`/projects/${projectId}/history`)
    const file = page.getByRole('link', { name: 'Download csv' })
    const from = dayField(page, 'From')
    await expect(from.getByRole('spinbutton')).toHaveText(['dd', 'mm', 'yyyy'])
    await typeDay(from, '2026-03-10')
    await typeDay(dayField(page, 'To'), '2026-03-12')
    await expect(file).toHaveAttribute('href', /&from=2026-03-10.*&to=2026-03-13/)
    await from.getByRole('button').click()
    await expect(page.getByRole('dialog').getByRole('heading', { name: 'March 2026' })).toBeVisible()
    await axe(page)
    await page.getByRole('gridcell', { name: '16' }).click()
    await expect(file).toHaveAttribute('href', /&from=2026-03-16/)
    await from.getByRole('button').click()
    await page.getByRole('button', { name: 'No day' }).click()
    await expect(file).not.toHaveAttribute('href', /&from=/)
    await expect(from.getByRole('spinbutton')).toHaveText(['dd', 'mm', 'yyyy'])

    await callAs(lead, 'PATCH', '/me', { locale: 'zh' })
    await page.reload()
    await expect(dayField(page, '从').getByRole('spinbutton')).toHaveText(['年', '月', '日'])
  })
})
