import { indexedBlocks, type IndexedBlock } from './indexed-blocks'
import { textPlaces, type TextPlaces } from './text-places'

/** Some paragraphs of a text, with the words in them: as much as is written in one transaction, which holds the history back while it lasts. */
export interface IndexedPart {
  blocks: IndexedBlock[]
  forms: string[]
}

const most = { blocks: 500, characters: 100_000 }

/** What a text is made ready for search with: its paragraphs part by part, and at the end where its sentences and paragraphs begin. */
export function* indexedParts(
  text: string,
  language: string,
  projectId: string,
): Generator<IndexedPart, TextPlaces, undefined> {
  let [blocks, forms, characters]: [IndexedBlock[], Set<string>, number] = [[], new Set(), 0]
  for (const { forms: own, ...block } of indexedBlocks(text, projectId)) {
    blocks.push(block)
    for (const form of own) forms.add(form)
    characters += block.text.length
    if (blocks.length < most.blocks && characters < most.characters) continue
    yield { blocks, forms: [...forms] }
    ;[blocks, forms, characters] = [[], new Set(), 0]
  }
  if (blocks.length > 0) yield { blocks, forms: [...forms] }
  return textPlaces(text, language)
}
