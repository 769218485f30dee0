/** The cache keys of a project's data, one per aggregate, so that an event can say what it makes stale. */
export const queryKeys = {
  project: (p: string) => ['project', p] as const,
  /** Whether something may be hidden from one. */
  hides: (p: string) => ['project', p, 'hides'] as const,
  members: (p: string) => ['project', p, 'members'] as const,
  /** What is called like the words `q`. */
  names: (p: string, q: string) => ['project', p, 'names', q] as const,
  invitations: (p: string) => ['project', p, 'invitations'] as const,
  documents: (p: string) => ['project', p, 'documents'] as const,
  attributes: (p: string) => ['project', p, 'attributes'] as const,
  content: (p: string, d: string) => ['project', p, 'content', d] as const,
  /** What is painted on a document. */
  layer: (p: string, d: string) => ['project', p, 'layer', d] as const,
  tags: (p: string) => ['project', p, 'tags'] as const,
  /** Passages to look at again since a tag has changed, and what changed; a further part is the tag. */
  rechecks: (p: string) => ['project', p, 'rechecks'] as const,
  /** Passages that are examples of tags. */
  examples: (p: string) => ['project', p, 'examples'] as const,
  /** Proposals about the codebook. */
  proposals: (p: string) => ['project', p, 'proposals'] as const,
  /** Below the documents, whose changes are theirs. */
  cases: (p: string) => ['project', p, 'documents', 'cases'] as const,
  queries: (p: string) => ['project', p, 'queries'] as const,
  themes: (p: string) => ['project', p, 'themes'] as const,
  /** Excerpts and summary of a theme; further parts are the filter. */
  excerpts: (p: string) => ['project', p, 'excerpts'] as const,
  /** Rounds and, under a round's id, one of them whole. */
  rounds: (p: string) => ['project', p, 'rounds'] as const,
  /** One's own tasks; a further part is the document. */
  tasks: (p: string) => ['project', p, 'tasks'] as const,
  /** Differences and verdicts. */
  review: (p: string) => ['project', p, 'review'] as const,
  /** Where the coders of documents differ; a further part is the document. */
  differences: (p: string) => ['project', p, 'differences'] as const,
  /** Figures of agreement and tables of tags, with the passages behind them; counted again only when somebody asks. */
  agreement: (p: string) => ['project', p, 'agreement'] as const,
  /** Threads; further parts say on what. */
  comments: (p: string) => ['project', p, 'comments'] as const,
  /** Memos and their counts; further parts say which. */
  memos: (p: string) => ['project', p, 'memos'] as const,
  /** Links between passages and tags; further parts say which. */
  links: (p: string) => ['project', p, 'links'] as const,
  history: (p: string) => ['project', p, 'history'] as const,
}

/** What an event on a round makes stale: the rounds, and whatever they hide or show of others' work on their documents. */
export const roundKeys = (p: string): (readonly string[])[] => [
  queryKeys.rounds(p),
  queryKeys.tasks(p),
  queryKeys.hides(p),
  ['project', p, 'layer'],
  queryKeys.tags(p),
  queryKeys.proposals(p),
  queryKeys.examples(p),
  queryKeys.rechecks(p),
  queryKeys.themes(p),
  queryKeys.excerpts(p),
  queryKeys.documents(p),
  queryKeys.members(p),
  queryKeys.review(p),
  queryKeys.memos(p),
  queryKeys.history(p),
]

/** Long work, one’s own or of a project. */
export const jobsKey = ['jobs'] as const

/** What concerns one, in all projects. */
export const notificationsKey = ['notifications'] as const
