'use client'

import { useTranslations } from 'use-intl'
import { useExampleCommands } from '@/lib/browser/codebook/use-examples'
import type { ExampleKind } from '@/lib/schemas/example'
import { useUndoable } from '@/components/history/use-undoable'

/** Names passages as examples of one tag, and no more, each with an Undo. */
export function useExampleNaming(
  projectId: string,
  tag: { id: string; name: string } | undefined,
  keys: 'here' | 'elsewhere' = 'here',
) {
  const t = useTranslations('codebook.examples')
  const commands = useExampleCommands(projectId)
  const { run } = useUndoable(commands.revert, undefined, keys)
  const [id, name] = [tag?.id ?? '', tag?.name ?? '']
  return {
    name: (annotationId: string, kind: ExampleKind) =>
      run(
        () => commands.name(id, annotationId, kind),
        t(kind === 'example' ? 'done' : 'doneCounter', { name }),
        t('failed'),
      ),
    drop: (annotationId: string) => run(() => commands.drop(id, annotationId), t('dropped', { name }), t('failed')),
  }
}
