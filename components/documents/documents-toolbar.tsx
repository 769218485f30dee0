'use client'

import { Columns3, Layers, ListFilter, Sheet, SlidersHorizontal } from 'lucide-react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { IconButton } from '@/components/ui/icon-button'
import { Menu, MenuItem, MenuSection } from '@/components/ui/menu'
import { Popover } from '@/components/ui/popover'
import { SearchField } from '@/components/ui/search-field'
import type { DocumentCommands } from '@/lib/browser/documents/use-document-commands'
import type { Grouping } from '@/lib/browser/documents/use-grouping'
import type { Arrangement } from '@/lib/domain/documents/arrange-documents'
import type { Attribute, Document } from '@/lib/schemas/document'
import { AttributesDialog } from './attributes-dialog'
import { DocumentFilters } from './document-filters'
import { FillDialog } from './fill-dialog'
import { FilterChips } from './filter-chips'
import type { TableColumn } from './table-columns'

export interface DocumentsToolbarProps {
  documents: readonly Document[]
  attributes: readonly Attribute[]
  shownCount: number
  arrangement: Arrangement
  onArrange: (arrangement: Arrangement) => void
  columns: readonly TableColumn[]
  hidden: readonly string[]
  onHide: (hidden: string[]) => void
  grouping: Grouping
  /** Null where this person may not change the attributes. */
  commands: DocumentCommands | null
}

/** What to see of the documents: a filter by words and by attribute, the columns, and the attributes themselves. */
export function DocumentsToolbar({
  documents,
  attributes,
  shownCount,
  arrangement,
  onArrange,
  columns,
  hidden,
  onHide,
  grouping,
  commands,
}: DocumentsToolbarProps) {
  const t = useTranslations('documents.table')
  const [isUnfolded, setUnfolded] = useState(false)
  const folded = isUnfolded ? '' : 'max-sm:hidden'
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <SearchField
          label={t('filter')}
          value={arrangement.text}
          onChange={(text) => onArrange({ ...arrangement, text })}
          className="min-w-0 flex-1 sm:w-72 sm:flex-none"
        />
        <span className="sm:hidden">
          <IconButton
            label={t('arrange')}
            aria-expanded={isUnfolded}
            icon={<SlidersHorizontal aria-hidden />}
            onPress={() => setUnfolded(!isUnfolded)}
          />
        </span>
        {attributes.length > 0 && (
          <div className={folded}>
            <FiltersButton
              documents={documents}
              attributes={attributes}
              arrangement={arrangement}
              onArrange={onArrange}
            />
          </div>
        )}
        <p role="status" className="text-sm text-ink-muted tabular-nums">
          {shownCount < documents.length && t('shown', { shown: shownCount, total: documents.length })}
        </p>
        <div className={classNames('ms-auto flex flex-wrap items-center gap-1 max-sm:ms-0', folded)}>
          {attributes.length > 0 && <GroupMenu attributes={attributes} grouping={grouping} />}
          <ColumnsMenu columns={columns} hidden={hidden} onHide={onHide} />
          {commands && <AttributeTools attributes={attributes} documents={documents} commands={commands} />}
        </div>
      </div>
      <FilterChips
        attributes={attributes}
        conditions={arrangement.conditions}
        onChange={(conditions) => onArrange({ ...arrangement, conditions })}
      />
    </div>
  )
}

type FiltersButtonProps = Pick<DocumentsToolbarProps, 'documents' | 'attributes' | 'arrangement' | 'onArrange'>

/** The conditions on attributes, behind a button that says how many there are. */
function FiltersButton({ documents, attributes, arrangement, onArrange }: FiltersButtonProps) {
  const t = useTranslations('documents.table')
  const count = Object.keys(arrangement.conditions).length
  return (
    <Popover
      label={t('filters')}
      placement="bottom start"
      className="w-88"
      trigger={
        <Button tone={count > 0 ? 'quiet' : 'plain'} icon={<ListFilter aria-hidden />}>
          {count > 0 ? t('filtersActive', { count }) : t('filters')}
        </Button>
      }
    >
      <DocumentFilters
        documents={documents}
        attributes={attributes}
        conditions={arrangement.conditions}
        onChange={(conditions) => onArrange({ ...arrangement, conditions })}
      />
    </Popover>
  )
}

