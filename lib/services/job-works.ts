import { importArchive } from './archive/import-archive'
import type { JobWorks } from './jobs/jobs'

/** How each kind of job is done. */
export const jobWorks = { 'import-project': importArchive } satisfies JobWorks
