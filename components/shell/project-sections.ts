import {
  BookMarked,
  FileOutput,
  Files,
  History,
  ListChecks,
  Percent,
  Scale,
  Settings2,
  Tags,
  Users,
  type LucideIcon,
} from 'lucide-react'

/** The sections of a project, in the order of the work. The id is both the message key and the last part of the address. */
export const projectSections = [
  'documents',
  'codebook',
  'rounds',
  'review',
  'agreement',
  'themes',
  'members',
  'history',
  'export',
  'settings',
] as const
export type ProjectSection = (typeof projectSections)[number]

/** How much waits in each section for whoever looks. */
export type Waiting = Partial<Record<ProjectSection, number>>

export const sectionIcons: Record<ProjectSection, LucideIcon> = {
  documents: Files,
  codebook: Tags,
  rounds: ListChecks,
  review: Scale,
  themes: BookMarked,
  agreement: Percent,
  members: Users,
  history: History,
  export: FileOutput,
  settings: Settings2,
}

/** The address of a section. */
export function sectionHref(projectId: string, section: ProjectSection): string {
  return `/projects/${projectId}/${section}`
}
