import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, type Person } from './fixtures'
import { callAs, joinAsCoder } from './reading-project'

const corpus = join(process.env['SHARED_DIR'] ?? '../shared', 'corpus')

interface Made {
  projectId: string
  roundId: string
  texts: Map<string, string>
}

/** Two documents of the corpus, three tags, Ana and Ben as coders of a blind round that the lead set up. */
async function blindRound(lead: Person, ana: Person, ben: Person): Promise<Made & { tags: Record<string, string> }> {
  const { id: projectId } = (await callAs(lead, 'POST', '/projects', { name: 'Security in five documents' })) as {
    id: string
  }
  const manifest = JSON.parse(readFileSync(join(corpus, 'manifest.json'), 'utf8')) as
    { documents?: { file: string }[]; files?: { file: string }[] } | { file: string }[]
  const files = (Array.isArray(manifest) ? manifest : (manifest.documents ?? manifest.files ?? [])).slice(0, 2)
  const texts = new Map<string, string>()
  for (const { file } of files) {
    const { document } = (await callAs(lead, 'POST', `/projects/${projectId}/documents`, {
      title: file,
      text: readFileSync(join(corpus, file), 'utf8'),
    })) as { document: { id: string } }
    texts.set(
      document.id,
      await (await lead.context.request.get(`/api/v1/projects/${projectId}/documents/${document.id}/text`)).text(),
    )
  }
  const tags: Record<string, string> = {}
  for (const name of ['Non-traditional security', 'Health', 'Human security'])
    tags[name] = ((await callAs(lead, 'POST', `/projects/${projectId}/tags`, { name })) as { id: string }).id
  for (const coder of [ana, ben]) await joinAsCoder(lead, coder, projectId)
  const { items } = (await callAs(lead, 'GET', `/projects/${projectId}/members`)) as {
    items: { user: { id: string }; role: string }[]
  }
  const coderIds = items.filter(({ role }) => role === 'coder').map(({ user }) => user.id)
  const { id: roundId } = (await callAs(lead, 'POST', `/projects/${projectId}/rounds`, {
    name: 'First round',
    documentIds: [...texts.keys()],
    coderIds,
    visibility: 'until-all-submit',
  })) as { id: string }
  return { projectId, roundId, texts, tags }
}

/** Marks `length` code units, or fewer, from the beginning of the paragraph that stands `share` into the text. */
async function mark(
  who: Person,
  { projectId, texts }: Made,
  documentId: string,
  share: number,
  length: number,
  tagId: string,
): Promise<void> {
  const text = texts.get(documentId) ?? ''
  const start = text.indexOf('\n', Math.floor(text.length * share)) + 1
  await callAs(who, 'POST', `/projects/${projectId}/annotations`, {
    documentId,
    start,
    end: start + Math.min(length, text.indexOf('\n', start + 1) - start),
    tagIds: [tagId],
  })
}

test.skip(!existsSync(join(corpus, 'manifest.json')), 'the corpus is not beside the repository')

