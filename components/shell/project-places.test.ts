import { expect, test } from 'vitest'
import { abilities, defaultSettings } from '@/lib/domain/access/actions'
import { pageAt, pageHref, pagesFor, projectSections, sectionOf, sectionPages } from './project-places'

test('every page is found at its own address and below it, in its own section', () => {
  for (const section of projectSections)
    for (const page of sectionPages[section]) {
      expect(pageAt('p', pageHref('p', page))).toBe(page)
      expect(pageAt('p', `${pageHref('p', page)}/x/y`)).toBe(page)
      expect(sectionOf(page)).toBe(section)
    }
  expect(pageAt('p', '/projects/q/documents')).toBeUndefined()
  expect(pageAt('p', '/projects/p')).toBeUndefined()
  expect(pageAt('p', '/projects/p/documentsandmore')).toBeUndefined()
})

test('a role hides pages and never reorders them, and no section is empty for anybody', () => {
  for (const role of ['lead', 'coder', 'reviewer', 'reader'] as const) {
    const offered = pagesFor(abilities(role, defaultSettings))
    expect(Object.keys(offered)).toEqual(projectSections)
    for (const section of projectSections) {
      const all: readonly string[] = sectionPages[section]
      expect(all.filter((page) => (offered[section] as readonly string[]).includes(page))).toEqual(offered[section])
      expect(offered[section]).not.toHaveLength(0)
    }
  }
  expect(pagesFor(abilities('reader', defaultSettings)).project).toEqual(['members', 'history'])
  expect(pagesFor(abilities('coder', defaultSettings)).project).toEqual(['members', 'history', 'bin'])
  expect(pagesFor(abilities('lead', defaultSettings)).project).toEqual([
    'members',
    'history',
    'bin',
    'jobs',
    'settings',
  ])
})
