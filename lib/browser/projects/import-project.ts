'use client'

import { sendFile } from '@/lib/browser/documents/send-file'
import type { ProjectImported } from '@/lib/schemas/archive'
import type { Job } from '@/lib/schemas/job'

/** A file that is to become a project; sent again under the same id, nothing is imported twice. */
export interface ProjectFile {
  id: string
  file: File
}

/** What became of it: done at once, or a job under way. */
export type ImportAnswer = { imported: ProjectImported } | { job: Job }

/** Sends a project's archive. Refusals are ProblemErrors. */
export async function importProject(
  viewerId: string,
  { id, file }: ProjectFile,
  takesAccounts: boolean,
  onSent: (share: number) => void,
): Promise<ImportAnswer> {
  const form = new FormData()
  form.set('file', file)
  form.set('id', id)
  if (takesAccounts) form.set('people', 'accounts')
  const never = new AbortController().signal
  const answer = await sendFile<ProjectImported | Job>(viewerId, '/projects/import', form, onSent, never)
  return 'project' in answer ? { imported: answer } : { job: answer }
}
