'use client'

import { useQueryClient } from '@tanstack/react-query'
import { callApi, callForEvent, ProblemError } from '@/lib/browser/api'
import { revertingStep } from '@/lib/browser/history/revert-events'
import { queryKeys } from '@/lib/browser/query-keys'
import type { Attribute, AttributeFill, AttributeValues, Document, MadeColumns } from '@/lib/schemas/document'

/** What may be done with a document and with the attributes of all of them. Refusals are ProblemErrors; what is shown follows by itself. */
export function useDocumentCommands(projectId: string) {
  const queries = useQueryClient()
  const path = `/projects/${projectId}`
  const documentsKey = queryKeys.documents(projectId)
  const replace = (row: Document) =>
    queries.setQueryData<Document[]>(documentsKey, (rows) => rows?.map((one) => (one.id === row.id ? row : one)))
  const attributesChanged = () => queries.invalidateQueries({ queryKey: queryKeys.attributes(projectId) })
  return {
    async change(document: Document, change: { title?: string; attributes?: AttributeValues }): Promise<void> {
      try {
        replace(
          await callApi<Document>('PATCH', `${path}/documents/${document.id}`, {
            version: document.version,
            ...change,
          }),
        )
      } catch (error) {
        // Somebody else was quicker: what they made of it is shown, and the person decides again.
        if (error instanceof ProblemError && error.code === 'version-conflict' && error.current)
          replace(error.current as Document)
        throw error
      }
    },
    async remove(document: Document): Promise<void> {
      await callApi('DELETE', `${path}/documents/${document.id}`)
      queries.setQueryData<Document[]>(documentsKey, (rows) => rows?.filter((one) => one.id !== document.id))
    },
    async addAttribute(input: {
      key: string
      label: string
      type: Attribute['type']
      choices?: string[]
    }): Promise<void> {
      await callApi('POST', `${path}/attributes`, input)
      await attributesChanged()
    },
    async changeAttribute(attribute: Attribute, change: { label?: string; choices?: string[] }): Promise<void> {
      await callApi('PATCH', `${path}/attributes/${attribute.id}`, { version: attribute.version, ...change })
      await attributesChanged()
    },
    /** What filling attributes from a sheet would do, with these columns of it made into attributes; nothing is stored. */
    previewFill: (file: File, make: MadeColumns) =>
      callApi<AttributeFill>('POST', `${path}/attributes/fill?dryRun=true`, formOf(file, new Set(), make)),
    /** Fills attributes from a sheet, over what is stored in the lines `taken`; answers how many documents changed, and how to revert it. */
    async fill(
      file: File,
      taken: ReadonlySet<number>,
      make: MadeColumns,
    ): Promise<{ changed: number; revert: () => Promise<void> }> {
      const { value, event } = await callForEvent<AttributeFill>(
        'POST',
        `${path}/attributes/fill`,
        formOf(file, taken, make),
      )
      const refresh = () => Promise.all([attributesChanged(), queries.invalidateQueries({ queryKey: documentsKey })])
      await refresh()
      const revert = revertingStep(projectId, refresh)
      return { changed: value.changed, revert: async () => void (await revert(event === null ? [] : [event])) }
    },
    async removeAttribute(attribute: Attribute): Promise<void> {
      await callApi('DELETE', `${path}/attributes/${attribute.id}`)
      await attributesChanged()
    },
  }
}

/** The form that fills attributes from a sheet: over what is stored in the lines `taken`, with these columns made into attributes. */
export function formOf(file: File, taken: ReadonlySet<number>, make: MadeColumns): FormData {
  const form = new FormData()
  form.set('file', file)
  if (make.length > 0) form.set('make', JSON.stringify(make))
  if (taken.size > 0) form.set('take', [...taken].join(','))
  return form
}

export type DocumentCommands = ReturnType<typeof useDocumentCommands>

/** What may be done with attributes, whosever they are. */
export type AttributeCommands = Pick<
  DocumentCommands,
  'addAttribute' | 'changeAttribute' | 'removeAttribute' | 'previewFill' | 'fill'
>
