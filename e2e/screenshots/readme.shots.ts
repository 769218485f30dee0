import { test } from '@/e2e/fixtures'
import { viewerByEmail } from '@/lib/services/projects/member-of'
import { seedDemoProject } from '@/lib/demo/seed-demo-project'

test('the reader and a theme', async ({ signIn, beside: { db } }) => {
  test.setTimeout(180_000)
  const person = await signIn('Marta Lindqvist')
  const forUser = (await viewerByEmail(db, person.email)) ?? undefined
  const { projectId } = await seedDemoProject(db, { now: new Date(), forUser })
  const document = await db.document.findFirstOrThrow({
    where: { projectId, language: 'en' },
    orderBy: { id: 'asc' },
    select: { id: true },
  })
  const theme = await db.theme.findFirstOrThrow({
    where: { projectId },
    orderBy: { position: 'asc' },
    select: { id: true },
  })
  const busiest = await db.annotation.findMany({
    where: { projectId, documentId: document.id, note: { not: '' }, visibility: 'shared' },
    orderBy: { start: 'asc' },
    select: { id: true },
  })
  await person.page.goto(`/projects/${projectId}/documents/${document.id}?annotation=${busiest[0]?.id}`)
  await person.page.locator('[data-painted]').waitFor()
  await person.page.evaluate(() => window.document.fonts.ready)
  await person.page.screenshot({ path: 'docs/images/reader.png' })
  await person.page.goto(`/projects/${projectId}/themes/${theme.id}`)
  await person.page.getByRole('heading', { level: 1 }).waitFor()
  await person.page.waitForLoadState('load')
  await person.page.evaluate(() => window.document.fonts.ready)
  await person.page.screenshot({ path: 'docs/images/theme.png' })
})
