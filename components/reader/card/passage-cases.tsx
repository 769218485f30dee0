'use client'

import { CaseLinks } from './case-links'
import { casesAt } from '@/lib/browser/cases/cases-at'
import { useCasePlaces } from '@/lib/browser/cases/use-cases'
import type { Span } from '@/lib/domain/anchoring/span'

interface PassageCasesProps {
  projectId: string
  documentId: string
  span: Span
}

/** The cases that a passage is in. */
export function PassageCases({ projectId, documentId, span }: PassageCasesProps) {
  const places = useCasePlaces(projectId, documentId)
  return <CaseLinks projectId={projectId} cases={casesAt(places ?? [], span)} />
}
