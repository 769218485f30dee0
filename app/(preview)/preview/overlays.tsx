'use client'

import { Ellipsis, Pencil, Trash2 } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { Dialog, DialogActions } from '@/components/ui/dialog'
import { EmptyState } from '@/components/ui/empty-state'
import { ErrorState } from '@/components/ui/error-state'
import { FileDropZone } from '@/components/ui/file-drop-zone'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem, MenuRule } from '@/components/ui/menu'
import { Popover } from '@/components/ui/popover'
import { ProgressBar } from '@/components/ui/progress-bar'
import { Section } from '@/components/ui/section'
import { Skeleton } from '@/components/ui/skeleton'
import { TextField } from '@/components/ui/text-field'
import { showToast } from '@/components/ui/toast'

/** What opens above the page, and the states of a page. */
export function Overlays() {
  return (
    <>
      <Section title="Above the page">
        <div className="flex flex-wrap items-center gap-3">
          <Dialog title="New theme" lede="A heading under which tags are gathered." trigger={<Button>Dialog</Button>}>
            {(close) => (
              <>
                <TextField label="Name" />
                <DialogActions>
                  <Button onPress={close}>Cancel</Button>
                  <Button tone="primary" onPress={close}>
                    Create theme
                  </Button>
                </DialogActions>
              </>
            )}
          </Dialog>
          <ConfirmDialog
            title="Move “Energy” to the bin?"
            consequence="42 excerpts lose this tag. Their other tags stay. You or a lead can bring it back from the bin."
            action="Move to bin"
            onConfirm={() => undefined}
            trigger={<Button>Confirmation</Button>}
          />
          <Popover label="Filter" trigger={<Button>Popover</Button>}>
            A small sheet beside its button.
          </Popover>
          <Menu label="Tag" trigger={<IconButton label="Menu" icon={<Ellipsis aria-hidden />} />}>
            <MenuItem id="rename" icon={<Pencil aria-hidden />} shortcut="F2">
              Rename
            </MenuItem>
            <MenuRule />
            <MenuItem id="bin" icon={<Trash2 aria-hidden />} tone="danger">
              Move to bin
            </MenuItem>
          </Menu>
          <Button
            onPress={() =>
              showToast({
                title: 'Merged “Fuel” into “Energy”',
                description: '18 excerpts changed.',
                tone: 'success',
                action: { label: 'Undo', onPress: () => undefined },
              })
            }
          >
            Message
          </Button>
        </div>
      </Section>
      <Section title="States">
        <div className="grid grid-cols-1 gap-8 md:grid-cols-2">
          <FileDropZone
            hint="Text, Markdown, HTML, Word, OpenDocument, RTF, EPUB or PDF, up to 100 MB each"
            onFiles={() => undefined}
          />
          <div className="flex flex-col justify-center gap-6">
            <ProgressBar label="Reading white-paper.pdf" done={3} total={12} />
            <ProgressBar label="Counting words" />
            <Skeleton lines={3} />
          </div>
          <EmptyState title="No themes yet" action={<Button tone="primary">Create a theme</Button>}>
            A theme gathers the shared passages of its tags, from all documents, on one page.
          </EmptyState>
          <ErrorState onRetry={() => undefined} reference="0198-7c2e" />
        </div>
      </Section>
    </>
  )
}
