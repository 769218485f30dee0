'use client'

import { MessageSquarePlus } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { Menu, MenuItem } from '@/components/ui/menu'
import { useProposalCommands } from '@/lib/browser/codebook/use-proposals'
import type { ProposalKind } from '@/lib/schemas/proposal'
import type { Tag } from '@/lib/schemas/tag'
import { ProposeDialog } from './propose-dialog'
import { useUndoable } from '@/components/history/use-undoable'

const aboutOne: readonly ProposalKind[] = ['change', 'merge', 'remove', 'create']

/** What somebody who may not change the codebook can propose: about the tag in focus, or, without one, a new tag. */
export function ProposeMenu({ projectId, tag, tags }: { projectId: string; tag: Tag | null; tags: readonly Tag[] }) {
  const t = useTranslations('codebook')
  const commands = useProposalCommands(projectId)
  const { run } = useUndoable(commands.revert, undefined, 'elsewhere')
  const [kind, setKind] = useState<ProposalKind | null>(null)
  const name = tag?.name ?? ''
  return (
    <>
      {tag === null ? (
        <Button tone="primary" icon={<MessageSquarePlus aria-hidden />} onPress={() => setKind('create')}>
          {t('propose.create.menu')}
        </Button>
      ) : (
        <Menu
          label={t('propose.about', { name })}
          onAction={(key) => setKind(key as ProposalKind)}
          trigger={
            <Button size="small" className="self-start" icon={<MessageSquarePlus aria-hidden />}>
              {t('propose.open')}
            </Button>
          }
        >
          {aboutOne.map((one) => (
            <MenuItem key={one} id={one}>
              {t(one === 'create' ? 'propose.create.below' : `propose.${one}.menu`)}
            </MenuItem>
          ))}
        </Menu>
      )}
      {kind !== null && (
        <ProposeDialog
          kind={kind}
          tag={tag}
          tags={tags}
          onPropose={(draft) => run(() => commands.propose(draft), t('propose.done'), t('propose.failed'))}
          onClose={() => setKind(null)}
        />
      )}
    </>
  )
}
