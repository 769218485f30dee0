import { AsyncLocalStorage } from 'node:async_hooks'
import type { DatabaseTrouble } from './database-trouble'

/** What went wrong with the database while a request was answered. */
export interface Noted {
  trouble: DatabaseTrouble | null
}

// Kept on globalThis because the server and Next's pages are separate bundles of one process, and the pool is made by whichever comes first.
const shared = globalThis as { commonplaceNoted?: AsyncLocalStorage<Noted> }
const storage = () => (shared.commonplaceNoted ??= new AsyncLocalStorage<Noted>())

/** Does `work`, and keeps in `noted` what goes wrong with the database meanwhile: whoever makes a page of it may know no other name for that than a failure. */
export function noting<T>(noted: Noted, work: () => T): T {
  return storage().run(noted, work)
}

export function note(trouble: DatabaseTrouble): void {
  const noted = storage().getStore()
  if (noted) noted.trouble ??= trouble
}
