import {
  BookMarked,
  BookOpen,
  Contact,
  FileOutput,
  Files,
  Grid3x3,
  History,
  Hourglass,
  Lightbulb,
  ListChecks,
  NotebookPen,
  Percent,
  Scale,
  Search,
  Settings2,
  SlidersHorizontal,
  Tags,
  TextQuote,
  Trash2,
  Users,
  type LucideIcon,
} from 'lucide-react'
import type { Abilities, Action } from '@/lib/domain/access/actions'

/** The five words by which one finds one's way in a project, in the order of the work, each with its pages. */
export const sectionPages = {
  read: ['documents', 'cases'],
  codebook: ['codebook', 'proposals'],
  rounds: ['rounds', 'review', 'agreement'],
  findings: ['themes', 'passages', 'tables', 'search', 'memos', 'export'],
  project: ['members', 'history', 'bin', 'jobs', 'settings'],
} as const

export type ProjectSection = keyof typeof sectionPages
export type ProjectPage = (typeof sectionPages)[ProjectSection][number]

export const projectSections = Object.keys(sectionPages) as ProjectSection[]

/** How much waits on each page for whoever looks. */
export type Waiting = Partial<Record<ProjectPage, number>>

export const sectionIcons: Record<ProjectSection, LucideIcon> = {
  read: BookOpen,
  codebook: Tags,
  rounds: ListChecks,
  findings: BookMarked,
  project: SlidersHorizontal,
}

export const pageIcons: Record<ProjectPage, LucideIcon> = {
  documents: Files,
  cases: Contact,
  codebook: Tags,
  proposals: Lightbulb,
  rounds: ListChecks,
  review: Scale,
  agreement: Percent,
  themes: BookMarked,
  passages: TextQuote,
  tables: Grid3x3,
  search: Search,
  memos: NotebookPen,
  export: FileOutput,
  members: Users,
  history: History,
  bin: Trash2,
  jobs: Hourglass,
  settings: Settings2,
}

/** What only some may do is not offered to the others; its address answers them all the same, and says what it shows them. */
const neededFor: Partial<Record<ProjectPage, Action>> = {
  bin: 'history.revert',
  jobs: 'project.archive',
  settings: 'project.update',
}

/** The pages of each section that somebody with these abilities is offered, in the order of `sectionPages`. */
export function pagesFor(abilities: Abilities): Record<ProjectSection, readonly ProjectPage[]> {
  const isOffered = (page: ProjectPage) => {
    const needed = neededFor[page]
    return needed === undefined || abilities[needed]
  }
  return Object.fromEntries(
    Object.entries(sectionPages).map(([section, pages]) => [section, pages.filter(isOffered)]),
  ) as unknown as Record<ProjectSection, readonly ProjectPage[]>
}

/** The address of a page. */
export function pageHref(projectId: string, page: ProjectPage): string {
  return `/projects/${projectId}/${page === 'proposals' ? 'codebook/proposals' : page}`
}

/** The page at an address or that the address lies below; undefined outside of the project's pages. */
export function pageAt(projectId: string, path: string): ProjectPage | undefined {
  const below = (page: ProjectPage) => {
    const href = pageHref(projectId, page)
    return path === href || path.startsWith(`${href}/`)
  }
  const found = Object.values(sectionPages).flat().filter(below)
  // Proposals lie below the codebook's address: the longer one is meant.
  return found.at(-1)
}

/** The section that a page belongs to. */
export const sectionOf = (page: ProjectPage): ProjectSection =>
  projectSections.find((section) => (sectionPages[section] as readonly ProjectPage[]).includes(page)) ?? 'read'
