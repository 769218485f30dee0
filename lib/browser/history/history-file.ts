import type { HistoryFilter } from './use-history'

/** Where the events of this filter are had as csv, marked as UTF-8 for Excel. */
export function historyFileHref(projectId: string, { actorId, ...filter }: HistoryFilter): string {
  const query = new URLSearchParams({ what: 'history', format: 'csv', bom: 'true' })
  for (const [name, value] of Object.entries({ authorId: actorId, ...filter }))
    if (value !== undefined) query.set(name, value)
  return `/api/v1/projects/${projectId}/export?${query}`
}