test('three people: a blind round, submitted and revealed, agreement and where it comes from, every difference settled, one contested, the consensus exported, a merge of tags reverted', async ({
  signIn,
  axe,
}) => {
  test.setTimeout(180_000)
  const [lead, ana, ben] = [await signIn('Lena'), await signIn('Ana'), await signIn('Ben')]
  const made = await blindRound(lead, ana, ben)
  const { projectId, roundId, texts, tags } = made
  const [first = '', second = ''] = texts.keys()
  const of = (name: string) => tags[name] ?? ''

  // Both code; neither sees the other, in the reader as little as anywhere.
  for (const documentId of [first, second]) {
    for (const coder of [ana, ben]) await mark(coder, made, documentId, 0.3, 200, of('Non-traditional security'))
    await mark(ana, made, documentId, 0.5, 160, of('Health'))
    await mark(ben, made, documentId, 0.5, 160, of('Human security'))
  }
  await mark(ben, made, second, 0.7, 120, of('Health'))
  await ana.page.goto(`/projects/${projectId}/documents/${first}`)
  await expect(ana.page.getByText(/hidden until/).first()).toBeVisible()
  const { total } = (await callAs(ana, 'GET', `/projects/${projectId}/annotations`)) as { total: number }
  expect(total).toBe(4)

  // The lead sees how far they are and nothing of what they did; then they submit.
  await lead.page.goto(`/projects/${projectId}/rounds/${roundId}`)
  await expect(lead.page.getByRole('table').getByText('Coding').first()).toBeVisible()
  expect(((await callAs(lead, 'GET', `/projects/${projectId}/annotations`)) as { total: number }).total).toBe(0)
  for (const coder of [ana, ben])
    for (const documentId of [first, second])
      await callAs(coder, 'POST', `/projects/${projectId}/rounds/${roundId}/submit`, { documentId })
  await expect(lead.page.getByRole('table').getByText('Submitted').first()).toBeVisible()

  // Agreement, and the passages behind a figure.
  await lead.page.getByRole('main').getByRole('link', { name: 'Agreement' }).click()
  await expect(lead.page.getByRole('heading', { level: 1 })).toHaveText('Agreement')
  await expect(lead.page.getByText(/^Comparing .* in First round: all documents/)).toBeVisible()
  await expect(lead.page.getByText(/alpha/i).filter({ visible: true }).first()).toBeVisible()

  // Every difference settled with the keyboard.
  await lead.page.goto(`/projects/${projectId}/review?round=${roundId}`)
  const list = lead.page.getByRole('list', { name: 'Passages to review' })
  const passages = list.getByRole('article', { name: / in .*\.txt$/ })
  await expect(passages).toHaveCount(3)
  await lead.page.getByRole('button', { name: /^Accept 2 unanimous/ }).click()
  const digit = await list
    .getByRole('button', { name: /^Accept Ana/ })
    .locator('kbd')
    .innerText()
  await lead.page.keyboard.press(digit)
  await expect(lead.page.getByText(/^3 of 5 settled/)).toBeVisible()
  await lead.page.keyboard.press('b')
  await expect(lead.page.getByText(/^4 of 5 settled/)).toBeVisible()
  await lead.page.keyboard.press('n')
  await expect(lead.page.getByText('Everything here is settled')).toBeVisible()

  // Ben contests one; the lead reads why and decides again.
  await ben.page.goto(`/projects/${projectId}/review/mine?round=${roundId}`)
  await ben.page.getByRole('button', { name: 'Contest' }).first().click()
  await ben.page.getByRole('textbox', { name: 'Why' }).fill('The paragraph is about people, not about hospitals.')
  await ben.page.getByRole('dialog').getByRole('button', { name: 'Contest' }).click()
  await expect(ben.page.getByText('Ben contests this.')).toBeVisible()
  await expect(passages).toHaveCount(1)
  await lead.page.keyboard.press('b')
  await expect(lead.page.getByText('Everything here is settled')).toBeVisible()

  // The consensus under a theme, exported.
  const { id: themeId } = (await callAs(lead, 'POST', `/projects/${projectId}/themes`, {
    name: 'Beyond armies',
    tagIds: Object.values(tags),
  })) as { id: string }
  await lead.page.goto(`/projects/${projectId}/themes/${themeId}?layer=consensus`)
  const excerpts = lead.page.getByRole('article')
  const { total: agreed } = (await callAs(lead, 'GET', `/projects/${projectId}/annotations?layer=consensus`)) as {
    total: number
  }
  expect(agreed).toBeGreaterThan(3)
  await expect(excerpts).toHaveCount(agreed)
  await axe(lead.page)
  const csv = await (
    await lead.context.request.get(
      `/api/v1/projects/${projectId}/export?what=excerpts&format=csv&themeId=${themeId}&layer=consensus`,
    )
  ).text()
  expect(
    csv
      .trim()
      .split('\n')
      .filter((line) => line.includes('consensus')).length,
  ).toBe(agreed)

  // Yesterday's merge of tags, reverted from the history.
  await callAs(lead, 'POST', `/projects/${projectId}/tags/${of('Human security')}/merge`, { intoId: of('Health') })
  await lead.page.goto(`/projects/${projectId}/history`)
  await lead.page
    .getByRole('button', { name: /^Revert/ })
    .first()
    .click()
  await lead.page
    .getByRole('dialog')
    .getByRole('button', { name: /^Revert/ })
    .click()
  await expect
    .poll(async () =>
      ((await callAs(lead, 'GET', `/projects/${projectId}/tags`)) as { items: { name: string }[] }).items
        .map(({ name }) => name)
        .sort(),
    )
    .toEqual(['Health', 'Human security', 'Non-traditional security'])
})
