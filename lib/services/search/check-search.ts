import type { Database } from '@/lib/data/database/client'
import { eachRevision, type RowFault } from '@/lib/data/database/instance'
import { forgottenBySearch, isReady, isSearchedOtherwise } from '@/lib/data/search/check-search'
import { indexedBlocks } from '@/lib/domain/search/indexed-blocks'
import { textPlaces } from '@/lib/domain/search/text-places'

/** What is wrong with what search was made ready with: texts that would never be, and paragraphs or words that differ from the text. Changes nothing. */
export async function checkSearch(db: Database): Promise<RowFault[]> {
  const faults = await forgottenBySearch(db)
  await eachRevision(db, async ({ projectId, id, text, document }) => {
    if (!(await isReady(db, { projectId, id }))) return
    const blocks = [...indexedBlocks(text, projectId)]
    const forms = [...new Set(blocks.flatMap((block) => [...block.forms]))]
    const places = textPlaces(text, document?.language ?? 'und')
    if (await isSearchedOtherwise(db, { projectId, id }, blocks, forms, places))
      faults.push({ kind: 'search-differs-from-text', projectId, document: document?.title ?? '', id })
  })
  return faults
}
