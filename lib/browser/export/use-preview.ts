import { useQuery } from '@tanstack/react-query'
import { callApi } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Annotation } from '@/lib/schemas/annotation'
import type { Document } from '@/lib/schemas/document'
import type { Tag } from '@/lib/schemas/tag'
import { choiceFilters, type ExportChoice } from './export-choice'

export type PreviewRow = Annotation | Document | Tag

interface Preview {
  items: PreviewRow[]
  total: number
}

const rows = 5
const lists = { excerpts: 'annotations', codebook: 'tags', documents: 'documents' } as const

/** The first rows of what would be exported, and how many there are. */
export function usePreview(projectId: string, choice: ExportChoice) {
  const query = choiceFilters(choice)
  query.set('limit', String(rows))
  const path = `/projects/${projectId}/${lists[choice.what]}?${query.toString()}`
  return useQuery({
    queryKey: [...queryKeys.excerpts(projectId), 'preview', path],
    queryFn: ({ signal }) => callApi<Preview>('GET', path, undefined, signal),
    placeholderData: (earlier, query) => (query?.queryKey.at(-1)?.toString().split('?')[0] === path.split('?')[0] ? earlier : undefined),
  })
}
