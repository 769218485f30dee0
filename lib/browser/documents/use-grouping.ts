'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { useMemo, useState } from 'react'
import { useLocale } from 'use-intl'
import { groupDocuments, type DocumentGroup } from '@/lib/domain/documents/group-documents'
import type { Attribute, Document } from '@/lib/schemas/document'

/** How the documents are grouped in their list. */
export interface Grouping {
  /** The attribute by whose values they are; null for one list. */
  attribute: Attribute | null
  groups: readonly DocumentGroup<Document>[]
  /** Groups of which only the heading shows, by their value. */
  closed: ReadonlySet<string>
  by: (key: string | null) => void
  toggle: (group: DocumentGroup<Document>) => void
  closeAll: (isClosed: boolean) => void
}

/** What tells a group from the others of its attribute. */
export const groupKey = ({ value }: DocumentGroup<unknown>): string => JSON.stringify(value)

/** The grouping that the address asks for (`?group=` an attribute's key), so that it can be kept and sent; an attribute that is not there groups nothing. */
export function useGrouping(attributes: readonly Attribute[], rows: readonly Document[]): Grouping {
  const query = useSearchParams()
  const locale = useLocale()
  const path = usePathname()
  const asked = query.get('group')
  const attribute = attributes.find(({ key }) => key === asked) ?? null
  const [shut, setShut] = useState<{ of: string | null; keys: ReadonlySet<string> }>({ of: null, keys: new Set() })
  const groups = useMemo(() => (attribute ? groupDocuments(rows, attribute, locale) : []), [rows, attribute, locale])
  const closed = shut.of === asked ? shut.keys : new Set<string>()
  const by = (key: string | null) => {
    const next = new URLSearchParams(query)
    if (key === null) next.delete('group')
    else next.set('group', key)
    // The documents are here already, so the server need not be asked for the page again.
    window.history.pushState(null, '', next.size === 0 ? path : `${path}?${next.toString()}`)
  }
  const toggle = (group: DocumentGroup<Document>) => {
    const key = groupKey(group)
    setShut({
      of: asked,
      keys: closed.has(key) ? new Set([...closed].filter((other) => other !== key)) : new Set([...closed, key]),
    })
  }
  const closeAll = (isClosed: boolean) => setShut({ of: asked, keys: new Set(isClosed ? groups.map(groupKey) : []) })
  return { attribute, groups, closed, by, toggle, closeAll }
}