interface AttributeToolsProps {
  attributes: readonly Attribute[]
  documents: readonly Document[]
  commands: DocumentCommands
}

/** Fills attributes from a sheet, and says which attributes there are. */
function AttributeTools({ attributes, documents, commands }: AttributeToolsProps) {
  const t = useTranslations('documents.table')
  return (
    <>
      {documents.length > 0 && (
        <FillDialog
          subject="document"
          attributes={attributes}
          described={documents}
          commands={commands}
          trigger={
            <Button tone="plain" icon={<Sheet aria-hidden />}>
              {t('fill')}
            </Button>
          }
        />
      )}
      <AttributesDialog
        subject="document"
        attributes={attributes}
        described={documents}
        commands={commands}
        trigger={
          <Button tone="plain" icon={<SlidersHorizontal aria-hidden />}>
            {t('attributes')}
          </Button>
        }
      />
    </>
  )
}

/** Which columns there are; the title always is. */
function ColumnsMenu({ columns, hidden, onHide }: Pick<DocumentsToolbarProps, 'columns' | 'hidden' | 'onHide'>) {
  const t = useTranslations('documents.table')
  const choosable = columns.filter(({ id }) => id !== 'title')
  return (
    <Menu
      label={t('columns')}
      trigger={
        <Button tone="plain" icon={<Columns3 aria-hidden />}>
          {t('columns')}
        </Button>
      }
    >
      <MenuSection
        title={t('columns')}
        selection="multiple"
        selected={choosable.filter(({ id }) => !hidden.includes(id)).map(({ id }) => id)}
        onSelect={(keys) =>
          onHide(keys === 'all' ? [] : choosable.filter(({ id }) => !keys.has(id)).map(({ id }) => id))
        }
      >
        {choosable.map(({ id, label }) => (
          <MenuItem key={id} id={id}>
            {label}
          </MenuItem>
        ))}
      </MenuSection>
    </Menu>
  )
}

const ungrouped = 'none'

function GroupMenu({
  attributes,
  grouping: { attribute, groups, closed, by, closeAll },
}: Pick<DocumentsToolbarProps, 'attributes' | 'grouping'>) {
  const t = useTranslations('documents.table')
  const isAllClosed = attribute !== null && closed.size === groups.length
  return (
    <Menu
      label={t('group')}
      trigger={
        <Button tone={attribute ? 'quiet' : 'plain'} icon={<Layers aria-hidden />}>
          {attribute ? t('groupedBy', { attribute: attribute.label }) : t('group')}
        </Button>
      }
    >
      <MenuSection
        title={t('group')}
        selection="single"
        selected={[attribute ? `attribute:${attribute.key}` : ungrouped]}
        onSelect={(keys) =>
          by(
            [...(keys === 'all' ? [] : keys)]
              .map(String)
              .find((key) => key !== ungrouped)
              ?.slice('attribute:'.length) ?? null,
          )
        }
      >
        <MenuItem id={ungrouped}>{t('groupNone')}</MenuItem>
        {attributes.map(({ key, label }) => (
          <MenuItem key={key} id={`attribute:${key}`}>
            {label}
          </MenuItem>
        ))}
      </MenuSection>
      {attribute && (
        <MenuSection title={t('groups')}>
          <MenuItem id="fold" onAction={() => closeAll(!isAllClosed)}>
            {t(isAllClosed ? 'groupsOpen' : 'groupsClose')}
          </MenuItem>
        </MenuSection>
      )}
    </Menu>
  )
}
