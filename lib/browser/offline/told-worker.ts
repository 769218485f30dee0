/** What pages tell the worker that keeps them. */
export type ToldWorker =
  /**
   * A page is here, in this language. `files` and `data` are what it has fetched while there was no worker to see it: none where there was.
   */
  | { kind: 'here'; address: string; language: string; files: string[]; data: string[] }
  /** Nobody is signed in any more: everything goes. Answered by any message when it has. */
  | { kind: 'forget' }
  /** By what sign the server says what is hidden in a project from whoever is signed in. */
  | { kind: 'hiding'; projectId: string; sign: string }
  /** Whoever is signed in is no member of the project any more. */
  | { kind: 'lost'; projectId: string }
