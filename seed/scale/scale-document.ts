import { createHash } from 'node:crypto'
import { newId } from '@/lib/data/database/ids'
import type { Member } from '@/lib/domain/access/viewer'
import { canonicalText } from '@/lib/editor/canonical-text'
import { inventedParagraphs } from './words'

export interface ScaleText {
  documentId: string
  revisionId: string
  text: string
}

/** The rows of one invented document and its revision: `size` characters, a heading every twelve paragraphs. */
export function scaleDocument(member: Member, index: number, size: number, now: Date, random: () => number) {
  const blocks = inventedParagraphs(size, random).map((text, i) => {
    const content = [{ type: 'text', text }]
    return i % 12 === 0 && text.length < 400
      ? { type: 'heading', attrs: { level: 2 }, content }
      : { type: 'paragraph', content }
  })
  const content = { type: 'doc', content: blocks }
  const text = canonicalText(content)
  const [documentId, createdAt] = [newId(), now.toISOString()]
  const document = {
    projectId: member.projectId,
    id: documentId,
    title: `Minutes ${String(index + 1).padStart(4, '0')}`,
    language: 'en',
    direction: 'ltr',
    attributes: {
      author: `Committee ${(index % 9) + 1}`,
      date: `20${String(10 + (index % 15)).padStart(2, '0')}-0${(index % 9) + 1}-15`,
    },
    version: 1,
    createdById: member.userId,
    createdAt,
    updatedAt: createdAt,
  }
  const revision = {
    projectId: member.projectId,
    id: newId(),
    documentId,
    number: 1,
    content,
    text,
    sha256: createHash('sha256').update(text, 'utf8').digest('hex'),
    length: text.length,
    wordCount: text.split(/\s+/).length,
    pageStarts: [],
    format: 'txt',
    converter: 'seed',
    report: {},
    createdById: member.userId,
    createdAt,
  }
  return { document, revision }
}
