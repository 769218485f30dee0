import { expect, type Person } from './fixtures'
import { callAs, joinAsCoder, readingProject, readingText, tagAs, type ReadingProject } from './reading-project'
import type { Page } from '@playwright/test'

export interface World extends ReadingProject {
  lead: Person
  /** Finished, with differences and a verdict. */
  roundId: string
  /** The same documents coded again, in the open. */
  againId: string
  themeId: string
  invitation: string
  reset: string
}

/** Every page of the application, and where in the world below it is seen. */
export const screens: Record<string, (world: World) => string | null> = {
  'page.tsx': () => '/',
  'account/page.tsx': () => '/account',
  'notifications/page.tsx': () => '/notifications',
  'jobs/page.tsx': () => '/jobs',
  'sign-in/page.tsx': () => '/sign-in',
  'offline/page.tsx': () => '/offline',
  'invitations/[token]/page.tsx': ({ invitation }) => invitation,
  'resets/[token]/page.tsx': ({ reset }) => reset,
  // Shown before there is any account: its form is the one of an invitation.
  'setup/page.tsx': () => null,
  // What components look like, for those who write them.
  '(preview)/preview/page.tsx': () => null,
  '(preview)/preview/title/page.tsx': () => null,
  'projects/[p]/page.tsx': ({ projectId }) => `/projects/${projectId}`,
  ...Object.fromEntries(
    [
      'documents',
      'cases',
      'codebook',
      'codebook/proposals',
      'themes',
      'passages',
      'tables',
      'search',
      'memos',
      'rounds',
      'rounds/new',
      'review/mine',
      'agreement',
      'export',
      'history',
      'members',
      'bin',
      'jobs',
      'settings',
    ].map((name) => [`projects/[p]/${name}/page.tsx`, ({ projectId }: World) => `/projects/${projectId}/${name}`]),
  ),
  'projects/[p]/codebook/[t]/page.tsx': ({ projectId, tags }) => `/projects/${projectId}/codebook/${tags.Border}`,
  'projects/[p]/themes/[th]/page.tsx': ({ projectId, themeId }) => `/projects/${projectId}/themes/${themeId}`,
  'projects/[p]/rounds/[r]/page.tsx': ({ projectId, roundId }) => `/projects/${projectId}/rounds/${roundId}`,
  'projects/[p]/rounds/[r]/before-and-after/page.tsx': ({ projectId, againId }) =>
    `/projects/${projectId}/rounds/${againId}/before-and-after`,
  'projects/[p]/review/page.tsx': ({ projectId, roundId }) => `/projects/${projectId}/review?round=${roundId}`,
  'projects/[p]/documents/[d]/page.tsx': ({ address }) => address,
  'projects/[p]/documents/[d]/correct/page.tsx': ({ address }) => `${address}/correct`,
  'projects/[p]/documents/[d]/revisions/page.tsx': ({ address }) => `${address}/revisions`,
  'projects/[p]/documents/[d]/unplaced/page.tsx': ({ address }) => `${address}/unplaced`,
}

/** Opens a page of the world as whoever sees it, and waits until what it shows is there. `null` where it has no place in that world. */
export async function openScreen(name: string, world: World, stranger: Page): Promise<Page | null> {
  const address = screens[name]?.(world) ?? null
  if (address === null) return null
  const page = /^(sign-in|invitations|resets)/.test(name) ? stranger : world.lead.page
  await page.goto(address)
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toHaveCount(0)
  await expect(page.getByText('Loading…', { exact: true })).toHaveCount(0)
  return page
}

/** A project with something on each of its pages: a finished round with differences and a verdict, an open one, a theme, a correction, a proposal, a comment, a memo. */
export async function busyProject(
  signIn: (name: string, options?: { isAdmin?: boolean }) => Promise<Person>,
): Promise<World> {
  const [lead, ana, ben] = [
    await signIn('Lena Leads', { isAdmin: true }),
    await signIn('Ana Codes'),
    await signIn('Ben Codes'),
  ]
  // A heading of the text is none of the page.
  const project = await readingProject(lead, { markdown: `# A heading\n\n${readingText}` })
  const inProject = (who: Person, method: string, path: string, data?: object) =>
    callAs(who, method, `/projects/${project.projectId}${path}`, data) as Promise<{ id: string; url: string }>
  for (const coder of [ana, ben]) await joinAsCoder(lead, coder, project.projectId)
  const round = { documentIds: [project.documentId], coderIds: [ana.id, ben.id], visibility: 'until-all-submit' }
  const { id: roundId } = await inProject(lead, 'POST', '/rounds', { name: 'First round', ...round })
  for (const coder of [ana, ben]) await tagAs(coder, project, 'Nobody sees it', ['Border'])
  await tagAs(ana, project, 'At noon the boats came home without fish', ['Fisheries'])
  await tagAs(ben, project, 'At noon the boats came home without fish', ['Border'])
  await tagAs(ben, project, 'nine beds and forty names', ['Public health'])
  for (const coder of [ana, ben])
    await inProject(coder, 'POST', `/rounds/${roundId}/submit`, { documentId: project.documentId })
  await inProject(lead, 'POST', `/rounds/${roundId}/verdicts`, { outcome: 'unanimous' })
  const { id: againId } = await inProject(lead, 'POST', '/rounds', {
    ...round,
    name: 'Second round',
    visibility: 'open',
    previousId: roundId,
  })
  const { id: themeId } = await inProject(lead, 'POST', '/themes', {
    name: 'What the sea brings',
    tagIds: [project.tags.Border, project.tags.Fisheries],
  })
  await inProject(lead, 'POST', '/memos', {
    title: 'What to read next',
    kind: 'question',
    visibility: 'shared',
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Who counts the beds?' }] }] },
  })
  await inProject(lead, 'POST', '/attributes', { subject: 'case', key: 'role', label: 'Role', type: 'text' })
  await inProject(lead, 'POST', '/cases', {
    name: 'Fishers of the strait',
    attributes: { role: 'at sea' },
    parts: [{ documentId: project.documentId }],
  })
  const { url: invitation } = await inProject(lead, 'POST', '/invitations', { role: 'coder' })
  const { url: reset } = (await callAs(lead, 'POST', `/users/${ben.id}/reset-link`, {})) as { url: string }
  await inProject(lead, 'DELETE', `/annotations/${(await tagAs(lead, project, 'a net that is mended', ['Border'])).id}`)
  return { ...project, lead, roundId, againId, themeId, invitation, reset }
}
