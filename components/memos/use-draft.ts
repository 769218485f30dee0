'use client'

import { useState } from 'react'
import type { Narrative } from '@/components/prose/narrative-schema'
import { v7 } from 'uuid'
import type { ChosenSubject } from './subject-choice'

/** A memo that is being written and not stored yet. */
export interface MemoDraft {
  id: string
  title: string
  kind: string
  body: Narrative | null
  isShared: boolean
  about: ChosenSubject
}

const emptyDraft = (): MemoDraft => ({
  // Made here, so that a memo that was sent twice is one.
  id: v7(),
  title: '',
  kind: '',
  body: null,
  isShared: false,
  about: { type: 'project', id: null },
})

/** What is typed of a memo that is not stored, kept while the page is there: a sheet that was closed opens with it. The last clears it, once it is stored. */
export function useDraft(): [MemoDraft, (part: Partial<MemoDraft>) => void, () => void] {
  const [draft, setDraft] = useState(emptyDraft)
  return [draft, (part) => setDraft((before) => ({ ...before, ...part })), () => setDraft(emptyDraft())]
}
