'use client'

import { useQuery } from '@tanstack/react-query'
import { useEditorState, type Editor } from '@tiptap/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { callAllPages } from '@/lib/browser/api'
import { queryKeys } from '@/lib/browser/query-keys'
import { matchingNames } from '@/lib/domain/threads/matching-names'
import type { MemberRow } from '@/lib/schemas/project'

const most = 6

/** What stands between an @ and the caret, with its place in the document. */
function typedName(editor: Editor): { query: string; from: number; to: number } | null {
  const { $from, empty } = editor.state.selection
  if (!empty || !$from.parent.isTextblock) return null
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\ufffc')
  const match = /(?:^|[\s(\ufffc])@([\p{L}\p{N}.'’-]*(?: [\p{L}\p{N}.'’-]*)?)$/u.exec(before)
  return match ? { query: match[1] ?? '', from: $from.pos - (match[1] ?? '').length - 1, to: $from.pos } : null
}

/** Choosing whom to mention: opens behind an @, narrows while typing, arrows move, Enter or a press chooses, Escape closes. */
export function useMentioning(editor: Editor | null, projectId: string) {
  const typed = useEditorState({ editor, selector: ({ editor: now }) => now && typedName(now) })
  const members = useQuery({
    queryKey: queryKeys.members(projectId),
    enabled: typed != null,
    queryFn: ({ signal }) => callAllPages<MemberRow>(`/projects/${projectId}/members`, signal),
  })
  const [dismissedAt, setDismissedAt] = useState<number | null>(null)
  const [place, setPlace] = useState({ query: '', index: 0 })
  const query = typed?.query
  const choices = useMemo(() => {
    if (query === undefined || !members.data) return []
    return matchingNames(
      members.data.filter((row) => !row.deactivated).map((row) => row.user),
      query,
    ).slice(0, most)
  }, [members.data, query])
  const isOpen = typed != null && typed.from !== dismissedAt && choices.length > 0
  const index = place.query === query ? Math.min(place.index, choices.length - 1) : 0
  const choose = (at: number) => {
    const person = choices[at]
    if (!typed || !person) return
    editor
      ?.chain()
      .focus()
      .insertContentAt({ from: typed.from, to: typed.to }, [
        { type: 'mention', attrs: { id: person.id, label: person.name } },
        { type: 'text', text: ' ' },
      ])
      .run()
  }
  const onKey = (event: KeyboardEvent): boolean => {
    if (!isOpen || !typed) return false
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setPlace({ query: typed.query, index: (index + step + choices.length) % choices.length })
    else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) choose(index)
    else if (event.key === 'Escape') setDismissedAt(typed.from)
    else return false
    // The sheets and panels around it must not take the key for theirs.
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  // The editor keeps the first handler it is given, so that it asks for the present one.
  const current = useRef(onKey)
  useEffect(() => {
    current.current = onKey
  })
  return { isOpen, choices, index, choose, keys: current }
}
