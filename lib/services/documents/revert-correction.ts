import { getDocument } from '@/lib/data/documents/documents'
import { newId } from '@/lib/data/database/ids'
import { lockCurrentRevision, wholeRevision } from '@/lib/data/documents/revisions'
import type { NodeJson } from '@/lib/editor/document-json'
import { pageStarts } from '@/lib/editor/pages'
import { cannotRevert } from '@/lib/services/history/cannot-revert'
import type { recordedDocument } from './documents'
import type { Keep, Reverter } from '@/lib/services/history/reverting'
import { editsBetween } from '@/lib/importers/correction/prepare-correction'
import { say } from '@/lib/i18n/say'
import { writeRevision, type CorrectionUndo } from './write-revision'

type RecordedDocument = ReturnType<typeof recordedDocument>

/**
 * Makes the text from before a correction the current one again, as a further revision: no revision is ever changed or dropped. Everything on the text goes
 * along; what the correction had cut or stretched and nobody moved since stands as it stood, and what it had left without a place is in the text again.
 */
export const revertCorrection: Reverter = async (tx, member, event, now) => {
  const [before, after] = [event.before as RecordedDocument, event.after as RecordedDocument]
  const current = await lockCurrentRevision(tx, member, event.subjectId)
  const document = current === null ? null : await getDocument(tx, member, event.subjectId)
  if (current === null || !document) throw cannotRevert(say('refusals.revert.binned', { name: after.title }))
  const [base, made, old] = [
    await wholeRevision(tx, member, document.id, current),
    await wholeRevision(tx, member, document.id, after.revisionId),
    await wholeRevision(tx, member, document.id, before.revisionId),
  ]
  if (!base || !made || !old) throw cannotRevert(say('refusals.revert.formerTextGone'))
  // By the letters, not the revision: later corrections that were reverted are none.
  if (base.text !== made.text) throw cannotRevert(say('refusals.revert.correctedSince', { name: document.title }))
  const { spans = [], joined = [] } = (event.undo ?? {}) as Partial<CorrectionUndo>
  const written = await writeRevision(
    tx,
    member,
    document.id,
    newId(),
    {
      base,
      text: old.text,
      contentJson: old.content,
      pages: pageStarts(JSON.parse(old.content) as NodeJson),
      edits: editsBetween(base.text, old.text),
      former: {
        revisionId: old.id,
        number: old.number,
        spans: new Map(
          spans.map(([id, start, end, stoodFrom, stoodTo]) => [
            id,
            { left: { start, end }, stood: { start: stoodFrom, end: stoodTo } },
          ]),
        ),
        joined,
      },
    },
    now,
  )
  const { anchors, returned, orphanedIds } = written
  const moved = anchors.kept + anchors.changed
  const effects = [
    say('effects.readsAsBefore', { name: document.title }),
    ...(moved === 0 ? [] : [say('effects.passagesAlong', { count: moved })]),
    ...(returned === 0 ? [] : [say('effects.passagesReturned', { count: returned })]),
  ]
  const waiting: Keep[] =
    orphanedIds.length === 0
      ? []
      : [
          {
            reason: 'orphaned',
            said: say('effects.kept.orphaned'),
            count: orphanedIds.length,
            ids: orphanedIds,
          },
        ]
  return { event: written.event, effects, keeps: waiting }
}
