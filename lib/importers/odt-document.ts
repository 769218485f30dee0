import { checkArchive, encrypted } from './check-archive'
import type { Draft } from './draft'
import type { ImportLimits } from './limits'
import { pandocDraft } from './pandoc-draft'
import { readArchive } from './read-archive'

/** An OpenDocument text, as LibreOffice writes it. */
export async function odtFile(bytes: Uint8Array, limits: ImportLimits, read = readArchive): Promise<Draft> {
  const contents = await checkArchive(bytes, limits)
  if (contents.parts.get('META-INF/manifest.xml')?.includes('encryption-data')) throw encrypted()
  const { tree, converter } = await read('odt', contents, limits.memoryBytes)
  const draft = pandocDraft(tree, 'odt', converter)
  const content = contents.parts.get('content.xml')?.toString() ?? ''
  const comments = content.match(/<office:annotation\b/g)?.length ?? 0
  if (comments > 0) draft.report.lost.push(`${comments} ${comments === 1 ? 'comment' : 'comments'} in the margin`)
  if (content.includes('<text:tracked-changes')) draft.report.changed.push('Tracked changes are taken as accepted')
  return draft
}
