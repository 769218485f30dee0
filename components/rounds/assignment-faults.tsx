'use client'

import { useFormatter, useTranslations } from 'use-intl'
import type { Assigned } from '@/lib/domain/rounds/assignment'

interface AssignmentFaultsProps {
  documents: readonly { id: string; title: string }[]
  coders: readonly { id: string; name: string }[]
  tasks: readonly Assigned[]
}

/** What a table still lacks: a coder for each document, and a document for each coder. Nothing where it is whole. */
export function AssignmentFaults({ documents, coders, tasks }: AssignmentFaultsProps) {
  const t = useTranslations('rounds.form')
  const format = useFormatter()
  const [given, giving] = [new Set(tasks.map((task) => task.documentId)), new Set(tasks.map((task) => task.coderId))]
  const bare = documents.filter(({ id }) => !given.has(id))
  const idle = coders.filter(({ id }) => !giving.has(id))
  return (
    <p role="status" className="text-sm text-danger empty:hidden">
      {[
        ...(bare[0] ? [t('withoutCoder', { count: bare.length, others: bare.length - 1, title: bare[0].title })] : []),
        ...(idle.length > 0
          ? [t('withoutDocument', { count: idle.length, coders: format.list(idle.map(({ name }) => name)) })]
          : []),
      ].join(' ')}
    </p>
  )
}
