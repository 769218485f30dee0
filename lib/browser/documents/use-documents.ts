'use client'

import { useQuery } from '@tanstack/react-query'
import { callAllPages } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Attribute, Document } from '@/lib/schemas/document'

/** A project's documents and their attributes, whole; the server's first rendering stands in until they are asked for again. */
export function useDocuments(
  projectId: string,
  initialDocuments: Document[] | undefined,
  initialAttributes: Attribute[],
) {
  const documents = useQuery({
    queryKey: queryKeys.documents(projectId),
    queryFn: ({ signal }) => callAllPages<Document>(`/projects/${projectId}/documents`, signal),
    initialData: initialDocuments,
  })
  const attributes = useQuery({
    queryKey: queryKeys.attributes(projectId),
    queryFn: ({ signal }) => callAllPages<Attribute>(`/projects/${projectId}/attributes`, signal),
    initialData: initialAttributes,
  })
  return { documents, attributes: attributes.data }
}

export type DocumentsQuery = ReturnType<typeof useDocuments>['documents']
