/** The cache keys of a project's data, one per aggregate, so that an event can say what it makes stale. */
export const queryKeys = {
  project: (p: string) => ['project', p] as const,
  members: (p: string) => ['project', p, 'members'] as const,
  invitations: (p: string) => ['project', p, 'invitations'] as const,
  documents: (p: string) => ['project', p, 'documents'] as const,
  attributes: (p: string) => ['project', p, 'attributes'] as const,
  content: (p: string, d: string) => ['project', p, 'content', d] as const,
  /** What is painted on a document. */
  layer: (p: string, d: string) => ['project', p, 'layer', d] as const,
  tags: (p: string) => ['project', p, 'tags'] as const,
  themes: (p: string) => ['project', p, 'themes'] as const,
  /** Excerpts and summary of a theme; further parts are the filter. */
  excerpts: (p: string) => ['project', p, 'excerpts'] as const,
  history: (p: string) => ['project', p, 'history'] as const,
}
