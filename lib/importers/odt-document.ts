import { checkArchive, encrypted } from './check-archive'
import type { Draft } from './draft'
import type { ImportLimits } from './limits'
import { readWithPandoc } from './pandoc'
import { pandocDraft } from './pandoc-draft'

/** An OpenDocument text, as LibreOffice writes it. */
export async function odtFile(bytes: Uint8Array, limits: ImportLimits): Promise<Draft> {
  const { parts } = await checkArchive(bytes, limits, (name) => name === 'content.xml' || name === 'META-INF/manifest.xml')
  if (parts.get('META-INF/manifest.xml')?.includes('encryption-data')) throw encrypted()
  const { tree, converter } = await readWithPandoc('odt', bytes, limits.memoryBytes)
  const draft = pandocDraft(tree, 'odt', converter)
  const content = parts.get('content.xml') ?? ''
  const comments = content.match(/<office:annotation\b/g)?.length ?? 0
  if (comments > 0) draft.report.lost.push(`${comments} ${comments === 1 ? 'comment' : 'comments'} in the margin`)
  if (content.includes('<text:tracked-changes')) draft.report.changed.push('Tracked changes are taken as accepted')
  return draft
}
